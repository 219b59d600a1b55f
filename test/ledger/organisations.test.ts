// Changes of the organisations on the real ledger: two registrars, one transaction, and what each person may do with the next call.
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Step } from '../../core/organisations/step.ts';
import { createTestLedger, fiveInParallel, requestOf, type TestLedger } from '../support/test-ledger.ts';

let t: TestLedger;
beforeAll(async () => {
  t = await createTestLedger();
});
afterAll(() => t.close());

const name = { zh: '测试', en: 'Test' };
const reason = '示范编〔2026〕1号';
const propose = (steps: readonly Step[], by = 'qin-yue') =>
  t.ledger.organisations.propose(requestOf(by), { steps, reason });
const approve = (id: string, by = 'xie-ming') => t.ledger.organisations.approve(requestOf(by), id);
const change = async (...steps: Step[]) => approve(await propose(steps));
const code = (promise: Promise<unknown>) =>
  promise.then(
    () => 'done',
    (error: { code: string }) => error.code,
  );
const faultsOf = (promise: Promise<unknown>) =>
  promise.then(
    () => [],
    (error: { faults: { pointer: string; code: string }[] }) => error.faults.map((f) => [f.pointer, f.code]),
  );

let cases = 0;
/** A case with an item of `dept-a`, and whether this person may claim it. */
const openCase = async () => {
  const { caseNo } = await t.ledger.submit(requestOf('wang-xiaoming'), fiveInParallel());
  await t.ledger.advance(caseNo);
  cases += 1;
  return caseNo;
};
const mayClaim = async (person: string, caseNo: string, item = 'a') => {
  const said = await code(t.ledger.claim(caseNo, item, requestOf(person)));
  if (said === 'done') await t.ledger.release(caseNo, item, requestOf(person));
  return said;
};

describe('two registrars', () => {
  const step = (id: string): Step => ({
    type: 'createOrganisation',
    id,
    parentId: 'gov',
    kind: 'department',
    divisionCode: '310199001',
    name,
  });
  test('one proposes, the other approves; the first can not', async () => {
    const id = await propose([step('street-office')]);
    expect(await code(approve(id, 'qin-yue'))).toBe('change-of-oneself');
    expect(await code(approve(id, 'zhang-wei'))).toBe('not-allowed');
    await approve(id);
    expect(await code(approve(id))).toBe('change-decided');
    const { rows } = await t.database.pool.query('select division_code from organisations where id = $1', [
      'street-office',
    ]);
    expect(rows).toEqual([{ division_code: '310199001' }]);
  });
});
