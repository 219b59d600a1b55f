// The two cookies: a session's, whose hash is all we keep, and that of a sign-in under way. A page's script can read neither.
import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import type { CookieSerializeOptions } from '@fastify/cookie';
import { z } from 'zod';
import { sha256 } from '../../ledger/sha256.ts';

export interface CookieNames {
  readonly session: string;
  readonly signIn: string;
}
/** Over TLS the browser itself refuses a cookie of this name that another host or path has set. */
export const cookieNames = (secure: boolean): CookieNames => {
  const prefix = secure ? '__Host-' : '';
  return { session: `${prefix}lianban-session`, signIn: `${prefix}lianban-sign-in` };
};
export const cookieOptions = (secure: boolean): CookieSerializeOptions => ({
  path: '/',
  httpOnly: true,
  sameSite: 'lax',
  secure,
});

export const newCookie = (): string => randomBytes(32).toString('base64url');
/** Under which a session is kept. */
export const sessionIdOf = (cookie: string): string => sha256(`web session ${cookie}`);
/** What a page of ours sends with every change, and no other page can know. */
export const csrfTokenOf = (cookie: string): string => sha256(`csrf ${cookie}`);
export const isSame = (a: string, b: string): boolean =>
  a.length === b.length && timingSafeEqual(Buffer.from(a), Buffer.from(b));

const underWay = z.strictObject({
  state: z.string(),
  nonce: z.string(),
  verifier: z.string(),
  returnTo: z.string(),
  until: z.number(),
});
export type SignInUnderWay = z.infer<typeof underWay>;

const mac = (secret: string, text: string) =>
  createHmac('sha256', secret).update(`sign-in ${text}`).digest('base64url');
export function writeSignIn(secret: string, value: SignInUnderWay): string {
  const text = Buffer.from(JSON.stringify(value)).toString('base64url');
  return `${text}.${mac(secret, text)}`;
}
/** @returns undefined for what is not ours, or too old */
export function readSignIn(secret: string, cookie: string | undefined, now: number): SignInUnderWay | undefined {
  const [text = '', signature = ''] = (cookie ?? '').split('.');
  if (!isSame(mac(secret, text), signature)) return undefined;
  const value = underWay.parse(JSON.parse(Buffer.from(text, 'base64url').toString()));
  return value.until > now ? value : undefined;
}
