// Bearer tokens of the configured issuer: algorithm pinned, audience, issuer and expiry checked, keys fetched (and rotated) by JWKS.
import { createRemoteJWKSet, errors, jwtVerify } from 'jose';
import { DomainError } from '../core/errors.ts';

export interface TokenVerifier {
  /** @returns the token's subject. @throws DomainError token-invalid; any other error means the issuer can not be asked */
  verify(token: string): Promise<string>;
}
export interface TokenSettings {
  readonly issuer: string;
  readonly audience: string;
  readonly jwksUrl: string;
  readonly algorithm: string;
}
const CLOCK_TOLERANCE_SECONDS = 5;

export function createTokenVerifier({ issuer, audience, jwksUrl, algorithm }: TokenSettings): TokenVerifier {
  const keys = createRemoteJWKSet(new URL(jwksUrl), { timeoutDuration: 3_000 });
  return {
    async verify(token) {
      try {
        const { payload } = await jwtVerify(token, keys, {
          issuer,
          audience,
          algorithms: [algorithm],
          requiredClaims: ['sub', 'exp', 'iat'],
          clockTolerance: CLOCK_TOLERANCE_SECONDS,
        });
        return payload.sub!;
      } catch (error) {
        if (error instanceof errors.JWKSTimeout || !(error instanceof errors.JOSEError))
          throw new DomainError('busy', 'The sign-in provider can not be asked just now.');
        const code = error instanceof errors.JWTExpired ? 'not-signed-in' : 'token-invalid';
        throw new DomainError(code, 'Sign in again.');
      }
    },
  };
}
