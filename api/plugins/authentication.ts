// Signed in: a bearer token of the issuer, and a person of ours behind its subject.
import type { FastifyInstance } from 'fastify';
import fp from 'fastify-plugin';
import { DomainError } from '../../core/errors.ts';
import { findPersonIdBySubject } from '../../db/people.ts';
import type { AppDeps } from '../deps.ts';

export const authentication = fp(async (app: FastifyInstance, { pool, tokens }: Pick<AppDeps, 'pool' | 'tokens'>) => {
  app.addHook('onRequest', async (request) => {
    const token = /^Bearer ([A-Za-z0-9._~+/-]+=*)$/.exec(request.headers.authorization ?? '')?.[1];
    if (!token) throw new DomainError('not-signed-in', 'Send Authorization: Bearer <token>.');
    const personId = await findPersonIdBySubject(pool, await tokens.verify(token));
    if (!personId) throw new DomainError('token-invalid', 'The token is good, but nobody here has this subject.');
    request.personId = personId;
  });
});
