// What keeps a request small and a caller slow: rates by principal and route, and what a request may be (its size is the server's bodyLimit).
import rateLimit from '@fastify/rate-limit';
import type { FastifyInstance } from 'fastify';
import fp from 'fastify-plugin';
import { DomainError } from '../../core/errors.ts';
import { checkPlainContent } from '../plain-content.ts';

/** Requests a minute, of one principal (or one address, where nobody is signed in). */
export interface RateLimits {
  /** All routes together that are not named below. */
  readonly general: number;
  /** Each of these routes has a count of its own. */
  readonly submission: number;
  readonly upload: number;
  readonly verification: number;
  readonly search: number;
  /** Tokens that are none, of one address. */
  readonly failedSignIns: number;
  /** Materials of one person within a day. */
  readonly uploadsPerDay: number;
}

export const LIMITED_ROUTES: Readonly<
  Record<string, Exclude<keyof RateLimits, 'general' | 'failedSignIns' | 'uploadsPerDay'>>
> = {
  'POST /api/cases': 'submission',
  'POST /api/materials': 'upload',
  'GET /api/certificates/:number/verification': 'verification',
  'GET /api/cases': 'search',
  'GET /api/tasks': 'search',
  'POST /api/people/search': 'verification',
};

export const limits = fp(async (app: FastifyInstance, { rateLimits }: { rateLimits: RateLimits }) => {
  app.addHook('onRoute', (route) => {
    const limit = LIMITED_ROUTES[`${String(route.method)} ${route.url}`];
    if (limit) route.config = { ...route.config, rateLimit: { max: rateLimits[limit] } };
  });
  await app.register(rateLimit, {
    max: rateLimits.general,
    timeWindow: '1 minute',
    hook: 'onRequest', // after the sign-in (a hook of the scope), before a body is read
    keyGenerator: (request) => request.personId || request.ip,
  });
  app.addHook('preValidation', async ({ body, query, params }) => checkPlainContent(body, query, params));
});

const MAX_URL = 4_096;
const MAX_HEADERS = 100;

/** Before anything is read of it: node bounds the bytes of all headers (maxHeaderSize) and leaves out silently what is past its count. */
export const requestHead = fp(async (app: FastifyInstance) => {
  app.addHook('onRequest', async ({ raw }) => {
    if ((raw.url ?? '').length > MAX_URL)
      throw new DomainError('request-malformed', `An address has at most ${MAX_URL} characters.`);
    if (raw.rawHeaders.length / 2 > MAX_HEADERS)
      throw new DomainError('request-malformed', `A request has at most ${MAX_HEADERS} headers.`);
  });
});
