// The issuer's word that a session ended: OpenID Connect Back-Channel Logout 1.0, section 2.4 and 2.6.
import type { JWTPayload } from 'jose';
import { findText } from './claims.ts';

const EVENT = 'http://schemas.openid.net/event/backchannel-logout';
export const LOGOUT_TYPE = 'logout+jwt';
/** A logout token is for now: older ones are not taken. */
export const FRESH_SECONDS = 120;

export interface Logout {
  /** Of this token: it is good once. */
  readonly id: string;
  /** One of both at least. */
  readonly session?: string | undefined;
  readonly subject?: string | undefined;
}

/** An access token must not be this, nor this an access token. */
export const isLogoutToken = ({ events }: JWTPayload, type: string | undefined): boolean =>
  type?.toLowerCase() === LOGOUT_TYPE ||
  (typeof events === 'object' && events !== null && Object.hasOwn(events, EVENT));

/** @returns undefined when the claims are not those of a logout token. Signature, issuer, audience and time were checked before. */
export function readLogout(payload: JWTPayload, names: { session: string; subject: string }): Logout | undefined {
  const id = findText(payload, 'jti');
  const session = findText(payload, names.session) ?? findText(payload, 'sid'); // so the specification calls it
  const subject = findText(payload, names.subject);
  if (!id || 'nonce' in payload || !isLogoutToken(payload, undefined) || !(session ?? subject)) return undefined;
  return { id, session, subject };
}
