// Sessions of browsers: this one's token against forged changes, and all of mine, to be ended.
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { DomainError } from '../../../core/errors.ts';
import { toInstant } from '../../../core/views.ts';
import { endWebSession, listWebSessions } from '../../../db/web-sessions.ts';
import type { AppDeps } from '../../deps.ts';
import { requestOf } from '../../request.ts';
import { idempotent, instant, problemResponses, signedIn } from '../../schemas.ts';
import { sessionCookie } from '../../sign-in/browser-session.ts';
import { csrfTokenOf, sessionIdOf } from '../../sign-in/cookies.ts';

const tags = ['people'];
const session = z
  .object({
    csrfToken: z
      .string()
      .nullable()
      .meta({ description: 'For X-CSRF-Token with each change; null with a bearer token' }),
    idleSeconds: z.number().int().nullable(),
  })
  .meta({ id: 'Session', description: '当前登录' });
const sessions = z
  .object({
    sessions: z.array(
      z.object({ id: z.string(), since: instant, seenAt: instant, expiresAt: instant, current: z.boolean() }),
    ),
  })
  .meta({ id: 'Sessions', description: '我的登录' });
const sessionParams = z.object({ id: z.string().regex(/^[0-9a-f]{64}$/) });

export const browserSessionRoutes =
  (deps: AppDeps): FastifyPluginAsyncZod =>
  async (app) => {
    app.get(
      '/session',
      {
        schema: { tags, security: signedIn, summary: '当前登录', response: { 200: session, ...problemResponses(401) } },
      },
      async (request) => {
        const cookie = deps.web && sessionCookie(request, deps.web);
        return {
          csrfToken: cookie ? csrfTokenOf(cookie) : null,
          idleSeconds: deps.web ? Math.floor(deps.web.idleMs / 1000) : null,
        };
      },
    );
    app.get(
      '/me/sessions',
      {
        schema: {
          tags,
          security: signedIn,
          summary: '我的登录',
          response: { 200: sessions, ...problemResponses(401) },
        },
      },
      async (request) => {
        const cookie = deps.web && sessionCookie(request, deps.web);
        const current = cookie ? sessionIdOf(cookie) : undefined;
        const idleMs = deps.web?.idleMs ?? 0;
        const found = await listWebSessions(deps.pool, request.personId, { now: Date.now(), idleMs });
        return {
          sessions: found.map((s) => ({
            id: s.id,
            since: toInstant(s.createdAt),
            seenAt: toInstant(s.seenAt),
            expiresAt: toInstant(s.expiresAt),
            current: s.id === current,
          })),
        };
      },
    );
    app.post(
      '/me/sessions/:id/end',
      {
        schema: {
          tags,
          security: signedIn,
          summary: '结束此登录',
          headers: idempotent,
          params: sessionParams,
          response: { 200: z.object({ ended: z.literal(true) }), ...problemResponses(401, 404, 413) },
        },
      },
      async (request) => {
        requestOf(request);
        if (!(await endWebSession(deps.pool, request.params.id, request.personId, Date.now())))
          throw new DomainError('web-session-not-found', 'You have no such session.');
        return { ended: true as const };
      },
    );
  };
