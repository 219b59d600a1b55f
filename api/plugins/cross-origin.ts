// CORS: closed, unless an origin is configured, letter by letter. Never with credentials: a token is sent by who has it, not by a cookie.
import type { FastifyInstance } from 'fastify';
import fp from 'fastify-plugin';

const METHODS = 'GET, POST, PUT, PATCH, DELETE';
const ASKED =
  'accept-language, authorization, content-type, idempotency-key, lianban-on-behalf-of, lianban-post, x-request-id';
const TOLD = 'content-disposition, retry-after, x-request-id';

export const crossOrigin = fp(async (app: FastifyInstance, { origins }: { origins: readonly string[] }) => {
  if (origins.length === 0) return;
  app.addHook('onRequest', async (request, reply) => {
    void reply.header('vary', 'Origin');
    const { origin } = request.headers;
    if (origin === undefined || !origins.includes(origin)) return;
    void reply.header('access-control-allow-origin', origin).header('access-control-expose-headers', TOLD);
    void reply.header('cross-origin-resource-policy', 'cross-origin');
    if (request.method !== 'OPTIONS' || request.headers['access-control-request-method'] === undefined) return;
    return reply
      .headers({
        'access-control-allow-methods': METHODS,
        'access-control-allow-headers': ASKED,
        'access-control-max-age': '600',
      })
      .code(204)
      .send();
  });
});
