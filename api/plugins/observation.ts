// What operators see of HTTP: one log line a request (never a body, a query or a name), and metrics.
import type { FastifyInstance } from 'fastify';
import fp from 'fastify-plugin';
import { Counter, Gauge, Histogram } from 'prom-client';
import type { AppDeps } from '../deps.ts';

export const observation = fp(
  async (app: FastifyInstance, { registry, wakes }: Pick<AppDeps, 'registry' | 'wakes'>) => {
    const registers = [registry];
    const seconds = new Histogram({
      name: 'lianban_http_request_seconds',
      help: 'Duration of HTTP requests by route and status',
      labelNames: ['method', 'route', 'status'],
      buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5],
      registers,
    });
    const refusals = new Counter({
      name: 'lianban_http_problems_total',
      help: 'Problem answers by status and code',
      labelNames: ['status', 'code'],
      registers,
    });
    new Gauge({
      name: 'lianban_temporal_up',
      help: '1 when the conductor can be woken at once',
      registers,
      collect() {
        this.set(wakes.health() === 'ok' ? 1 : 0);
      },
    });
    app.addHook('onSend', async (request, reply) => void reply.header('x-request-id', request.id));
    app.addHook('onResponse', async (request, reply) => {
      const route = request.routeOptions.url ?? 'unknown';
      const { method, id: requestId, problem: code } = request;
      const status = reply.statusCode;
      seconds.observe({ method, route, status }, reply.elapsedTime / 1000);
      if (status >= 400) refusals.inc({ status, code: code ?? 'none' });
      request.log.info({ requestId, method, route, status, ms: Math.round(reply.elapsedTime * 10) / 10 }, 'request');
    });
  },
);
