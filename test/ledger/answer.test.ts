import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { SystemAnswer } from '../../ledger/ledger.ts';
import { item, plan, text } from '../core/engine/fixtures.ts';
import { createTestLedger, fiveInParallel, requestOf, type TestLedger } from '../support/test-ledger.ts';
import { publishTestPlan } from '../support/test-plans.ts';

let t: TestLedger;
beforeAll(async () => {
  t = await createTestLedger();
  const field = (id: string) => ({ id, type: 'text' as const, label: text(id), required: false });
  await publishTestPlan(
    t.database,
    plan(
      [
        item('first', { outputs: [{ id: 'no', label: text('no'), type: 'text' }] }),
        item('bank', {
          after: ['first'],
          system: 'bank',
          legalType: 'market-service',
          reads: { form: ['subject'], materials: [] },
        }),
        item('rest'),
      ],
      {
        matter: 'banked',
        form: { groups: [{ id: 'g', label: text('g'), fields: [field('subject'), field('applicantName')] }] },
      },
    ),
  );
});
afterAll(() => t.close());

const open = async () => {
  const { caseNo } = await t.ledger.submit(requestOf('wang-xiaoming'), { ...fiveInParallel(), matter: 'banked' });
  await t.ledger.apply(caseNo, requestOf('first-organ-officer'), {
    type: 'decide',
    item: 'first',
    revision: 1,
    outcome: 'granted',
    outputs: { no: 'N-1' },
  });
  await t.ledger.advance(caseNo);
  return caseNo;
};
const granted: SystemAnswer = { answerId: 'x1', outcome: 'granted' };
const refused: SystemAnswer = { answerId: 'x2', outcome: 'refused', reason: 'BANK-TEXT' };
const answer = async (caseNo: string, a: SystemAnswer) =>
  (await t.ledger.answer(caseNo, 'bank/1', 'bank', a)).disposition;
const statusOf = async (caseNo: string) =>
  (await t.database.pool.query('select state from cases where case_no = $1', [caseNo])).rows[0].state.items.bank;
const incidents = async (caseNo: string) =>
  (
    await t.database.pool.query<{ code: string }>(
      'select code from incidents where case_no = $1 and resolved_at is null order by code',
      [caseNo],
    )
  ).rows.map((r) => r.code);

describe('a department’s own system', () => {
  test('is sent only the fields its item reads and what its predecessors produced', async () => {
    const caseNo = await open();
    const content = await t.ledger.getDispatchContent(caseNo, 'bank/1');
    expect(content).toMatchObject({
      item: 'bank',
      dispatchId: 'bank/1',
      form: { subject: fiveInParallel().form['subject'] },
      outputs: { first: { no: 'N-1' } },
    });
    expect(Object.keys(content!.form)).toEqual(['subject']);
    await answer(caseNo, granted);
    expect(await t.ledger.getDispatchContent(caseNo, 'bank/1')).toBeUndefined();
  });
  test('decides once; the same answer again changes nothing', async () => {
    const caseNo = await open();
    const all = await Promise.all(Array.from({ length: 10 }, () => answer(caseNo, granted)));
    expect(all.filter((d) => d === 'applied')).toHaveLength(1);
    expect(all.filter((d) => d === 'repeated')).toHaveLength(9);
  });
  test('contradicts itself: kept and raised, never applied', async () => {
    const caseNo = await open();
    expect(await answer(caseNo, granted)).toBe('applied');
    expect(await answer(caseNo, refused)).toBe('contradicting');
    expect(await answer(caseNo, { ...granted, outcome: 'refused' })).toBe('contradicting'); // one id, two contents
    expect((await statusOf(caseNo)).status).toBe('granted');
    expect(await incidents(caseNo)).toEqual(['answer-contradicts']);
  });
  test('comes after a person has decided: late, or contradicting', async () => {
    const caseNo = await open();
    await t.ledger.apply(caseNo, requestOf('bank-organ-officer'), {
      type: 'decide',
      item: 'bank',
      revision: 1,
      outcome: 'granted',
    });
    expect(await answer(caseNo, { answerId: 'y1', outcome: 'granted' })).toBe('late');
    expect(await answer(caseNo, refused)).toBe('contradicting');
    expect((await statusOf(caseNo)).status).toBe('granted');
  });
  test('comes after the withdrawal: kept, never applied', async () => {
    const caseNo = await open();
    await t.ledger.apply(caseNo, requestOf('wang-xiaoming'), { type: 'withdrawApplication' });
    expect((await t.ledger.advance(caseNo)).dispatch).toMatchObject([{ id: 'bank/1/recall', kind: 'recall' }]);
    expect(await answer(caseNo, granted)).toBe('late');
    expect((await statusOf(caseNo)).status).toBe('cancelled');
    await t.ledger.report(caseNo, { type: 'confirmRecall', dispatchId: 'bank/1' });
    expect((await t.ledger.advance(caseNo)).idle).toBe(true);
  });
  test('can not be reached: a task for people and an incident, never an approval', async () => {
    const caseNo = await open();
    await t.ledger.report(caseNo, { type: 'reportDispatchFailure', dispatchId: 'bank/1', code: 'unreachable' });
    expect(await statusOf(caseNo)).toMatchObject({ status: 'received', dispatch: { status: 'failed' } });
    expect(await incidents(caseNo)).toEqual(['unreachable']);
    expect(await answer(caseNo, refused)).toBe('applied'); // late, and nobody has decided: it counts
  });
  test('another system, an unknown dispatch, an answer to an item not yet asked: refused', async () => {
    const caseNo = await open();
    await expect(t.ledger.answer(caseNo, 'bank/1', 'other', granted)).rejects.toMatchObject({
      code: 'dispatch-not-found',
    });
    await expect(t.ledger.answer(caseNo, 'bank/9', 'bank', granted)).rejects.toMatchObject({
      code: 'dispatch-not-found',
    });
    const { caseNo: fresh } = await t.ledger.submit(requestOf('wang-xiaoming'), {
      ...fiveInParallel(),
      matter: 'banked',
    });
    await expect(t.ledger.answer(fresh, 'bank/1', 'bank', granted)).rejects.toMatchObject({
      code: 'dispatch-not-found',
    });
    await expect(answer(caseNo, { answerId: 'z', outcome: 'refused' })).rejects.toMatchObject({
      code: 'reason-missing',
    });
    await expect(answer(caseNo, { answerId: 'z', outcome: 'granted', outputs: { x: 1 } })).rejects.toMatchObject({
      code: 'outputs-invalid',
    });
  });
  test('what it says stays out of events, answers, incidents', async () => {
    const caseNo = await open();
    await answer(caseNo, refused);
    for (const table of ['events', 'answers', 'incidents', 'dispatches', 'cases']) {
      const { rows } = await t.database.pool.query<{ row: string }>(
        `select to_jsonb(x)::text as row from ${table} x where case_no = $1`,
        [caseNo],
      );
      expect(rows.map((r) => r.row).join()).not.toContain('BANK-TEXT');
    }
    const reason = (await statusOf(caseNo)).reason;
    expect(await t.contents.getText(t.database.pool, reason.id)).toBe('BANK-TEXT');
  });
});
