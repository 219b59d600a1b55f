// Issuers differ: which claim names the person and the session, what must be said besides, how far clocks are apart, which algorithms.
import { randomBytes } from 'node:crypto';
import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { exportJWK, generateKeyPair, SignJWT, type JWTPayload } from 'jose';
import { discoverKeys } from '../../api/sign-in/discovery.ts';
import { createTokenVerifier, type TokenSettings } from '../../api/tokens.ts';
import { readServerConfig } from '../../config.ts';
import { freePort } from '../../embedded/free-port.ts';
import { startServer } from '../../server.ts';

let server: http.Server;
let url: string;
/** What the issuer says of itself; a number is a bare status. */
let description: object | number;
const pairs = new Map<string, Awaited<ReturnType<typeof generateKeyPair>>>();
beforeAll(async () => {
  for (const alg of ['ES256', 'RS256', 'EdDSA']) pairs.set(alg, await generateKeyPair(alg, { extractable: true }));
  const keys = await Promise.all(
    [...pairs].map(async ([alg, { publicKey }]) => ({ ...(await exportJWK(publicKey)), alg, kid: alg })),
  );
  server = http.createServer((request, response) => {
    if (request.url === '/broken') return void response.writeHead(500).end('{}');
    if (request.url === '/jwks') return void response.end(JSON.stringify({ keys }));
    if (typeof description === 'number') return void response.writeHead(description, { location: '/jwks' }).end();
    response.end(JSON.stringify(description));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(() => void server.close());

const now = () => Math.floor(Date.now() / 1000);
const sign = (more: JWTPayload = {}, alg = 'ES256') =>
  new SignJWT({ iss: url, aud: 'lianban', sub: 's', iat: now(), exp: now() + 60, ...more })
    .setProtectedHeader({ alg, kid: alg })
    .sign(pairs.get(alg)!.privateKey);
const verify = (token: string, more: Partial<TokenSettings> = {}) =>
  createTokenVerifier({
    issuer: url,
    audience: 'lianban',
    jwksUrl: `${url}/jwks`,
    algorithms: ['ES256'],
    ...more,
  }).verify(token);
const refused = { code: 'token-invalid' };

describe('claims', () => {
  test.each<[string, JWTPayload, string]>([
    ['preferred_username', { preferred_username: 'wang' }, 'wang'],
    ['realm_access.user', { realm_access: { user: 'wang' } }, 'wang'],
    ['https://city.example/user', { 'https://city.example/user': 'wang' }, 'wang'],
  ])('the person is named by %s', async (subjectClaim, claims, subject) => {
    expect(await verify(await sign(claims), { subjectClaim })).toMatchObject({ subject });
    await expect(verify(await sign(), { subjectClaim })).rejects.toMatchObject(refused);
  });
  test.each([[''], [7], [['wang']], [{}], [null], ['x'.repeat(256)]])('%j names nobody', async (user) => {
    await expect(verify(await sign({ user }), { subjectClaim: 'user' })).rejects.toMatchObject(refused);
  });
  test('nothing that every object has is a claim', async () => {
    for (const subjectClaim of ['constructor.name', '__proto__', 'toString'])
      await expect(verify(await sign(), { subjectClaim })).rejects.toMatchObject(refused);
  });
  test('the session is the claim’s, else the token’s own', async () => {
    const session = async (claims: JWTPayload, sessionClaim = 'sid') =>
      (await verify(await sign(claims), { sessionClaim })).session;
    expect(await session({ sid: 'a', jti: '1' })).toBe(await session({ sid: 'a', jti: '2' }));
    expect(await session({ sid: 'a' })).toBe(await session({ state: { of: 'a' } }, 'state.of'));
    expect(await session({ jti: '1' })).not.toBe(await session({ jti: '2' }));
    expect(await session({ jti: 'a' })).not.toBe(await session({ sid: 'a' }));
    expect(await session({ n: 1 })).not.toBe(await session({ n: 2 }));
  });
  test.each<[string, JWTPayload, boolean]>([
    ['one of the values', { acr: 'high' }, true],
    ['another value', { acr: 'low' }, false],
    ['none', {}, false],
  ])('what is required: %s', async (_what, claims, good) => {
    const answer = verify(await sign(claims), { requiredClaims: { acr: ['high', 'highest'] } });
    if (good) expect(await answer).toMatchObject({ subject: 's' });
    else await expect(answer).rejects.toMatchObject(refused);
  });
  test('lists and scopes hold what is required', async () => {
    const requiredClaims = { scope: 'lianban', groups: 'staff' };
    const given = (scope: string, groups: string[]) =>
      sign({ scope, groups }).then((t) => verify(t, { requiredClaims }));
    expect(await given('openid lianban', ['x', 'staff'])).toMatchObject({ subject: 's' });
    await expect(given('openid lianban2', ['staff'])).rejects.toMatchObject(refused);
    await expect(given('lianban', ['staffs'])).rejects.toMatchObject(refused);
  });
  test('the audience may be one of several', async () => {
    expect(await verify(await sign({ aud: ['other', 'lianban'] }))).toMatchObject({ subject: 's' });
    await expect(verify(await sign({ aud: ['other', 'lianban-web'] }))).rejects.toMatchObject(refused);
  });
});

describe('algorithms', () => {
  test('those of the list alone are believed', async () => {
    expect(await verify(await sign({}, 'RS256'), { algorithms: ['ES256', 'RS256'] })).toMatchObject({ subject: 's' });
    for (const alg of ['RS256', 'EdDSA']) await expect(verify(await sign({}, alg))).rejects.toMatchObject(refused);
  });
  test('a failure where the keys are is no fault of the token', async () => {
    await expect(verify(await sign(), { jwksUrl: `${url}/broken` })).rejects.toMatchObject({ code: 'busy' });
  });
});

describe('clocks that differ by less than the tolerance do no harm, by more do', () => {
  test.each<[string, (s: number) => JWTPayload, string]>([
    ['exp', (s) => ({ exp: now() - s }), 'not-signed-in'],
    ['nbf', (s) => ({ nbf: now() + s }), 'token-invalid'],
    ['iat', (s) => ({ iat: now() + s }), 'token-invalid'],
  ])('%s', async (_claim, at, code) => {
    for (const clockToleranceSeconds of [5, 30]) {
      const within = at(clockToleranceSeconds - 2);
      expect(await verify(await sign(within), { clockToleranceSeconds })).toMatchObject({ subject: 's' });
      const beyond = verify(await sign(at(clockToleranceSeconds + 3)), { clockToleranceSeconds });
      await expect(beyond).rejects.toMatchObject({ code });
    }
  });
});

describe('the provider’s description, at the start', () => {
  const good = () => ({
    issuer: url,
    jwks_uri: `${url}/jwks`,
    id_token_signing_alg_values_supported: ['ES256', 'RS256'],
  });
  const discover = (more: object | number = {}, waitMs = 0) => {
    description = typeof more === 'number' ? more : { ...good(), ...more };
    return discoverKeys({ issuer: url, algorithms: ['ES256'], waitMs });
  };
  test('tells where the keys are', async () => {
    expect(await discover()).toBe(`${url}/jwks`);
    expect(await discover({ id_token_signing_alg_values_supported: undefined })).toBe(`${url}/jwks`);
    expect(await discover({ jwks_uri: 'https://keys.example/jwks' })).toBe('https://keys.example/jwks');
  });
  test.each<[string, object | number, RegExp]>([
    ['of another issuer', { issuer: 'https://elsewhere.example' }, /calls itself .*elsewhere.*Set ISSUER_URL/],
    ['of nobody', { issuer: undefined }, /calls itself undefined/],
    ['without keys', { jwks_uri: undefined }, /no jwks_uri.*Set JWKS_URL/],
    ['with keys without TLS', { jwks_uri: 'http://keys.example/jwks' }, /without TLS.*https/],
    [
      'with other algorithms',
      { id_token_signing_alg_values_supported: ['RS256'] },
      /signs with RS256.*TOKEN_ALGORITHMS/,
    ],
    ['that is not there', 404, /can not be asked.*status 404.*ISSUER_URL/],
    ['that is elsewhere', 302, /can not be asked/],
  ])('%s stops it, with what to do', async (_what, more, message) => {
    await expect(discover(more)).rejects.toThrow(message);
  });
  test('is waited for while the provider is away, for so long', async () => {
    description = 503;
    let retries = 0;
    const waiting = discoverKeys({
      issuer: url,
      algorithms: ['ES256'],
      waitMs: 5_000,
      onRetry: () => {
        retries += 1;
        if (retries === 2) description = good();
      },
    });
    expect(await waiting).toBe(`${url}/jwks`);
    expect(retries).toBe(2);
    const nobody = `http://127.0.0.1:${await freePort()}`;
    await expect(discoverKeys({ issuer: nobody, algorithms: ['ES256'], waitMs: 600 })).rejects.toThrow(/ECONNREFUSED/);
  });
});

describe('settings', () => {
  const given = {
    DATABASE_URL: 'postgres://a/b',
    TEMPORAL_ADDRESS: 'a:1',
    MASTER_KEY: randomBytes(32).toString('base64'),
    FILES_DIR: 'f',
    PUBLIC_URL: 'https://a.example',
    ISSUER_URL: 'https://issuer.example',
    AUDIENCE: 'lianban',
    CERTIFICATE_KEY_FILE: 'k',
  };
  test('have defaults', () => {
    expect(readServerConfig(given)).toMatchObject({
      TOKEN_ALGORITHMS: ['ES256'],
      SUBJECT_CLAIM: 'sub',
      SESSION_CLAIM: 'sid',
      REQUIRED_CLAIMS: {},
      CLOCK_TOLERANCE_SECONDS: 5,
    });
  });
  test.each([
    ['ISSUER_URL', 'http://issuer.example'],
    ['ISSUER_URL', 'http://127.0.0.1.evil.example'],
    ['ISSUER_URL', 'http://localhost@evil.example'],
    ['ISSUER_URL', 'http://localhost:8081@evil.example'],
    ['JWKS_URL', 'http://issuer.example/jwks'],
    ['TOKEN_ALGORITHMS', 'none'],
    ['TOKEN_ALGORITHMS', 'ES256,HS256'],
    ['TOKEN_ALGORITHMS', ''],
    ['REQUIRED_CLAIMS', '{"acr":[]}'],
    ['REQUIRED_CLAIMS', '{"acr":1}'],
    ['CLOCK_TOLERANCE_SECONDS', '3600'],
  ])('%s=%s is refused', (name, value) => {
    expect(() => readServerConfig({ ...given, [name]: value })).toThrow(name);
  });
  test('the API process does not start with a provider that is another', async () => {
    description = { issuer: 'https://elsewhere.example', jwks_uri: `${url}/jwks` };
    const config = readServerConfig({ ...given, ISSUER_URL: url, ISSUER_WAIT_SECONDS: '0', LOG_LEVEL: 'silent' });
    await expect(startServer(config)).rejects.toThrow(/calls itself "https:\/\/elsewhere.example"/);
  });
  test('on this very machine no TLS is needed', () => {
    for (const ISSUER_URL of ['http://127.0.0.1:8081', 'http://localhost:8081', 'http://[::1]:8081'])
      expect(readServerConfig({ ...given, ISSUER_URL })).toMatchObject({ ISSUER_URL });
  });
});
