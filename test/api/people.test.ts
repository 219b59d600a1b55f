// Who stands at the window: found by his number, registered when nobody knows him, then applied for.
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { identityCheckCharacter } from '../../core/codes/identity-number.ts';
import { createTestApp, type TestApp } from '../support/test-app.ts';
import { fiveInParallel } from '../support/test-ledger.ts';

const CLERK = 'ma-yan';
const WANG = '310199199003070014';
const numberOf = (serial: string) => {
  const first = `31019919850101${serial}`;
  return first + identityCheckCharacter(first);
};
let a: TestApp;
beforeAll(async () => {
  a = await createTestApp();
});
afterAll(() => a.close());
const search = (who: string, number: string) => a.call(who, 'POST', '/api/people/search', { number });
const register = (who: string, body: object, headers = {}) => a.call(who, 'POST', '/api/people', body, headers);

describe('at a window', () => {
  test('somebody is found by his number: enough of his name to compare, no more', async () => {
    expect(await search(CLERK, WANG)).toMatchObject({
      status: 200,
      body: { personId: 'wang-xiaoming', maskedName: '王*明', kind: 'natural' },
    });
    expect((await search(CLERK, '91310199MA1K00001U')).body).toMatchObject({ personId: 'demo-company', kind: 'legal' });
    expect((await search(CLERK, numberOf('111'))).body.code).toBe('person-not-found');
  });
  test('registered once, he is found, and the clerk applies for him: recorded as acting', async () => {
    const number = numberOf('222');
    const key = { 'idempotency-key': 'register-once-key' };
    const made = await register(CLERK, { name: '周到', number, phone: '13900000009' }, key);
    expect(made).toMatchObject({ status: 201, body: { maskedName: '周*' } });
    expect((await register(CLERK, { name: '周到', number, phone: '13900000009' }, key)).body).toEqual(made.body);
    expect((await register(CLERK, { name: '周到', number })).body.code).toBe('person-exists');
    expect((await search(CLERK, number)).body).toEqual(made.body);
    const { personId } = made.body;
    const applied = await a.call(CLERK, 'POST', '/api/cases', fiveInParallel(), { 'lianban-on-behalf-of': personId });
    expect(applied.status).toBe(201);
    const { rows } = await a.t.database.pool.query(
      `select actor, body->>'channel' as channel from events where case_no = $1 and type = 'submitted'`,
      [applied.body.caseNo],
    );
    expect(rows[0]).toMatchObject({
      channel: 'window',
      actor: { onBehalfOf: personId, postId: 'one-stop-window-clerk' },
    });
  });
  test('refused: who is no clerk, a wrong digit', async () => {
    for (const who of ['wang-xiaoming', 'zhang-wei', 'qin-yue']) {
      expect((await search(who, WANG)).status).toBe(403);
      expect((await register(who, { name: '周到', number: numberOf('333') })).status).toBe(403);
    }
    expect((await register(CLERK, { name: '周到', number: '310199198501013330' })).body.code).toBe('person-invalid');
    expect((await search(CLERK, '1')).status).toBe(400);
  });
  test('numbers are nowhere in the clear', async () => {
    expect(a.logged()).not.toContain(WANG);
    const { rows } = await a.t.database.owner.query('select fingerprint from person_numbers');
    expect(rows.length).toBeGreaterThan(2);
    expect(rows.every((r: { fingerprint: string }) => /^[0-9a-f]{64}$/.test(r.fingerprint))).toBe(true);
  });
  test('whose key was erased is found no more, and may be registered anew', async () => {
    const number = numberOf('444');
    const { personId } = (await register(CLERK, { name: '陈旧', number })).body;
    await a.t.database.owner.query(`update subject_keys set wrapped = null, erased_at = now() where subject_id = $1`, [
      personId,
    ]);
    expect((await search(CLERK, number)).body.code).toBe('person-not-found');
    const again = await register(CLERK, { name: '陈新', number });
    expect(again.status).toBe(201);
    expect(again.body.personId).not.toBe(personId);
  });
});
