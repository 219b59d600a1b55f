// What keeps a request small and a caller slow: rate, and what its content may be (its size is the server's bodyLimit).
import rateLimit from '@fastify/rate-limit';
import type { FastifyInstance } from 'fastify';
import fp from 'fastify-plugin';
import { checkPlainContent } from '../plain-content.ts';

export const limits = fp(async (app: FastifyInstance, { rateLimit: max }: { rateLimit: number }) => {
  await app.register(rateLimit, {
    max,
    timeWindow: '1 minute',
    hook: 'preHandler',
    keyGenerator: (request) => request.personId || request.ip,
  });
  app.addHook('preValidation', async ({ body, query, params }) => checkPlainContent(body, query, params));
});
