// Health for whoever routes traffic, metrics for whoever watches.
import type { FastifyInstance } from 'fastify';
import { DomainError } from '../../../core/errors.ts';
import type { AppDeps } from '../../deps.ts';
import { authentication } from '../../plugins/authentication.ts';
import { allowRead } from '../../standing.ts';

/** Ready depends on the database alone: while Temporal is away, submissions and decisions go on. */
export const publicHealthRoutes = (deps: AppDeps) => async (app: FastifyInstance) => {
  app.get('/healthz', { schema: { hide: true } }, async () => ({ status: 'ok' }));
  app.get('/readyz', { schema: { hide: true } }, async () => {
    if (deps.draining?.()) throw new DomainError('draining', 'This process is about to stop; another one is ready.');
    await deps.clock(deps.pool);
    return { status: 'ok', database: 'ok', temporal: deps.wakes.health() };
  });
};

/** For an operator with a token. Prometheus can not sign in: it has a port of its own (metrics/serve-metrics.ts). */
export const metricsRoute = (deps: AppDeps) => async (app: FastifyInstance) => {
  await app.register(authentication, deps);
  app.get('/metrics', { schema: { hide: true } }, async (request, reply) => {
    await allowRead(deps, request.personId, 'readMetrics', {}, 'not-allowed');
    reply.type(deps.registry.contentType);
    return deps.registry.metrics();
  });
};
