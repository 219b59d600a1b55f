// Who a browser's cookie stands for. A change needs the page's own token beside it: another site's page can send the cookie, and not that.
import type { FastifyRequest } from 'fastify';
import { DomainError } from '../../core/errors.ts';
import { findWebSession, touchWebSession, type WebSession } from '../../db/web-sessions.ts';
import type { AppDeps, WebSettings } from '../deps.ts';
import { cookieNames, csrfTokenOf, isSame, sessionIdOf } from './cookies.ts';

const SAFE: readonly string[] = ['GET', 'HEAD', 'OPTIONS'];
/** A look is written at most so often. */
const TOUCH_MS = 60_000;

export const sessionCookie = (request: FastifyRequest, { secure }: Pick<WebSettings, 'secure'>): string | undefined =>
  request.cookies[cookieNames(secure).session];

/** @returns undefined when the browser has no session here; @throws session-ended, csrf-token-missing */
export async function findBrowserSession(
  { pool, web }: Pick<AppDeps, 'pool' | 'web'>,
  request: FastifyRequest,
): Promise<WebSession | undefined> {
  const cookie = web && sessionCookie(request, web);
  if (!web || !cookie) return undefined;
  const found = await findWebSession(pool, sessionIdOf(cookie));
  const now = Date.now();
  if (!found || found.ended || found.expiresAt <= now || found.seenAt + web.idleMs <= now)
    throw new DomainError('session-ended', 'Sign in again.');
  const given = request.headers['x-csrf-token'];
  if (!SAFE.includes(request.method) && !isSame(csrfTokenOf(cookie), typeof given === 'string' ? given : ''))
    throw new DomainError('csrf-token-missing', 'Send X-CSRF-Token as GET /api/session tells it.');
  if (now - found.seenAt > TOUCH_MS) await touchWebSession(pool, found.id, now);
  return found;
}
