// Signing in with a browser at the real sample provider; the cookie, what it may, how it ends, and what is refused.
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { createRelyingParty } from '../../api/sign-in/relying-party.ts';
import { createBrowser } from '../support/browser-like.ts';
import { createTestApp, type TestApp } from '../support/test-app.ts';
import { fiveInParallel } from '../support/test-ledger.ts';

const PUBLIC = 'http://127.0.0.1:4999';
let a: TestApp;
beforeAll(async () => {
  a = await createTestApp({ publicUrl: PUBLIC, web: { idleMs: 1_800_000, maxMs: 43_200_000 } });
});
afterAll(() => a.close());

const cookieOf = (header: unknown, name: string): string | undefined =>
  [header]
    .flat()
    .map(String)
    .find((c) => c.startsWith(`${name}=`))
    ?.split(';')[0];

/** Goes the whole way as a browser does. @returns the session's cookie and where it led */
async function signIn(person: string, returnTo = '/cases') {
  const begun = await a.app.inject({ url: `/sign-in?returnTo=${encodeURIComponent(returnTo)}` });
  const under = cookieOf(begun.headers['set-cookie'], 'lianban-sign-in')!;
  const go = createBrowser(a.issuer.url);
  const picker = await go(new URL(String(begun.headers.location)));
  const back = new URL((await go(picker.url, { person })).url);
  const done = await a.app.inject({ url: back.pathname + back.search, headers: { cookie: under } });
  return { done, back, under, cookie: cookieOf(done.headers['set-cookie'], 'lianban-session')! };
}
const get = (url: string, cookie: string) => a.app.inject({ url, headers: { cookie } });
const post = (url: string, cookie: string, headers: Record<string, string> = {}, payload: object = {}) =>
  a.app.inject({
    method: 'POST',
    url,
    headers: { cookie, 'idempotency-key': `key-${Math.random()}`, ...headers },
    payload,
  });
const csrf = async (cookie: string) => ({
  'x-csrf-token': (await get('/api/session', cookie)).json<{ csrfToken: string }>().csrfToken,
});

describe('signing in', () => {
  test('leads back to where the person was, with a cookie that scripts can not read', async () => {
    const { done, cookie } = await signIn('wang-xiaoming', '/apply/company-set-up?step=2');
    expect([done.statusCode, done.headers.location]).toEqual([303, '/apply/company-set-up?step=2']);
    const set = [done.headers['set-cookie']].flat().find((c) => String(c).startsWith('lianban-session='));
    expect(set).toMatch(/HttpOnly/);
    expect(set).toMatch(/SameSite=Lax/);
    expect((await get('/api/me', cookie)).json()).toMatchObject({ personId: 'wang-xiaoming', name: '王小明' });
    const { rows } = await a.t.database.pool.query('select id from web_sessions');
    expect(JSON.stringify(rows)).not.toContain(cookie.split('=')[1]); // its hash alone is kept
  });
  test.each(['//evil.example', 'https://evil.example/', '/\\evil.example', 'javascript:alert(1)', '/a b'])(
    'never leads to %s',
    async (place) => {
      expect((await signIn('li-na', place)).done.headers.location).toBe('/');
    },
  );
  test('refused: another browser’s answer, an old one, a changed one', async () => {
    const { back, under } = await signIn('li-na');
    const end = (cookie: string, url = back.pathname + back.search) => a.app.inject({ url, headers: { cookie } });
    for (const answer of [
      await end(''), // who has not begun here
      await end(under), // the code is used
      await end(under.replace(/.$/, (c) => (c === 'A' ? 'B' : 'A'))),
      await end(under, `${back.pathname}?code=x&state=y`),
    ]) {
      expect([answer.statusCode, answer.headers.location]).toEqual([303, '/signed-out?why=refused']);
      expect(cookieOf(answer.headers['set-cookie'], 'lianban-session')).toBeUndefined();
    }
  });
  test('a provider that is away: told, and nothing remembered', async () => {
    const settings = { clientId: 'lianban-web', algorithms: ['ES256'], clockToleranceSeconds: 5 };
    const claims = { subjectClaim: 'sub', sessionClaim: 'sid', requiredClaims: {} };
    const away = createRelyingParty({ issuer: 'http://127.0.0.1:1', ...settings, ...claims });
    await expect(away.begin(`${PUBLIC}/sign-in/done`)).rejects.toThrow();
    await expect(away.begin(`${PUBLIC}/sign-in/done`)).rejects.toThrow();
  });
});

describe('a change', () => {
  test('needs the page’s own token beside the cookie', async () => {
    const { cookie } = await signIn('wang-xiaoming');
    const other = await signIn('li-na');
    const submit = (headers: Record<string, string>) => post('/api/cases', cookie, headers, fiveInParallel());
    for (const headers of [{}, { 'x-csrf-token': 'x' }, await csrf(other.cookie)])
      expect((await submit(headers)).json()).toMatchObject({ status: 403, code: 'csrf-token-missing' });
    expect((await submit(await csrf(cookie))).statusCode).toBe(201);
  });
  test('by a bearer token needs none', async () => {
    expect((await a.call('wang-xiaoming', 'POST', '/api/cases', fiveInParallel())).status).toBe(201);
    expect((await a.call('wang-xiaoming', 'GET', '/api/session')).body.csrfToken).toBeNull();
  });
});

describe('a session ends', () => {
  const isOut = async (cookie: string) => expect((await get('/api/me', cookie)).json().code).toBe('session-ended');
  test('by signing out; a session of another browser goes on', async () => {
    const [one, two] = [await signIn('sun-hui'), await signIn('sun-hui')];
    expect((await post('/api/me/sign-out', one.cookie, await csrf(one.cookie))).statusCode).toBe(200);
    await isOut(one.cookie);
    expect((await get('/api/me', two.cookie)).statusCode).toBe(200);
  });
  test('everywhere', async () => {
    const [one, two] = [await signIn('zhou-min'), await signIn('zhou-min')];
    await post('/api/me/sign-out-everywhere', one.cookie, await csrf(one.cookie));
    await isOut(one.cookie);
    await isOut(two.cookie);
  });
  test('one of several, from the list; nobody ends another person’s', async () => {
    const [one, two] = [await signIn('wu-qiang'), await signIn('wu-qiang')];
    const { sessions } = (await get('/api/me/sessions', one.cookie)).json<{
      sessions: { id: string; current: boolean }[];
    }>();
    expect(sessions.filter((s) => s.current)).toHaveLength(1);
    const foreign = await signIn('li-na');
    const other = sessions.find((s) => !s.current)!.id;
    const end = async (cookie: string) => post(`/api/me/sessions/${other}/end`, cookie, await csrf(cookie));
    expect((await end(foreign.cookie)).json().code).toBe('web-session-not-found');
    expect((await end(one.cookie)).statusCode).toBe(200);
    await isOut(two.cookie);
    expect((await get('/api/me', one.cookie)).statusCode).toBe(200);
  });
  test('after half an hour without a request, and at its limit in any case', async () => {
    const { owner } = a.t.database;
    const idle = await signIn('he-lin');
    await owner.query(`update web_sessions set seen_at = now() - interval '31 minutes' where person_id = 'he-lin'`);
    await isOut(idle.cookie);
    const long = await signIn('he-lin');
    await owner.query(`update web_sessions set expires_at = now() - interval '1 second' where person_id = 'he-lin'`);
    await isOut(long.cookie);
  });
  test('a cookie of nobody', () => isOut('lianban-session=AAAA'));
});
