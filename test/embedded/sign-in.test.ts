// The embedded provider as a city's own would be used: by a standard client, over HTTP; and what it refuses.
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { decodeJwt, decodeProtectedHeader } from 'jose';
import * as client from 'openid-client';
import { createTokenVerifier, type TokenVerifier } from '../../api/tokens.ts';
import { startIssuer, type Issuer } from '../../embedded/issuer.ts';
import { getSignInSecrets } from '../../embedded/sign-in/secrets.ts';
import { createBrowser } from '../support/browser-like.ts';

const dataDir = fs.mkdtempSync(path.join(os.tmpdir(), 'sign-in-'));
const BACK = 'http://127.0.0.1:5173/sign-in/done';
const SYSTEM = 'demo-bank-system';
const insecure = { execute: [client.allowInsecureRequests] };
let issuer: Issuer;
let web: client.Configuration;
let verifier: TokenVerifier;
beforeAll(async () => {
  issuer = await startIssuer({ dataDir, port: 0, audience: 'lianban' });
  web = await client.discovery(new URL(issuer.url), 'lianban-web', undefined, client.None(), insecure);
  verifier = createTokenVerifier({
    issuer: issuer.url,
    audience: 'lianban',
    jwksUrl: issuer.jwksUrl,
    algorithms: ['ES256'],
    keys: { cooldownMs: 0, cacheMs: 0 },
  });
});
afterAll(async () => {
  await issuer.stop();
  fs.rmSync(dataDir, { recursive: true, force: true });
});

async function ask(more: Readonly<Record<string, string>> = {}) {
  const verify = client.randomPKCECodeVerifier();
  const state = client.randomState();
  const url = client.buildAuthorizationUrl(web, {
    redirect_uri: BACK,
    scope: 'openid profile',
    code_challenge: await client.calculatePKCECodeChallenge(verify),
    code_challenge_method: 'S256',
    state,
    ...more,
  });
  return { url, verify, state };
}
const signIn = async (person: string, go = createBrowser(issuer.url)) => {
  const { url, verify, state } = await ask();
  const picker = await go(url);
  const back = picker.status === 0 ? picker : await go(picker.url, { person });
  return client.authorizationCodeGrant(web, new URL(back.url), { pkceCodeVerifier: verify, expectedState: state });
};

describe('signing in by code and PKCE', () => {
  test('gives a token that the API believes', async () => {
    const tokens = await signIn('wang-xiaoming');
    expect(tokens.claims()).toMatchObject({ sub: 'wang-xiaoming', name: '王小明', aud: 'lianban-web' });
    expect(tokens.refresh_token).toBeUndefined();
    const { payload, header } = {
      payload: decodeJwt(tokens.access_token),
      header: decodeProtectedHeader(tokens.access_token),
    };
    expect(header).toMatchObject({ alg: 'ES256', typ: 'at+jwt' });
    expect(payload).toMatchObject({
      sub: 'wang-xiaoming',
      aud: 'lianban',
      sid: expect.any(String),
      jti: expect.any(String),
    });
    expect(await verifier.verify(tokens.access_token)).toMatchObject({ subject: 'wang-xiaoming' });
    await expect(verifier.verify(tokens.id_token!)).rejects.toMatchObject({ code: 'token-invalid' }); // for the application, not for us
  });
  test('asks once a session; the tokens of a session have its name', async () => {
    const go = createBrowser(issuer.url);
    const [one, two] = [await signIn('li-na', go), await signIn('nobody-is-asked', go)];
    const [first, second] = [decodeJwt(one.access_token), decodeJwt(two.access_token)];
    expect([second.sub, second.sid]).toEqual(['li-na', first.sid]);
    expect(decodeJwt((await signIn('li-na')).access_token).sid).not.toBe(first.sid);
  });
  test('the picker is a plain form without scripts, under a strict policy', async () => {
    const { url } = await ask();
    const { status, text, headers } = await createBrowser(issuer.url)(url);
    expect([status, headers.get('content-type')]).toEqual([200, 'text/html; charset=utf-8']);
    const policy = headers.get('content-security-policy')!;
    expect(policy).toMatch(/^default-src 'none'; style-src 'sha256-[^']+'; form-action 'self' /);
    expect(policy).not.toContain('unsafe');
    expect(text).not.toMatch(/<script|\son\w+=|\sstyle=|javascript:/);
    expect(text).toContain('lang="zh-CN"');
    expect([...text.matchAll(/<button name="person" value="([^"]+)"/g)].map((m) => m[1])).toEqual(
      expect.arrayContaining(['wang-xiaoming', 'zhang-wei', 'guo-bin']),
    );
    expect(text).not.toContain(`value="${SYSTEM}"`);
  });
  test('somebody who is no sample person, or a system, is not signed in; whoever gives up goes back', async () => {
    const go = createBrowser(issuer.url);
    const picker = await go((await ask()).url);
    for (const person of ['nobody', SYSTEM, 'demo-company', ''])
      expect((await go(picker.url, { person })).status).toBe(400);
    expect(new URL((await go(picker.url, { cancel: 'yes' })).url).searchParams.get('error')).toBe('access_denied');
    expect((await createBrowser(issuer.url)(picker.url, { person: 'li-na' })).status).toBe(400); // another browser
  });
  test.each([
    'http://127.0.0.1:5173/elsewhere',
    'http://evil.example/sign-in/done',
    'https://127.0.0.1:5173/sign-in/done',
  ])('does not lead to %s', async (redirect_uri) => {
    const { status, text } = await createBrowser(issuer.url)((await ask({ redirect_uri })).url);
    expect([status, text]).toEqual([400, expect.stringContaining('invalid_redirect_uri')]);
  });
  test.each([
    ['without PKCE', ['code_challenge', 'code_challenge_method'], {}],
    ['with the plain method', [], { code_challenge_method: 'plain' }],
    ['by the implicit flow', [], { response_type: 'token' }],
  ])('%s is refused', async (_what, without, more) => {
    const { url } = await ask(more as Record<string, string>);
    for (const name of without) url.searchParams.delete(name);
    const { url: back } = await createBrowser(issuer.url)(url);
    const { searchParams, hash } = new URL(back);
    expect(searchParams.get('error') ?? new URLSearchParams(hash.slice(1)).get('error')).toMatch(
      /^(invalid_request|unsupported_response_type)$/,
    );
  });
  test('another verifier, or a code that was used, gets nothing', async () => {
    const go = createBrowser(issuer.url);
    const { url, verify, state } = await ask();
    const back = new URL((await go((await go(url)).url, { person: 'li-na' })).url);
    const grant = (pkceCodeVerifier: string) =>
      client.authorizationCodeGrant(web, back, { pkceCodeVerifier, expectedState: state });
    await expect(grant(client.randomPKCECodeVerifier())).rejects.toMatchObject({ error: 'invalid_grant' });
    const again = await ask();
    const next = new URL((await go(again.url)).url);
    const use = () =>
      client.authorizationCodeGrant(web, next, { pkceCodeVerifier: again.verify, expectedState: again.state });
    expect((await use()).access_token).toBeDefined();
    await expect(use()).rejects.toMatchObject({ error: 'invalid_grant' });
    expect(verify).not.toBe(again.verify);
  });
  test('signing out ends the session: the next sign-in asks again', async () => {
    const go = createBrowser(issuer.url);
    const { id_token } = await signIn('li-na', go);
    const asked = await go(
      client.buildEndSessionUrl(web, { id_token_hint: id_token!, post_logout_redirect_uri: 'http://127.0.0.1:5173/' }),
    );
    expect(asked.text).toContain('Sign out?');
    const [, action] = /action="([^"]+)"/.exec(asked.text)!;
    const [, xsrf] = /name="xsrf" value="([^"]+)"/.exec(asked.text)!;
    expect((await go(action!, { xsrf: xsrf!, logout: 'yes' })).url).toMatch(/^http:\/\/127\.0\.0\.1:5173\//);
    expect((await go((await ask()).url)).text).toContain('Who signs in?');
  });
});

describe('a department’s system', () => {
  const system = (secret: string) =>
    client.discovery(new URL(issuer.url), SYSTEM, undefined, client.ClientSecretBasic(secret), insecure);
  test('signs in by its secret, as itself', async () => {
    const tokens = await client.clientCredentialsGrant(await system(getSignInSecrets(dataDir).systems[SYSTEM]!));
    expect(await verifier.verify(tokens.access_token)).toMatchObject({ subject: SYSTEM });
    expect(fs.statSync(path.join(dataDir, 'sign-in-secrets.json')).mode & 0o777).toBe(0o600);
  });
  test('not by another secret; and the application not without a person', async () => {
    await expect(client.clientCredentialsGrant(await system('x'.repeat(64)))).rejects.toMatchObject({
      status: 401,
    });
    await expect(client.clientCredentialsGrant(web)).rejects.toMatchObject({ error: 'invalid_request' });
  });
});

test('after its key changed the provider signs with the new one; the old one is good until its tokens have ended', async () => {
  const before = await signIn('li-na');
  await issuer.rotateKey();
  const after = await signIn('li-na');
  expect(decodeProtectedHeader(after.access_token).kid).not.toBe(decodeProtectedHeader(before.access_token).kid);
  for (const { access_token } of [before, after])
    expect(await verifier.verify(access_token)).toMatchObject({ subject: 'li-na' });
});
