// Signing out: of this session, of all one's own, of somebody's (operators), and by the issuer's word.
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { DomainError } from '../../../core/errors.ts';
import type { AppDeps } from '../../deps.ts';
import { requestOf } from '../../request.ts';
import { idempotent, personId, problemResponses, signedIn } from '../../schemas.ts';
import { endAllSessions, endSession, obeyLogout } from '../../sign-in/end-sessions.ts';
import { allowRead } from '../../standing.ts';

const tags = ['people'];
const change = { tags, security: signedIn, headers: idempotent };
const done = z.object({ ended: z.literal(true) }).meta({ id: 'SessionsEnded' });
const ended = { ended: true } as const;

/** A retry of one's own sign-out that was done is answered `session-ended`: the token is no longer good for anything. */
export const sessionRoutes =
  (deps: AppDeps): FastifyPluginAsyncZod =>
  async (app) => {
    const response = { 200: done, ...problemResponses(401, 413) };
    app.post('/me/sign-out', { schema: { ...change, summary: '退出登录', response } }, async (request) => {
      requestOf(request);
      await endSession(deps, request.personId, request.signedIn!);
      return ended;
    });
    app.post(
      '/me/sign-out-everywhere',
      { schema: { ...change, summary: '退出我的全部登录', response } },
      async (request) => {
        requestOf(request);
        await endAllSessions(deps, { personId: request.personId });
        return ended;
      },
    );
    app.post(
      '/people/:id/sign-out',
      {
        schema: {
          ...change,
          summary: '结束此人的全部登录',
          params: z.object({ id: personId }),
          response: { 200: done, ...problemResponses(401, 403, 404, 413) },
        },
      },
      async (request) => {
        requestOf(request);
        await allowRead(deps, request.personId, 'endSessions', {}, 'not-allowed');
        if (!(await endAllSessions(deps, { personId: request.params.id })))
          throw new DomainError('person-not-found', 'There is no such person.');
        return ended;
      },
    );
  };

const FORM = 'application/x-www-form-urlencoded';
const BODY_LIMIT = 64 * 1024;
const logoutBody = {
  content: {
    [FORM]: {
      schema: { type: 'object', required: ['logout_token'], properties: { logout_token: { type: 'string' } } },
    },
  },
};

/** Nobody is signed in: the logout token is all there is. */
export const publicSessionRoutes =
  (deps: AppDeps): FastifyPluginAsyncZod =>
  async (app) => {
    app.removeAllContentTypeParsers();
    app.addContentTypeParser(FORM, { parseAs: 'string', bodyLimit: BODY_LIMIT }, (_request, body, parsed) =>
      parsed(null, body),
    );
    app.post(
      '/sign-out/backchannel',
      {
        schema: {
          tags,
          summary: '登录服务通知退出（OpenID Connect Back-Channel Logout 1.0）',
          response: { 200: done, ...problemResponses(413) },
        },
        config: { requestBody: logoutBody },
      },
      async (request, reply) => {
        void reply.header('cache-control', 'no-store');
        const form = new URLSearchParams(typeof request.body === 'string' ? request.body : '');
        await obeyLogout(deps, await deps.tokens.verifyLogout(form.get('logout_token') ?? ''));
        return ended;
      },
    );
  };
