import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { createRemoteJWKSet, decodeProtectedHeader, jwtVerify } from 'jose';
import { issueToken, startIssuer, type Issuer } from '../../embedded/issuer.ts';

const AUDIENCE = 'lianban';
let dataDir: string;
let issuer: Issuer;
const start = () => startIssuer({ dataDir, port: 0, audience: AUDIENCE });
const verify = (token: string, by = issuer) =>
  jwtVerify(token, createRemoteJWKSet(new URL(by.jwksUrl)), {
    issuer: by.url,
    audience: AUDIENCE,
    algorithms: ['ES256'],
  });
beforeEach(async () => {
  dataDir = fs.mkdtempSync(path.join(os.tmpdir(), 'issuer-'));
  issuer = await start();
});
afterEach(async () => {
  await issuer.stop();
  fs.rmSync(dataDir, { recursive: true });
});

describe('the issuer', () => {
  test('gives tokens that say who, in which session, and nothing else', async () => {
    const token = await issueToken({ dataDir, issuerUrl: issuer.url, audience: AUDIENCE, person: 'wang-xiaoming' });
    const { payload, protectedHeader } = await verify(token);
    expect(Object.keys(payload).sort()).toEqual(['aud', 'exp', 'iat', 'iss', 'jti', 'sid', 'sub']);
    expect(payload.sub).toBe('wang-xiaoming');
    expect(protectedHeader.kid).toMatch(/^issuer-/);
  });

  test('describes itself, and shows no private part of its key', async () => {
    const found = (await (await fetch(`${issuer.url}/.well-known/openid-configuration`)).json()) as Record<
      string,
      string
    >;
    expect(found).toMatchObject({ issuer: issuer.url, jwks_uri: issuer.jwksUrl });
    const { keys } = (await (await fetch(issuer.jwksUrl)).json()) as { keys: object[] };
    expect(keys).toEqual([
      {
        kty: 'EC',
        crv: 'P-256',
        alg: 'ES256',
        use: 'sig',
        kid: expect.any(String),
        x: expect.any(String),
        y: expect.any(String),
      },
    ]);
    expect((await fetch(`${issuer.url}/elsewhere`)).status).toBe(404);
  });

  test('keeps its key, for its owner alone, over a restart', async () => {
    expect(fs.statSync(path.join(dataDir, 'issuer-key.json')).mode & 0o777).toBe(0o600);
    const token = await issueToken({ dataDir, issuerUrl: issuer.url, audience: AUDIENCE, person: 'li-na' });
    const port = Number(new URL(issuer.url).port);
    await issuer.stop();
    issuer = await startIssuer({ dataDir, port, audience: AUDIENCE });
    expect((await verify(token)).payload.sub).toBe('li-na');
  });

  test('makes one key, however many begin at once', async () => {
    const fresh = path.join(dataDir, 'fresh');
    const ask = () =>
      issueToken({ dataDir: fresh, issuerUrl: 'http://issuer.example', audience: AUDIENCE, person: 'li-na' });
    const kids = (await Promise.all([ask(), ask(), ask(), ask()])).map((token) => decodeProtectedHeader(token).kid);
    expect(new Set(kids).size).toBe(1);
    expect(fs.readdirSync(fresh)).toEqual(['issuer-key.json']);
  });

  test('its tokens end, and serve nobody else: another audience, another key', async () => {
    const token = (more: object) =>
      issueToken({ dataDir, issuerUrl: issuer.url, audience: AUDIENCE, person: 'li-na', ...more });
    await expect(verify(await token({ ttlSeconds: -1 }))).rejects.toMatchObject({ code: 'ERR_JWT_EXPIRED' });
    await expect(verify(await token({ audience: 'another' }))).rejects.toMatchObject({
      code: 'ERR_JWT_CLAIM_VALIDATION_FAILED',
    });
    await expect(verify(await token({ dataDir: path.join(dataDir, 'stranger') }))).rejects.toMatchObject({
      code: 'ERR_JWKS_NO_MATCHING_KEY',
    });
  });
});
