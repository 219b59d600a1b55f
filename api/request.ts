// From an HTTP request to the ledger's: who, under which key, and a hash that tells two requests under one key apart.
import type { FastifyRequest } from 'fastify';
import { canonicalJson } from '../core/canonical.ts';
import { DomainError } from '../core/errors.ts';
import { findRequest } from '../db/idempotency.ts';
import type { Request } from '../ledger/ledger.ts';
import { sha256 } from '../ledger/sha256.ts';
import type { AppDeps } from './deps.ts';

declare module 'fastify' {
  interface FastifyRequest {
    /** Row of `persons` of the signed-in subject; empty in the public scope. */
    personId: string;
  }
}

const KEY = /^[A-Za-z0-9._:-]{8,128}$/;
const POST = /^[a-z0-9-]{1,100}$/;
const PERSON = POST;

/** @param content what makes this request itself, when it is not its body (an upload's hash) */
export function requestOf(request: FastifyRequest, content: unknown = request.body ?? null): Request {
  const key = request.headers['idempotency-key'];
  if (typeof key !== 'string' || !KEY.test(key))
    throw new DomainError(
      'idempotency-key-missing',
      'Send Idempotency-Key: 8 to 128 letters, digits or . _ : -, new for each action.',
    );
  const post = request.headers['lianban-post'];
  if (post !== undefined && (typeof post !== 'string' || !POST.test(post)))
    throw new DomainError('request-malformed', 'Lianban-Post names one post by its id.');
  const principal = principalOf(request);
  const route = `${request.method} ${request.routeOptions.url ?? ''}`;
  const forWhom = principal === undefined ? {} : { principal };
  const told = canonicalJson({ route, params: request.params, query: request.query, content, ...forWhom });
  return {
    actor: {
      personId: request.personId,
      channel: 'web',
      ...(post && { postId: post }),
      ...(principal && { onBehalfOf: principal }),
    },
    key,
    requestHash: sha256(told),
  };
}

/** For whom the request says it is made: header Lianban-On-Behalf-Of. */
export function principalOf({ headers }: FastifyRequest): string | undefined {
  const principal = headers['lianban-on-behalf-of'];
  if (principal === undefined || (typeof principal === 'string' && PERSON.test(principal))) return principal;
  throw new DomainError('request-malformed', 'Lianban-On-Behalf-Of names one person by his id.');
}

/** Whether this person's key has had an effect; whether by this very request, the ledger says. */
export async function wasApplied({ pool }: Pick<AppDeps, 'pool'>, request: FastifyRequest): Promise<boolean> {
  const { actor, key } = requestOf(request);
  return (await findRequest(pool, actor.personId, key)) !== undefined;
}
