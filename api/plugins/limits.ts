// What keeps a request small and a caller slow: rate, and depth of JSON (its size is the server's bodyLimit).
import rateLimit from '@fastify/rate-limit';
import type { FastifyInstance } from 'fastify';
import fp from 'fastify-plugin';
import { DomainError } from '../../core/errors.ts';

const MAX_DEPTH = 20;

export const limits = fp(async (app: FastifyInstance, { rateLimit: max }: { rateLimit: number }) => {
  await app.register(rateLimit, {
    max,
    timeWindow: '1 minute',
    hook: 'preHandler',
    keyGenerator: (request) => request.personId || request.ip,
  });
  app.addHook('preValidation', async (request) => {
    if (depthOf(request.body, 0) > MAX_DEPTH)
      throw new DomainError('request-malformed', `JSON nested deeper than ${MAX_DEPTH} is not read.`);
  });
});

function depthOf(value: unknown, depth: number): number {
  if (typeof value !== 'object' || value === null || depth > MAX_DEPTH) return depth;
  return Math.max(depth + 1, ...Object.values(value).map((v) => depthOf(v, depth + 1)));
}
