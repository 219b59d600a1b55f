// Signed in: a bearer token of the issuer and a person of ours behind its subject, or the session of a browser. Who tries too many that are none waits.
import type { FastifyInstance } from 'fastify';
import fp from 'fastify-plugin';
import { DomainError, PROBLEMS } from '../../core/errors.ts';
import { findTokenHolder } from '../../db/sessions.ts';
import type { AppDeps } from '../deps.ts';
import type { FailedTries } from '../failed-tries.ts';
import { findBrowserSession } from '../sign-in/browser-session.ts';
import type { SignedIn } from '../tokens.ts';

declare module 'fastify' {
  interface FastifyInstance {
    /** Of addresses, over all scopes: tokens that are none; and calls without any, each of which is a line for the auditor. */
    failedSignIns: FailedTries;
    unsigned: FailedTries;
  }
  interface FastifyRequest {
    /** What the token says; null in the public scope. */
    signedIn: SignedIn | null;
  }
}

type Deps = Pick<AppDeps, 'pool' | 'tokens' | 'web'>;
export const authentication = fp(async (app: FastifyInstance, { pool, tokens, web }: Deps) => {
  app.addHook('onRequest', async (request) => {
    const { headers, ip } = request;
    const token = /^Bearer ([A-Za-z0-9._~+/-]+=*)$/.exec(headers.authorization ?? '')?.[1];
    if (!token) {
      const browser = await findBrowserSession({ pool, web }, request);
      if (browser) {
        request.personId = browser.personId;
        request.signedIn = { ...browser, issuedAt: browser.signedInAt };
        return;
      }
      app.unsigned.check(ip);
      app.unsigned.count(ip);
      throw new DomainError('not-signed-in', 'Send Authorization: Bearer <token>.');
    }
    app.failedSignIns.check(ip); // before a signature costs anything
    try {
      const signedIn = await tokens.verify(token);
      const holder = await findTokenHolder(pool, signedIn);
      if (!holder) throw new DomainError('token-invalid', 'The token is good, but nobody here has this subject.');
      if (holder.ended) throw new DomainError('session-ended', 'Sign in again.');
      request.personId = holder.personId;
      request.signedIn = signedIn;
    } catch (error) {
      if (error instanceof DomainError && PROBLEMS[error.code].kind === 'unauthenticated') app.failedSignIns.count(ip);
      throw error;
    }
  });
});
