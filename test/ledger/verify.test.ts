// Verification beside commands that commit: what it sees is one state, and it makes nobody wait.
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { inSnapshot } from '../../ledger/transaction.ts';
import { verifyCase } from '../../ledger/verify.ts';
import { createTestLedger, fiveInParallel, requestOf, type TestLedger } from '../support/test-ledger.ts';

let t: TestLedger;
let caseNo: string;
beforeAll(async () => {
  t = await createTestLedger();
  caseNo = (await t.ledger.submit(requestOf('wang-xiaoming'), fiveInParallel())).caseNo;
  await t.ledger.advance(caseNo);
});
afterAll(() => t.close());

test('fifty verifications while commands commit: no false fault', async () => {
  let verifying = true;
  let commits = 0;
  const work = async (letter: string) => {
    const [item, officer] = [`item-${letter}`, `officer-${letter}`];
    while (verifying) {
      await t.ledger.claim(caseNo, item, requestOf(officer));
      await t.ledger.release(caseNo, item, requestOf(officer));
      commits += 2;
    }
    await t.ledger.apply(caseNo, requestOf(officer), { type: 'decide', item, revision: 1, outcome: 'granted' });
  };
  const working = Promise.all(['a', 'b', 'c'].map(work));
  const seen = new Set<number>();
  for (let round = 0; round < 50; round += 1) {
    const { faults, events } = await verifyCase(t.database.pool, caseNo);
    expect(faults).toEqual([]);
    seen.add(events);
  }
  verifying = false;
  await working;
  expect(commits).toBeGreaterThan(10);
  expect(seen.size).toBeGreaterThan(10); // the case did change between the rounds
});

test('a case whose rows are locked is verified without waiting', async () => {
  const client = await t.database.pool.connect();
  await client.query('begin');
  await client.query('select 1 from cases where case_no = $1 for update', [caseNo]);
  await client.query('select 1 from tasks where case_no = $1 for update', [caseNo]);
  expect((await verifyCase(t.database.pool, caseNo)).faults).toEqual([]);
  await client.query('rollback');
  client.release();
});

test('a snapshot can not write', async () => {
  const write = inSnapshot(t.database.pool, (db) =>
    db.query(`update cases set conduct_attempts = 0`).catch((error: { code?: string }) => error.code),
  );
  expect(await write).toBe('25006'); // read_only_sql_transaction
});
