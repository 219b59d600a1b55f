// What operators see: one log line a request (never a body, a query or a name), metrics, health.
import type { FastifyInstance } from 'fastify';
import fp from 'fastify-plugin';
import { Counter, Gauge, Histogram, Registry } from 'prom-client';
import { readBacklog } from '../../db/reads/backlog.ts';
import type { AppDeps } from '../deps.ts';

export interface Observed {
  readonly registry: Registry;
}
declare module 'fastify' {
  interface FastifyInstance {
    observed: Observed;
  }
}

export const observation = fp(async (app: FastifyInstance, { pool, wakes }: Pick<AppDeps, 'pool' | 'wakes'>) => {
  const registry = new Registry();
  const seconds = new Histogram({
    name: 'lianban_http_request_seconds',
    help: 'Duration of HTTP requests by route and status',
    labelNames: ['method', 'route', 'status'],
    buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5],
    registers: [registry],
  });
  const refusals = new Counter({
    name: 'lianban_http_problems_total',
    help: 'Problem answers by status',
    labelNames: ['status'],
    registers: [registry],
  });
  backlogGauges(registry, pool);
  new Gauge({
    name: 'lianban_temporal_up',
    help: '1 when the conductor can be woken at once',
    registers: [registry],
    collect() {
      this.set(wakes.health() === 'ok' ? 1 : 0);
    },
  });
  app.decorate('observed', { registry });
  app.addHook('onSend', async (request, reply) => void reply.header('x-request-id', request.id));
  app.addHook('onResponse', async (request, reply) => {
    const route = request.routeOptions.url ?? 'unknown';
    const { method, id: requestId } = request;
    const status = reply.statusCode;
    seconds.observe({ method, route, status }, reply.elapsedTime / 1000);
    if (status >= 400) refusals.inc({ status });
    request.log.info({ requestId, method, route, status, ms: Math.round(reply.elapsedTime * 10) / 10 }, 'request');
  });
});

function backlogGauges(registry: Registry, pool: AppDeps['pool']): void {
  const gauge = (name: string, help: string) => new Gauge({ name, help, registers: [registry] });
  const owed = gauge('lianban_wakes_owed', 'Cases the conductor owes a look');
  const lag = gauge('lianban_wake_lag_seconds', 'Age of the oldest look owed');
  const incidents = gauge('lianban_incidents_open', 'Incidents nobody has resolved');
  registry.registerMetric(
    new Gauge({
      name: 'lianban_database_up',
      help: '1 when the database answers',
      registers: [],
      async collect() {
        const backlog = await readBacklog(pool).catch(() => undefined);
        this.set(backlog ? 1 : 0);
        if (!backlog) return;
        owed.set(backlog.wakesOwed);
        lag.set(backlog.wakeLagSeconds);
        incidents.set(backlog.incidentsOpen);
      },
    }),
  );
}
