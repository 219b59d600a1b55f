// Health for whoever routes traffic, metrics for whoever watches.
import type { FastifyInstance } from 'fastify';
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import type { AppDeps } from '../../deps.ts';
import { problemResponses, signedIn } from '../../schemas.ts';
import { allowRead } from '../../standing.ts';

/** Ready depends on the database alone: while Temporal is away, submissions and decisions go on. */
export const publicHealthRoutes = (deps: AppDeps) => async (app: FastifyInstance) => {
  app.get('/healthz', { schema: { hide: true } }, async () => ({ status: 'ok' }));
  app.get('/readyz', { schema: { hide: true } }, async () => {
    await deps.clock(deps.pool);
    return { status: 'ok', database: 'ok', temporal: deps.wakes.health() };
  });
};

export const metricsRoutes =
  (deps: AppDeps): FastifyPluginAsyncZod =>
  async (app) => {
    app.get(
      '/metrics',
      {
        schema: {
          tags: ['operation'],
          security: signedIn,
          summary: 'Prometheus metrics',
          response: { 200: z.string(), ...problemResponses(401, 403) },
        },
        serializerCompiler: () => (text) => text as string,
      },
      async (request, reply) => {
        await allowRead(deps, request.personId, 'readMetrics', {}, 'not-allowed');
        reply.type(app.observed.registry.contentType);
        return app.observed.registry.metrics();
      },
    );
  };
