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

/**
 * @param keyFile a private JWK of the curve P-256, or a set of them: the first signs, all of them verify; a retired one needs no private
 * part. Without `kid` its thumbprint (RFC 7638) names it.
 */
export async function createSigner(keyFile: string): Promise<CertificateSigner> {
  const all = readKeys(await readFile(keyFile, 'utf8'));
  const key = await importJWK(all[0]!, 'ES256');
  const keys = await Promise.all(all.map(publish));
  const { kid } = keys[0]!;
  return {
    sign: (payload) =>
      new CompactSign(new TextEncoder().encode(canonicalJson(payload)))
        .setProtectedHeader({ alg: 'ES256', kid, typ: 'JOSE' })
        .sign(key),
    jwks: () => ({ keys }),
  };
}

/** Derived by node, so that no private member can be published by mistake. */
async function publish(jwk: JWK): Promise<JWK & { kid: string }> {
  const published = await exportJWK(createPublicKey({ key: { ...jwk }, format: 'jwk' }));
  return { ...published, kid: jwk.kid ?? (await calculateJwkThumbprint(jwk)), alg: 'ES256', use: 'sig' };
}

function readKeys(text: string): JWK[] {
  let found: JWK | { keys: JWK[] } | undefined;
  try {
    found = JSON.parse(text) as JWK | { keys: JWK[] };
  } catch {
    // the parser's message would quote the key
  }
  const keys = found && 'keys' in found && Array.isArray(found.keys) ? found.keys : [found as JWK | undefined];
  const fits = keys.every((k) => k?.kty === 'EC' && k.crv === 'P-256') && typeof keys[0]?.d === 'string';
  if (!fits || new Set(keys.map((k) => k!.kid)).size < keys.length)
    throw new Error(
      'CERTIFICATE_KEY_FILE must hold one private JWK of the curve P-256, or a set of such keys with ids, the first of them private',
    );
  return keys as JWK[];
}
