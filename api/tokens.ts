// Bearer tokens of the configured issuer: algorithms pinned, audience, issuer and times checked, keys fetched (and rotated) by JWKS.
import { createRemoteJWKSet, errors, jwtVerify, type JWTPayload, type JWTVerifyOptions } from 'jose';
import { DomainError } from '../core/errors.ts';
import { sha256 } from '../ledger/sha256.ts';
import { findText, saysAll, type RequiredClaims } from './sign-in/claims.ts';
import { FRESH_SECONDS, isLogoutToken, readLogout, type Logout } from './sign-in/logout-token.ts';

/** A good token. Instants in milliseconds. */
export interface SignedIn {
  readonly subject: string;
  /** A hash that tells the session (where the issuer names none, the token) from all others. */
  readonly session: string;
  readonly issuedAt: number;
  readonly expiresAt: number;
}
export interface TokenVerifier {
  /** @throws DomainError token-invalid, not-signed-in; busy when the issuer can not be asked */
  verify(token: string): Promise<SignedIn>;
  /** @throws DomainError logout-token-invalid; busy when the issuer can not be asked */
  verifyLogout(token: string): Promise<Logout>;
  readonly clockToleranceMs: number;
}
export interface TokenSettings {
  readonly issuer: string;
  readonly audience: string;
  readonly jwksUrl: string;
  readonly algorithms: readonly string[];
  readonly clockToleranceSeconds?: number;
  readonly subjectClaim?: string;
  readonly sessionClaim?: string;
  readonly requiredClaims?: RequiredClaims;
  readonly logoutAudience?: string | undefined;
  /** Between two fetches because of a key that nobody knows, and how long keys are believed without asking. */
  readonly keys?: { readonly cooldownMs: number; readonly cacheMs: number };
}

export const sessionHash = (session: string): string => sha256(`session ${session}`);

export function createTokenVerifier(settings: TokenSettings): TokenVerifier {
  const { issuer, audience, algorithms, clockToleranceSeconds = 5, requiredClaims = {}, keys } = settings;
  const { subjectClaim: subject = 'sub', sessionClaim: session = 'sid', logoutAudience = audience } = settings;
  const keySet = createRemoteJWKSet(new URL(settings.jwksUrl), {
    timeoutDuration: 3_000,
    cooldownDuration: keys?.cooldownMs ?? 30_000,
    cacheMaxAge: keys?.cacheMs ?? 300_000,
  });
  const options = { issuer, algorithms: [...algorithms], clockTolerance: clockToleranceSeconds };
  const verify = async (token: string, more: JWTVerifyOptions) => {
    const { payload, protectedHeader } = await jwtVerify(token, keySet, { ...options, ...more });
    if (payload.iat! > Date.now() / 1000 + clockToleranceSeconds) throw new errors.JWTInvalid('of the future');
    return { payload, type: protectedHeader.typ };
  };
  return {
    clockToleranceMs: clockToleranceSeconds * 1000,
    async verify(token) {
      const { payload, type } = await verify(token, { audience, requiredClaims: ['exp', 'iat'] }).catch(refuse);
      const who = findText(payload, subject);
      if (!who || isLogoutToken(payload, type) || !saysAll(payload, requiredClaims)) throw invalid();
      return {
        subject: who,
        session: nameSession(payload, session) ?? sha256(`token ${token}`),
        issuedAt: payload.iat! * 1000,
        expiresAt: payload.exp! * 1000,
      };
    },
    async verifyLogout(token) {
      const fresh = { audience: logoutAudience, maxTokenAge: FRESH_SECONDS, requiredClaims: ['iat', 'jti', 'events'] };
      const { payload } = await verify(token, fresh).catch((error: unknown) => {
        if (isUnreachable(error)) throw busy();
        throw notALogout();
      });
      const logout = readLogout(payload, { session, subject });
      if (!logout) throw notALogout();
      return logout;
    },
  };
}

function nameSession(payload: JWTPayload, claim: string): string | undefined {
  const session = findText(payload, claim);
  if (session) return sessionHash(session);
  return payload.jti ? sha256(`jti ${payload.jti}`) : undefined;
}

const invalid = () => new DomainError('token-invalid', 'Sign in again.');
const busy = () => new DomainError('busy', 'The sign-in provider can not be asked just now.');
const notALogout = () => new DomainError('logout-token-invalid', 'It is no logout token for us.');
/** No keys came, or none that can be read: that says nothing of the token. */
const isUnreachable = (error: unknown) =>
  !(error instanceof errors.JOSEError) ||
  ['ERR_JWKS_TIMEOUT', 'ERR_JWKS_INVALID', 'ERR_JOSE_GENERIC'].includes(error.code);
function refuse(error: unknown): never {
  if (isUnreachable(error)) throw busy();
  if (error instanceof errors.JWTExpired) throw new DomainError('not-signed-in', 'Sign in again.');
  throw invalid();
}
