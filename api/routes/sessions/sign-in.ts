// Signing in with a browser: to the provider and back. What goes wrong is told on a page, with a way on; never where the person came from.
import type { FastifyInstance, FastifyPluginAsync } from 'fastify';
import { findPersonIdBySubject } from '../../../db/sessions.ts';
import { insertWebSession } from '../../../db/web-sessions.ts';
import { sha256 } from '../../../ledger/sha256.ts';
import type { AppDeps, WebSettings } from '../../deps.ts';
import { cookieNames, cookieOptions, newCookie, readSignIn, sessionIdOf, writeSignIn } from '../../sign-in/cookies.ts';
import { sessionHash } from '../../tokens.ts';

const UNDER_WAY_MS = 600_000;
export const SIGN_IN_DONE = '/sign-in/done';

/** Only a place of our own: nobody is sent to another site by a link that looks like ours. */
export const localPlace = (text: unknown): string =>
  typeof text === 'string' && text.length <= 500 && /^\/(?![/\\])[\x21-\x5b\x5d-\x7e]*$/.test(text) ? text : '/';

export const signInRoutes =
  (deps: AppDeps, web: WebSettings): FastifyPluginAsync =>
  async (app: FastifyInstance) => {
    const names = cookieNames(web.secure);
    const options = cookieOptions(web.secure);
    const failed = (why: 'refused' | 'unknown-person' | 'provider-away') => `/signed-out?why=${why}`;

    app.get('/sign-in', { schema: { hide: true } }, async (request, reply) => {
      const { returnTo } = request.query as { returnTo?: unknown };
      try {
        const { url, ...begun } = await web.relyingParty.begin(new URL(SIGN_IN_DONE, deps.publicUrl).href);
        const value = { ...begun, returnTo: localPlace(returnTo), until: Date.now() + UNDER_WAY_MS };
        const cookie = writeSignIn(deps.cursorSecret, value);
        return reply.setCookie(names.signIn, cookie, { ...options, maxAge: UNDER_WAY_MS / 1000 }).redirect(url, 303);
      } catch (error) {
        request.log.warn({ why: (error as Error).name }, 'sign-in provider not reached');
        return reply.redirect(failed('provider-away'), 303);
      }
    });

    app.get(SIGN_IN_DONE, { schema: { hide: true } }, async (request, reply) => {
      void reply.clearCookie(names.signIn, options);
      app.failedSignIns.check(request.ip);
      const refused = (why: 'refused' | 'unknown-person') => {
        app.failedSignIns.count(request.ip);
        return reply.redirect(failed(why), 303);
      };
      const begun = readSignIn(deps.cursorSecret, request.cookies[names.signIn], Date.now());
      if (!begun) return refused('refused');
      const back = new URL(request.url, deps.publicUrl);
      const signedIn = await web.relyingParty.end(back, begun).catch((error: unknown) => {
        request.log.info({ why: (error as Error).name }, 'sign-in refused');
        return undefined;
      });
      if (!signedIn) return refused('refused');
      const personId = await findPersonIdBySubject(deps.pool, signedIn.subject);
      if (personId === undefined) return refused('unknown-person');
      const cookie = newCookie();
      const now = Date.now();
      await insertWebSession(deps.pool, {
        id: sessionIdOf(cookie),
        personId,
        session: signedIn.session ? sessionHash(signedIn.session) : sha256(`cookie ${cookie}`),
        signedInAt: signedIn.at,
        createdAt: now,
        expiresAt: now + web.maxMs,
      });
      return reply
        .setCookie(names.session, cookie, { ...options, maxAge: Math.floor(web.maxMs / 1000) })
        .redirect(begun.returnTo, 303);
    });
  };
