// Keys of a real issuer change while the API runs: old and new are believed, then the new alone; unknown keys cost the issuer nothing.
import fs from 'node:fs';
import http from 'node:http';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { generateKeyPair, SignJWT } from 'jose';
import { createTokenVerifier } from '../../api/tokens.ts';
import { freePort } from '../../embedded/free-port.ts';
import { issueToken, startIssuer, type Issuer } from '../../embedded/issuer.ts';
import { listPublicKeys } from '../../embedded/sign-in/keys.ts';

const dataDir = fs.mkdtempSync(path.join(os.tmpdir(), 'rotation-'));
let issuer: Issuer;
let counting: http.Server;
let fetches = 0;
beforeAll(async () => {
  issuer = await startIssuer({ dataDir, port: 0, audience: 'lianban' });
  counting = http.createServer((_request, response) => {
    fetches += 1;
    void listPublicKeys(dataDir).then((keys) => response.end(JSON.stringify({ keys })));
  });
  const port = await freePort();
  await new Promise<void>((resolve) => counting.listen(port, '127.0.0.1', resolve));
});
afterAll(async () => {
  await issuer.stop();
  counting.close();
  fs.rmSync(dataDir, { recursive: true, force: true });
});
const token = () => issueToken({ dataDir, issuerUrl: issuer.url, audience: 'lianban', person: 'li-na' });
const verifierAt = (jwksUrl: string, keys: { cooldownMs: number; cacheMs: number }) =>
  createTokenVerifier({ issuer: issuer.url, audience: 'lianban', jwksUrl, algorithms: ['ES256'], keys });
const passes = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

test('both keys are believed while the issuer shows both, then the new one alone', async () => {
  const verifier = verifierAt(issuer.jwksUrl, { cooldownMs: 0, cacheMs: 1_000 });
  const old = await token();
  expect(await verifier.verify(old)).toMatchObject({ subject: 'li-na' });
  await issuer.rotateKey(1);
  const fresh = await token();
  for (const each of [fresh, old]) expect(await verifier.verify(each)).toMatchObject({ subject: 'li-na' });
  await passes(2_200); // the old key is shown no more, and what was fetched is old
  expect(await verifier.verify(fresh)).toMatchObject({ subject: 'li-na' });
  await expect(verifier.verify(old)).rejects.toMatchObject({ code: 'token-invalid' });
  await expect(verifierAt(issuer.jwksUrl, { cooldownMs: 0, cacheMs: 0 }).verify(old)).rejects.toMatchObject({
    code: 'token-invalid',
  });
});

test('keys that nobody knows make one fetch, however many come, until a while has passed', async () => {
  const { port } = counting.address() as { port: number };
  const verifier = verifierAt(`http://127.0.0.1:${port}/jwks`, { cooldownMs: 800, cacheMs: 60_000 });
  await verifier.verify(await token());
  expect(fetches).toBe(1);
  const { privateKey } = await generateKeyPair('ES256');
  const foreign = (kid: string) =>
    new SignJWT({ iss: issuer.url, aud: 'lianban', sub: 'li-na' })
      .setProtectedHeader({ alg: 'ES256', kid })
      .setIssuedAt()
      .setExpirationTime('1m')
      .sign(privateKey);
  const tryMany = async () => {
    for (let i = 0; i < 20; i += 1)
      await expect(verifier.verify(await foreign(`unknown-${i}`))).rejects.toMatchObject({ code: 'token-invalid' });
  };
  await tryMany();
  expect(fetches).toBe(1);
  await passes(900);
  await tryMany();
  expect(fetches).toBe(2);
});
