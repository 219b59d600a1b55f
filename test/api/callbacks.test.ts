import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { signMessage } from '../../activities/signature.ts';
import { item, plan, text } from '../core/engine/fixtures.ts';
import { BANK_KEY, createTestApp, type TestApp } from '../support/test-app.ts';
import { fiveInParallel, requestOf } from '../support/test-ledger.ts';
import { addOfficer, publishTestPlan } from '../support/test-plans.ts';

let a: TestApp;
beforeAll(async () => {
  a = await createTestApp();
  const field = (id: string) => ({ id, type: 'text' as const, label: text(id), required: false });
  const outputs = [{ id: 'account', label: text('account'), type: 'text' as const }];
  await publishTestPlan(
    a.t.database,
    plan([item('bank', { system: 'bank', outputs }), item('unasked', { system: 'unknown-system' }), item('rest')], {
      matter: 'banked',
      form: { groups: [{ id: 'g', label: text('g'), fields: [field('subject'), field('applicantName')] }] },
    }),
  );
});
afterAll(() => a.close());

const open = async () => {
  const { caseNo } = await a.t.ledger.submit(requestOf('wang-xiaoming'), { ...fiveInParallel(), matter: 'banked' });
  await a.t.ledger.advance(caseNo);
  return caseNo;
};
const approved = { answerId: 'bank:1', outcome: 'approved', outputs: { account: '1' } };
const refused = { answerId: 'bank:2', outcome: 'refused', reason: { text: '开户资料不符' }, legalBasis: '办法第一条' };
interface Message {
  readonly key?: typeof BANK_KEY;
  readonly at?: number;
  readonly sent?: string;
}
const callback = (id: string, answer: unknown, { key = BANK_KEY, at = Date.now(), sent }: Message = {}) => {
  const rawBody = typeof answer === 'string' ? answer : JSON.stringify(answer, null, 2);
  const headers = { 'content-type': 'application/json', ...signMessage(key, rawBody, at) };
  return a.call(undefined, 'POST', `/api/callbacks/${id}`, sent ?? rawBody, headers);
};
const statusOf = async (caseNo: string) =>
  (await a.t.database.pool.query('select state from cases where case_no = $1', [caseNo])).rows[0].state.items.bank
    .status;
const kept = async (caseNo: string) =>
  (
    await a.t.database.pool.query('select disposition from answers where case_no = $1 order by received_at', [caseNo])
  ).rows.map((r) => r.disposition);

describe('a callback', () => {
  test('is applied, once, whatever its white space; and wakes the conductor', async () => {
    const caseNo = await open();
    expect(await callback(`${caseNo}.bank.1`, approved)).toMatchObject({
      status: 200,
      body: { disposition: 'applied' },
    });
    expect(await statusOf(caseNo)).toBe('granted');
    expect(a.woken).toContainEqual(expect.objectContaining({ caseNo, matter: 'banked' }));
    expect((await callback(`${caseNo}.bank.1`, approved)).body).toEqual({ disposition: 'repeated' });
    expect((await callback(`${caseNo}.bank.1`, { ...approved, answerId: 'bank:9' })).body).toEqual({
      disposition: 'late',
    });
  });
  test('that contradicts is refused after it was kept; nothing changes', async () => {
    const caseNo = await open();
    await callback(`${caseNo}.bank.1`, approved);
    const answer = await callback(`${caseNo}.bank.1`, refused);
    expect(answer).toMatchObject({ status: 409, body: { code: 'answer-contradicts' } });
    expect(await kept(caseNo)).toEqual(['applied', 'contradicting']);
    expect(await statusOf(caseNo)).toBe('granted');
    const { rowCount } = await a.t.database.pool.query(
      `select 1 from incidents where case_no = $1 and code = 'answer-contradicts' and resolved_at is null`,
      [caseNo],
    );
    expect(rowCount).toBe(1);
  });
  test('refuses with a reason that the applicant can read', async () => {
    const caseNo = await open();
    expect((await callback(`${caseNo}.bank.1`, refused)).status).toBe(200);
    const { body } = await a.call('wang-xiaoming', 'GET', `/api/cases/${caseNo}/results`);
    expect(JSON.stringify(body)).toContain('开户资料不符');
  });
});

describe('a stranger', () => {
  test('is told the same, whatever he tries', async () => {
    const caseNo = await open();
    const other = { id: BANK_KEY.id, secret: 'x'.repeat(40) };
    const unknownCase = `${caseNo.slice(0, -1)}${caseNo.endsWith('0') ? '1' : '0'}`;
    const tries = await Promise.all([
      callback(`${caseNo}.bank.1`, approved, { key: other }),
      callback(`${caseNo}.bank.1`, approved, { key: { ...BANK_KEY, id: 'bank-0' } }),
      callback(`${caseNo}.bank.1`, approved, { at: Date.now() - 6 * 60_000 }),
      callback(`${caseNo}.bank.1`, approved, { at: Date.now() + 6 * 60_000 }),
      callback(`${caseNo}.bank.1`, refused, { sent: JSON.stringify(approved) }),
      callback(`${caseNo}.bank.1`, approved, { sent: JSON.stringify(approved) }), // the same JSON in other bytes
      callback(`${caseNo}.bank.2`, approved),
      callback(`${caseNo}.rest.1`, approved),
      callback(`${caseNo}.unasked.1`, approved),
      callback(`${caseNo}.nowhere.1`, approved),
      callback(`${caseNo}.__proto__.1`, approved),
      callback(`${unknownCase}.bank.1`, approved),
      callback(encodeURIComponent('../../x'), approved),
      a.call(undefined, 'POST', `/api/callbacks/${caseNo}.bank.1`, JSON.stringify(approved), {
        'content-type': 'application/json',
      }),
    ]);
    const told = tries.map(({ status, body: { instance: _instance, ...body } }) => JSON.stringify({ status, ...body }));
    expect(new Set(told).size).toBe(1);
    expect(tries[0]).toMatchObject({ status: 401, body: { code: 'signature-invalid' } });
    expect(await statusOf(caseNo)).toBe('received');
    expect(await kept(caseNo)).toEqual([]);
  });
});

describe('a message that is no answer', () => {
  test('is refused, though signed, and approves nothing', async () => {
    const caseNo = await open();
    const bodies = [
      '',
      '{',
      '[]',
      'null',
      { outcome: 'approved' },
      { ...approved, extra: 1 },
      { ...approved, outcome: 'granted' },
    ];
    for (const body of [...bodies, { ...approved, answerId: 'a'.repeat(101) }])
      expect(await callback(`${caseNo}.bank.1`, body)).toMatchObject({
        status: 400,
        body: { code: 'request-malformed' },
      });
    expect(await callback(`${caseNo}.bank.1`, { ...approved, outputs: {} })).toMatchObject({
      status: 422,
      body: { code: 'outputs-invalid' },
    });
    const large = { ...approved, outputs: { account: 'x'.repeat(70_000) } };
    expect(await callback(`${caseNo}.bank.1`, large)).toMatchObject({ status: 413, body: { code: 'body-too-large' } });
    expect(await statusOf(caseNo)).toBe('received');
  });
  test('nor does nesting without end bring anything down', async () => {
    const caseNo = await open();
    const nested = `{"answerId":"n","outcome":"approved","outputs":{"account":${'['.repeat(20_000)}${']'.repeat(20_000)}}}`;
    expect((await callback(`${caseNo}.bank.1`, nested)).status).toBe(400);
  });
});

describe('a system that signs in by itself', () => {
  beforeAll(async () => {
    const organ = item('bank').organs.decides;
    await addOfficer(a.t.database, organ, 'own-system', 'system');
    await addOfficer(a.t.database, 'another-organ', 'other-system', 'system');
  });
  const dispatch = (who: string, caseNo: string, answer?: object) =>
    answer
      ? a.call(who, 'POST', `/api/dispatches/${caseNo}.bank.1/answer`, answer)
      : a.call(who, 'GET', `/api/dispatches/${caseNo}.bank.1`);

  test('reads what its item reads, answers, and the applicant sees that it was told', async () => {
    const caseNo = await open();
    expect((await dispatch('own-system', caseNo)).body).toMatchObject({
      caseNo,
      item: 'bank',
      form: expect.any(Object),
    });
    expect((await dispatch('own-system', caseNo, approved)).body).toEqual({ disposition: 'applied' });
    expect((await dispatch('own-system', caseNo, approved)).body).toEqual({ disposition: 'repeated' });
    expect(await statusOf(caseNo)).toBe('granted');
    expect((await dispatch('own-system', caseNo)).status).toBe(404); // nothing is asked any more
    const { looks } = (await a.call('wang-xiaoming', 'GET', `/api/cases/${caseNo}/access-log`)).body;
    expect(looks).toMatchObject([{ what: 'form', item: 'bank', why: { relation: 'own-system' }, personId: null }]);
  });
  test.each(['other-system', 'wang-xiaoming', 'officer-a', 'xu-jie'])('nobody else does: %s', async (who) => {
    const caseNo = await open();
    expect((await dispatch(who, caseNo)).body.code).toBe('dispatch-not-found');
    expect((await dispatch(who, caseNo, approved)).body.code).toBe('dispatch-not-found');
    expect((await dispatch(who, '0'.repeat(23), approved)).body.code).toBe('dispatch-not-found');
  });
});
