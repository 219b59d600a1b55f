// What proves the record: chains, fold, and what stays after an erasure. Each guard is seen to refuse.
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { erase } from '../../db/subject-keys.ts';
import { verifyCase } from '../../ledger/verify.ts';
import { createKeyProvider } from '../../ledger/key-provider.ts';
import { createVault } from '../../ledger/vault.ts';
import {
  createTestLedger,
  fiveInParallel,
  requestOf,
  verifyAllCases,
  type TestLedger,
} from '../support/test-ledger.ts';

let t: TestLedger;
beforeAll(async () => {
  t = await createTestLedger();
});
afterAll(() => t.database.drop());

async function decided(): Promise<string> {
  const { caseNo } = await t.ledger.submit(requestOf('wang-xiaoming'), fiveInParallel());
  await t.ledger.advance(caseNo);
  await t.ledger.claim(caseNo, 'item-a', requestOf('officer-a'));
  await t.ledger.apply(caseNo, requestOf('officer-a'), {
    type: 'decide',
    item: 'item-a',
    revision: 1,
    outcome: 'granted',
  });
  return caseNo;
}
/** As somebody who owns the database and has switched the guard off. */
const tamper = async (statement: string, values: unknown[]) => {
  const client = await t.database.owner.connect();
  await client.query('begin; alter table events disable trigger user');
  await client.query(statement, values);
  await client.query('alter table events enable trigger user; commit');
  client.release();
};
const faults = async (caseNo: string) =>
  (await verifyCase(t.database.pool, caseNo)).faults.map((f) => `${f.stream}: ${f.what.en}`);

describe('verification', () => {
  test('a case as it was recorded is whole', async () => {
    const caseNo = await decided();
    const proof = await verifyCase(t.database.pool, caseNo);
    expect(proof.faults).toEqual([]);
    expect(proof.streams).toBe(6);
    await verifyAllCases(t.database);
  });
  test('an empty database proves nothing, and says so', async () => {
    const empty = await createTestLedger();
    await expect(verifyAllCases(empty.database)).rejects.toThrow(/proves nothing/);
    await empty.close({ cases: 'none' });
  });
  test.each([
    [
      'a changed outcome',
      `update events set body = jsonb_set(body, '{outcome}', '"refused"') where case_no = $1 and type = 'decided'`,
      'case: was changed',
    ],
    [
      'a changed instant',
      `update events set at = at - interval '1 day' where case_no = $1 and type = 'decided'`,
      'case: was changed',
    ],
    [
      'a changed actor',
      `update events set actor = '{"personId": "somebody"}' where case_no = $1 and type = 'decided'`,
      'case: was changed',
    ],
    [
      'an event taken out',
      `delete from events where case_no = $1 and stream = 'case' and seq = 3`,
      'case: event 3 is missing',
    ],
    [
      'the first event taken out',
      `delete from events where case_no = $1 and stream = 'case' and seq = 1`,
      'case: folds',
    ],
    [
      'the last event taken out',
      `delete from events where case_no = $1 and stream = 'case' and seq =
         (select max(seq) from events where case_no = $1 and stream = 'case')`,
      'case: is not the head',
    ],
    [
      'a claim taken out',
      `delete from events where case_no = $1 and stream like 'work/%'`,
      'case: names a work event that is not there',
    ],
    [
      'a changed snapshot',
      `update cases set state = jsonb_set(state, '{items,item-a,status}', '"refused"') where case_no = $1`,
      'case: folds to another state',
    ],
  ])('%s is seen', async (_what, statement, fault) => {
    const caseNo = await decided();
    await tamper(statement, [caseNo]);
    expect((await faults(caseNo)).join('\n')).toContain(fault);
  });
});

describe('contents', () => {
  test('after the erasure of the subject’s key nothing personal can be read, and the chain is whole', async () => {
    const { caseNo } = await t.ledger.submit(requestOf('li-na'), fiveInParallel());
    expect(await t.contents.getForm(t.database.pool, caseNo)).toBeDefined();
    await erase(t.database.pool, 'li-na', Date.now());
    expect(await t.contents.getForm(t.database.pool, caseNo)).toBeUndefined();
    expect(await faults(caseNo)).toEqual([]);
  });
  test('a sealed row swapped with another, or opened with another master key, can not be read', async () => {
    const pool = t.database.pool;
    const keyId = await t.vault.keyOf(pool, 'wang-xiaoming', Date.now());
    const sealed = await t.vault.seal(pool, keyId, 'row-1', { secret: 1 });
    expect(await t.vault.open(pool, 'row-1', sealed)).toEqual({ secret: 1 });
    await expect(t.vault.open(pool, 'row-2', sealed)).rejects.toThrow();
    const stranger = createVault(createKeyProvider({ id: 'test', key: Buffer.alloc(32, 9) }), Buffer.alloc(32, 9));
    await expect(stranger.open(pool, 'row-1', sealed)).rejects.toThrow();
    const again = await t.vault.seal(pool, keyId, 'row-1', { secret: 1 });
    expect(again.hash).not.toBe(sealed.hash); // salted: equal contents do not look equal
  });
});
