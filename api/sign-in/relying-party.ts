// Our side of OpenID Connect: code flow with PKCE, state and nonce, at whatever issuer is configured.
import * as client from 'openid-client';
import { findText, saysAll, type RequiredClaims } from './claims.ts';

export interface WebSignInSettings {
  readonly issuer: string;
  readonly clientId: string;
  /** None: a public client. */
  readonly clientSecret?: string | undefined;
  readonly algorithms: readonly string[];
  readonly clockToleranceSeconds: number;
  readonly subjectClaim: string;
  readonly sessionClaim: string;
  readonly requiredClaims: RequiredClaims;
}
export interface SignedInBy {
  readonly subject: string;
  /** The provider's session, where it names one. */
  readonly session: string | undefined;
  readonly at: number;
}
export interface RelyingParty {
  /** Where the person signs in. */
  begin(redirectUri: string): Promise<{ url: string; state: string; nonce: string; verifier: string }>;
  /** Who came back; undefined when the token does not say it. @throws when the provider refuses, or the answer is not for us */
  end(url: URL, expected: { state: string; nonce: string; verifier: string }): Promise<SignedInBy | undefined>;
}

export function createRelyingParty(s: WebSignInSettings): RelyingParty {
  let found: Promise<client.Configuration> | undefined;
  const discover = async () => {
    const insecure = s.issuer.startsWith('http:') ? [client.allowInsecureRequests] : []; // config.ts: the loopback alone
    const metadata = {
      [client.clockTolerance]: s.clockToleranceSeconds,
      ...(s.algorithms.length === 1 && { id_token_signed_response_alg: s.algorithms[0]! }),
    };
    const how = s.clientSecret === undefined ? client.None() : client.ClientSecretBasic(s.clientSecret);
    return client.discovery(new URL(s.issuer), s.clientId, metadata, how, { execute: insecure, timeout: 10 });
  };
  /** Asked when first needed; a failure is not remembered. */
  const configuration = async () => {
    found ??= discover();
    return found.catch((error: unknown) => {
      found = undefined;
      throw error;
    });
  };
  return {
    async begin(redirectUri) {
      const config = await configuration();
      const [verifier, state, nonce] = [client.randomPKCECodeVerifier(), client.randomState(), client.randomNonce()];
      const url = client.buildAuthorizationUrl(config, {
        redirect_uri: redirectUri,
        scope: 'openid',
        code_challenge: await client.calculatePKCECodeChallenge(verifier),
        code_challenge_method: 'S256',
        state,
        nonce,
      });
      return { url: url.href, state, nonce, verifier };
    },
    async end(url, { state, nonce, verifier }) {
      const tokens = await client.authorizationCodeGrant(await configuration(), url, {
        pkceCodeVerifier: verifier,
        expectedState: state,
        expectedNonce: nonce,
        idTokenExpected: true,
      });
      const claims = tokens.claims()!;
      const subject = findText(claims, s.subjectClaim);
      if (!subject || !saysAll(claims, s.requiredClaims)) return undefined;
      return { subject, session: findText(claims, s.sessionClaim), at: claims.iat * 1000 };
    },
  };
}
