// Drafts: kept for whoever wrote them, sealed, one after another, forgotten in the end.
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { createTestApp, type TestApp } from '../support/test-app.ts';

const MATTER = 'five-in-parallel';
const CANARY = 'CANARY-王小明的店';
const WHO = 'wang-xiaoming';
let a: TestApp;
beforeAll(async () => {
  a = await createTestApp();
  a.t.clock.set('2026-03-02T10:00+08:00');
});
afterAll(() => a.close({ cases: 'none' }));

const read = async (who = WHO, headers = {}) =>
  (await a.call(who, 'GET', `/api/me/drafts/${MATTER}`, undefined, headers)).body;
const save = (revision: number, content: unknown, who = WHO, headers = {}) =>
  a.call(who, 'POST', `/api/me/drafts/${MATTER}`, { revision, content }, headers);
const rows = async () => (await a.t.database.owner.query('select * from drafts order by saved_at')).rows;

test('there is none; it is kept, replaced, thrown away', async () => {
  expect(await read()).toEqual({ revision: 0, savedAt: null, content: null });
  const content = { form: { name: CANARY } };
  expect((await save(0, content)).body).toEqual({ revision: 1, savedAt: '2026-03-02T02:00:00.000Z', content });
  expect(await read()).toMatchObject({ revision: 1, content });
  expect((await save(1, {})).body.revision).toBe(2);
  expect((await save(2, null)).body).toEqual({ revision: 3, savedAt: null, content: null });
  expect(await rows()).toMatchObject([{ sealed: null, key_id: null }]);
});
test('is sealed: the database does not know what stands in it', async () => {
  await save((await read()).revision, { form: { name: CANARY } });
  const kept = JSON.stringify((await rows()).map((r) => ({ ...r, sealed: r.sealed?.toString('latin1') })));
  expect(kept).not.toContain('CANARY');
  expect(a.logged()).not.toContain('CANARY');
});
test('a second window does not write over what it has not seen; a repeated answer is the same', async () => {
  const { revision } = await read();
  const first = (await save(revision, { form: { name: 'first' } })).body;
  expect((await save(revision, { form: { name: 'first' } })).body).toEqual(first);
  const second = await save(revision, { form: { name: 'second' } });
  expect(second).toMatchObject({ status: 409, body: { code: 'draft-changed' } });
  expect((await read()).content).toEqual({ form: { name: 'first' } });
});
test('nobody else sees it, nor he himself for another', async () => {
  expect((await read('li-na')).content).toBeNull();
  expect((await read(WHO, { 'lianban-on-behalf-of': 'li-na' })).content).toBeNull();
  await save(0, { form: { name: 'for li-na' } }, WHO, { 'lianban-on-behalf-of': 'li-na' });
  expect((await read()).content).toEqual({ form: { name: 'first' } });
  expect((await read('li-na')).content).toBeNull();
  expect((await a.call(undefined, 'GET', `/api/me/drafts/${MATTER}`)).status).toBe(401);
});
test('what nobody touched for thirty days is forgotten: not shown, and gone when anybody saves', async () => {
  a.t.clock.set('2026-04-01T10:01+08:00');
  expect((await read()).content).toBeNull();
  await save(0, { form: {} }, 'sun-hui');
  expect((await rows()).filter((r) => r.sealed !== null).map((r) => r.person_id)).toEqual(['sun-hui']);
});
test('one of a matter that does not exist is none, and is said so', async () => {
  expect((await a.call(WHO, 'GET', '/api/me/drafts/no-such-matter')).body.code).toBe('matter-not-found');
});
test.each([
  ['of a matter that does not exist', 'no-such-matter', {}, 404],
  ['that is too long', MATTER, { form: 'x'.repeat(300_000) }, 413],
  ['that is no object', MATTER, 'text', 400],
])('one %s is refused', async (_what, matter, content, status) => {
  expect((await a.call('li-na', 'POST', `/api/me/drafts/${matter}`, { revision: 0, content })).status).toBe(status);
});
