// Signs what certificates say, so that whoever holds our public keys (GET /api/certificates/keys) can check one without asking us.
import { createPublicKey } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { calculateJwkThumbprint, CompactSign, exportJWK, importJWK, type JWK } from 'jose';
import { canonicalJson } from '../../core/canonical.ts';

export interface CertificateSigner {
  /** Compact JWS (RFC 7515, ES256) over the canonical JSON of the payload. */
  sign(payload: unknown): Promise<string>;
  /** The public key as a JWK set. */
  jwks(): { keys: JWK[] };
}

/** @param keyFile a private JWK of the curve P-256; without `kid` its thumbprint (RFC 7638) names it */
export async function createSigner(keyFile: string): Promise<CertificateSigner> {
  const jwk = readKey(await readFile(keyFile, 'utf8'));
  const key = await importJWK(jwk, 'ES256');
  const kid = jwk.kid ?? (await calculateJwkThumbprint(jwk));
  // derived from the private key by node, so that no private member can be published by mistake
  const published = await exportJWK(createPublicKey({ key: { ...jwk }, format: 'jwk' }));
  const keys = [{ ...published, kid, alg: 'ES256', use: 'sig' }];
  return {
    sign: (payload) =>
      new CompactSign(new TextEncoder().encode(canonicalJson(payload)))
        .setProtectedHeader({ alg: 'ES256', kid, typ: 'JOSE' })
        .sign(key),
    jwks: () => ({ keys }),
  };
}

function readKey(text: string): JWK {
  let jwk: JWK | undefined;
  try {
    jwk = JSON.parse(text) as JWK;
  } catch {
    // the parser's message would quote the key
  }
  if (jwk?.kty !== 'EC' || jwk.crv !== 'P-256' || typeof jwk.d !== 'string')
    throw new Error('CERTIFICATE_KEY_FILE must hold one private JWK of the curve P-256');
  return jwk;
}
