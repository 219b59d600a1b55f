// A session that was ended is over with the next call, in each process; the issuer's word of it is believed once, and only the issuer's.
import fs from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { generateKeyPair, importJWK, SignJWT, type JWK, type JWTPayload } from 'jose';
import { issueToken } from '../../embedded/issuer.ts';
import { createTestApp, type TestApp } from '../support/test-app.ts';

const EVENT = 'http://schemas.openid.net/event/backchannel-logout';
let a: TestApp;
let key: JWK;
beforeAll(async () => {
  a = await createTestApp();
  await a.token('li-na'); // makes the key
  key = JSON.parse(fs.readFileSync(path.join(a.issuer.dataDir, 'issuer-key.json'), 'utf8')) as JWK;
});
afterAll(() => a.close({ cases: 'none' }));

const signIn = (person: string, session?: string) =>
  issueToken({
    dataDir: a.issuer.dataDir,
    issuerUrl: a.issuer.url,
    audience: 'lianban',
    person,
    ...(session && { session }),
  });
const by = (token: string) => ({ authorization: `Bearer ${token}` });
const me = async (token: string) => {
  const { status, body } = await a.call(undefined, 'GET', '/api/me', undefined, by(token));
  return status === 200 ? body.personId : body.code;
};
const post = (token: string, url: string) => a.call(undefined, 'POST', url, undefined, by(token));
const now = () => Math.floor(Date.now() / 1000);
/** A token of a later sign-in, past the tolerance of the clocks. */
const later = async (person: string) =>
  new SignJWT({ sid: `later ${person}` })
    .setProtectedHeader({ alg: 'ES256', kid: key.kid! })
    .setIssuer(a.issuer.url)
    .setAudience('lianban')
    .setSubject(person)
    .setIssuedAt(now() + 1)
    .setExpirationTime(now() + 60)
    .sign(await importJWK(key, 'ES256'));
/** As if the last sign-out had been a little longer ago. */
const passTolerance = (person: string) =>
  a.t.database.owner.query(`update persons set sessions_from = sessions_from - interval '6 s' where id = $1`, [person]);

describe('signing out', () => {
  test('ends this session, with all its tokens, and no other', async () => {
    const [one, same, other] = [
      await signIn('wang-xiaoming', 's-1'),
      await signIn('wang-xiaoming', 's-1'),
      await signIn('wang-xiaoming', 's-2'),
    ];
    expect(await Promise.all([one, same, other].map(me))).toEqual(Array(3).fill('wang-xiaoming'));
    expect(await post(one, '/api/me/sign-out')).toMatchObject({ status: 200, body: { ended: true } });
    expect(await Promise.all([one, same, other].map(me))).toEqual(['session-ended', 'session-ended', 'wang-xiaoming']);
    expect(await post(one, '/api/me/sign-out')).toMatchObject({ status: 401, body: { code: 'session-ended' } });
  });
  test('everywhere ends all of mine, of nobody else; a new sign-in is good', async () => {
    const [one, two, other] = [await signIn('zhang-wei'), await signIn('zhang-wei'), await signIn('chen-jing')];
    expect((await post(one, '/api/me/sign-out-everywhere')).status).toBe(200);
    expect(await Promise.all([one, two, other].map(me))).toEqual(['session-ended', 'session-ended', 'chen-jing']);
    await passTolerance('zhang-wei');
    expect(await me(await later('zhang-wei'))).toBe('zhang-wei');
  });
  test('of somebody else is for operators', async () => {
    const theirs = await signIn('sun-hui');
    expect(await a.call('lin-tao', 'POST', '/api/people/sun-hui/sign-out')).toMatchObject({
      status: 403,
      body: { code: 'not-allowed' },
    });
    expect(await me(theirs)).toBe('sun-hui');
    expect((await a.call('guo-bin', 'POST', '/api/people/sun-hui/sign-out')).status).toBe(200);
    expect(await me(theirs)).toBe('session-ended');
    expect(await a.call('guo-bin', 'POST', '/api/people/nobody/sign-out')).toMatchObject({
      status: 404,
      body: { code: 'person-not-found' },
    });
  });
  test('needs the key that each change needs', async () => {
    const headers = { 'idempotency-key': '' };
    for (const url of ['/api/me/sign-out', '/api/me/sign-out-everywhere', '/api/people/li-na/sign-out'])
      expect((await a.call('guo-bin', 'POST', url, undefined, headers)).body.code).toBe('idempotency-key-missing');
  });
  test('leaves no name of a session in the database, and what has expired goes', async () => {
    const { owner } = a.t.database;
    await owner.query(`insert into revoked_sessions values ('old', null, 'epoch', 'epoch')`);
    const token = await signIn('li-na', 'a-session-of-hers');
    await post(token, '/api/me/sign-out');
    const { rows } = await owner.query<{ id: string; days: number }>(
      `select id, extract(day from expires_at - revoked_at)::int as days from revoked_sessions`,
    );
    expect(rows.length).toBeGreaterThan(0);
    for (const { id, days } of rows) expect([id, days]).toEqual([expect.stringMatching(/^[0-9a-f]{64}$/), 30]);
  });
});

describe('the issuer’s word that a session ended', () => {
  let ids = 0;
  const claims = (more: JWTPayload = {}): JWTPayload => ({
    iss: a.issuer.url,
    aud: 'lianban',
    iat: now(),
    exp: now() + 120,
    jti: `logout-${(ids += 1)}`,
    events: { [EVENT]: {} },
    sid: 'none',
    ...more,
  });
  const sign = async (payload: JWTPayload, by?: Parameters<SignJWT['sign']>[0]) =>
    new SignJWT(payload)
      .setProtectedHeader({ alg: 'ES256', kid: key.kid!, typ: 'logout+jwt' })
      .sign(by ?? (await importJWK(key, 'ES256')));
  const tell = async (token: string) => {
    const answer = await a.app.inject({
      method: 'POST',
      url: '/api/sign-out/backchannel',
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      payload: new URLSearchParams({ logout_token: token }).toString(),
    });
    expect(answer.headers['cache-control']).toBe('no-store');
    return [answer.statusCode, (answer.json() as { code?: string }).code];
  };
  const refused = [400, 'logout-token-invalid'];

  test('ends the session that it names', async () => {
    const [one, other] = [await signIn('zhou-min', 'b-1'), await signIn('zhou-min', 'b-2')];
    expect(await tell(await sign(claims({ sid: 'b-1', sub: 'zhou-min' })))).toEqual([200, undefined]);
    expect([await me(one), await me(other)]).toEqual(['session-ended', 'zhou-min']);
  });
  test('ends all of the person when it names none; of a stranger there is nothing to end', async () => {
    const token = await signIn('wu-qiang');
    expect(await tell(await sign(claims({ sid: undefined, sub: 'wu-qiang' })))).toEqual([200, undefined]);
    expect(await me(token)).toBe('session-ended');
    expect(await tell(await sign(claims({ sid: undefined, sub: 'a-stranger' })))).toEqual([200, undefined]);
  });
  test('is believed once', async () => {
    const token = await sign(claims());
    expect(await tell(token)).toEqual([200, undefined]);
    expect(await tell(token)).toEqual(refused);
  });
  test.each<[string, () => JWTPayload]>([
    ['with a nonce', () => ({ nonce: 'n' })],
    ['without the event', () => ({ events: undefined })],
    ['of another event', () => ({ events: { 'http://elsewhere.example/event': {} } })],
    ['whose events are none', () => ({ events: EVENT })],
    ['of nobody and no session', () => ({ sid: undefined })],
    ['without a name of its own', () => ({ jti: undefined })],
    ['of no time', () => ({ iat: undefined })],
    ['that is old', () => ({ iat: now() - 200 })],
    ['of the future', () => ({ iat: now() + 30 })],
    ['that has expired', () => ({ exp: now() - 30 })],
    ['for another', () => ({ aud: 'another' })],
    ['of another issuer', () => ({ iss: 'https://elsewhere.example' })],
  ])('%s is not believed', async (_what, more) => {
    const token = await signIn('he-lin', 'c-1');
    expect(await tell(await sign(claims({ sid: 'c-1', ...more() })))).toEqual(refused);
    expect(await me(token)).toBe('he-lin');
  });
  test('signed by another, or none at all, is not believed; nor is an access token', async () => {
    const { privateKey } = await generateKeyPair('ES256');
    expect(await tell(await sign(claims(), privateKey))).toEqual(refused);
    for (const token of ['', 'x', await signIn('he-lin')]) expect(await tell(token)).toEqual(refused);
  });
  test('lets nobody in', async () => {
    expect(await me(await sign(claims({ sub: 'li-na', sid: undefined })))).toBe('token-invalid');
  });
});
