// Forged, borrowed, stale tokens: none is believed, and none makes a failure of ours.
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { exportSPKI, generateKeyPair, importJWK, SignJWT, UnsecuredJWT, type JWK, type JWTPayload } from 'jose';
import { createTokenVerifier, type TokenVerifier } from '../../api/tokens.ts';
import { freePort } from '../../embedded/free-port.ts';
import { issueToken, startIssuer, type Issuer } from '../../embedded/issuer.ts';
import { createTestApp } from '../support/test-app.ts';

const dataDir = fs.mkdtempSync(path.join(os.tmpdir(), 'lianban-tokens-'));
let issuer: Issuer;
let verifier: TokenVerifier;
let key: JWK;
beforeAll(async () => {
  issuer = await startIssuer({ dataDir, port: await freePort(), audience: 'lianban' });
  verifier = createTokenVerifier(settings());
  key = JSON.parse(fs.readFileSync(path.join(dataDir, 'issuer-key.json'), 'utf8')) as JWK;
});
afterAll(async () => {
  await issuer.stop();
  fs.rmSync(dataDir, { recursive: true, force: true });
});
const settings = () => ({ issuer: issuer.url, audience: 'lianban', jwksUrl: issuer.jwksUrl, algorithms: ['ES256'] });
const now = () => Math.floor(Date.now() / 1000);
type SigningKey = Parameters<SignJWT['sign']>[0];
const claims = (more: JWTPayload = {}): JWTPayload => {
  const all: JWTPayload = {
    iss: issuer.url,
    aud: 'lianban',
    sub: 'wang-xiaoming',
    iat: now(),
    exp: now() + 60,
    ...more,
  };
  return Object.fromEntries(Object.entries(all).filter(([, v]) => v !== undefined));
};
const signed = async (payload: JWTPayload, header: { alg?: string; kid?: string } = {}, by?: SigningKey) =>
  new SignJWT(payload)
    .setProtectedHeader({ alg: 'ES256', kid: key.kid!, ...header })
    .sign(by ?? (await importJWK(key, 'ES256')));

describe('a token', () => {
  test('of the issuer names its subject', async () => {
    expect(await verifier.verify(await signed(claims()))).toMatchObject({ subject: 'wang-xiaoming' });
    expect(await verifier.verify(await signed(claims({ exp: now() - 2 })))).toMatchObject({ subject: 'wang-xiaoming' }); // clocks differ a little
  });
  test('that has expired asks to sign in again', async () => {
    await expect(verifier.verify(await signed(claims({ exp: now() - 30 })))).rejects.toMatchObject({
      code: 'not-signed-in',
    });
  });
  test.each<[string, JWTPayload]>([
    ['for another service', { aud: 'another' }],
    ['of another issuer', { iss: 'https://elsewhere.example' }],
    ['that never expires', { exp: undefined }],
    ['of nobody', { sub: undefined }],
    ['of no time', { iat: undefined }],
    ['not valid yet', { nbf: Math.floor(Date.now() / 1000) + 600 }],
  ])('%s is not believed', async (_what, more) => {
    await expect(verifier.verify(await signed(claims(more)))).rejects.toMatchObject({ code: 'token-invalid' });
  });
  test('signed by another key, under our key’s name or under its own, is not believed', async () => {
    const { privateKey } = await generateKeyPair('ES256');
    for (const kid of [key.kid!, 'another'])
      await expect(verifier.verify(await signed(claims(), { kid }, privateKey))).rejects.toMatchObject({
        code: 'token-invalid',
      });
  });
  test('signed with our public key taken for a secret, or not at all, is not believed', async () => {
    const { d: _secret, ...open } = key;
    const publicKey = await importJWK({ ...open, ext: true }, 'ES256', { extractable: true });
    for (const secret of [
      await exportSPKI(publicKey as Parameters<typeof exportSPKI>[0]),
      JSON.stringify(open),
      JSON.stringify({ keys: [open] }),
    ]) {
      const token = await signed(claims(), { alg: 'HS256' }, new TextEncoder().encode(secret));
      await expect(verifier.verify(token)).rejects.toMatchObject({ code: 'token-invalid' });
    }
    await expect(verifier.verify(new UnsecuredJWT(claims()).encode())).rejects.toMatchObject({ code: 'token-invalid' });
  });
  test('whose claims were changed afterwards is not believed', async () => {
    const [head, , signature] = (await signed(claims())).split('.');
    const payload = Buffer.from(JSON.stringify(claims({ sub: 'liu-yang' }))).toString('base64url');
    await expect(verifier.verify(`${head}.${payload}.${signature}`)).rejects.toMatchObject({ code: 'token-invalid' });
  });
  test('can not be judged while the issuer is away: try again, not "invalid"', async () => {
    const away = createTokenVerifier({ ...settings(), jwksUrl: `http://127.0.0.1:${await freePort()}/jwks` });
    await expect(away.verify(await signed(claims()))).rejects.toMatchObject({ code: 'busy' });
  });
});

test('a good token of somebody we do not know lets nobody in; the challenge says how', async () => {
  const a = await createTestApp();
  const { status, body, headers } = await a.call('somebody-unknown', 'GET', '/api/me');
  expect([status, body.code, headers['www-authenticate']]).toEqual([401, 'token-invalid', 'Bearer']);
  const token = await issueToken({ dataDir, issuerUrl: issuer.url, audience: 'lianban', person: 'wang-xiaoming' });
  for (const authorization of [`Basic ${token}`, token, `Bearer ${token} x`, 'Bearer'])
    expect((await a.call(undefined, 'GET', '/api/me', undefined, { authorization })).status).toBe(401);
  await a.close({ cases: 'none' });
});
