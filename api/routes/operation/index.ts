// Health for whoever routes traffic, metrics for whoever watches.
import type { FastifyInstance } from 'fastify';
import type { AppDeps } from '../../deps.ts';
import { authentication } from '../../plugins/authentication.ts';
import { allowRead } from '../../standing.ts';

/** Ready depends on the database alone: while Temporal is away, submissions and decisions go on. */
export const publicHealthRoutes = (deps: AppDeps) => async (app: FastifyInstance) => {
  app.get('/healthz', { schema: { hide: true } }, async () => ({ status: 'ok' }));
  app.get('/readyz', { schema: { hide: true } }, async () => {
    await deps.clock(deps.pool);
    return { status: 'ok', database: 'ok', temporal: deps.wakes.health() };
  });
};

/** For Prometheus, with the token of an operator. */
export const metricsRoute = (deps: AppDeps) => async (app: FastifyInstance) => {
  await app.register(authentication, deps);
  app.get('/metrics', { schema: { hide: true } }, async (request, reply) => {
    await allowRead(deps, request.personId, 'readMetrics', {}, 'not-allowed');
    reply.type(app.observed.registry.contentType);
    return app.observed.registry.metrics();
  });
};
