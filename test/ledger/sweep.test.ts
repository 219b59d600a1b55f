import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { item, plan } from '../core/engine/fixtures.ts';
import { createTestLedger, fiveInParallel, requestOf, type TestLedger } from '../support/test-ledger.ts';
import { publishTestPlan } from '../support/test-plans.ts';

let t: TestLedger;
beforeAll(async () => {
  t = await createTestLedger();
  await publishTestPlan(
    t.database,
    plan([item('bank', { system: 'bank', legalType: 'market-service' })], { matter: 'banked' }),
  );
});
afterAll(() => t.close());
const options = { limit: 100, wakeOwedMs: 5_000, nextPassedMs: 30_000, leaseMs: 60_000 };
const HOUR = 3_600_000;
const submit = async (matter: string) =>
  (await t.ledger.submit(requestOf('wang-xiaoming'), { ...fiveInParallel(), matter })).caseNo;
const found = async (caseNo: string) =>
  (await t.ledger.sweep(options)).filter((f) => f.caseNo === caseNo).map((f) => f.why);

describe('the sweeper finds', () => {
  test('(a) a wake that has been owed for five seconds, once a lease, until the conductor has looked', async () => {
    const caseNo = await submit('five-in-parallel');
    expect(await found(caseNo)).toEqual([]);
    t.clock.advance(6_000);
    expect(await found(caseNo)).toEqual(['wake-owed']);
    expect(await found(caseNo)).toEqual([]);
    t.clock.advance(61_000);
    expect(await found(caseNo)).toEqual(['wake-owed']);
    await t.ledger.advance(caseNo);
    t.clock.advance(61_000);
    expect(await found(caseNo)).toEqual([]);
  });
  test('(b) a threshold that passed thirty seconds ago', async () => {
    const caseNo = await submit('five-in-parallel');
    const { inMs } = await t.ledger.advance(caseNo);
    t.clock.advance(inMs! + 31_000);
    expect(await found(caseNo)).toEqual(['next-passed']);
    await t.ledger.advance(caseNo);
    t.clock.advance(61_000);
    expect(await found(caseNo)).toEqual([]);
  });
  test('(c) a call that nobody has confirmed', async () => {
    const caseNo = await submit('banked');
    await t.ledger.advance(caseNo);
    t.clock.advance(2 * HOUR + 1000);
    expect(await found(caseNo)).toContain('dispatch-unconfirmed');
    expect(await found(caseNo)).toEqual([]);
    await t.ledger.report(caseNo, { type: 'acknowledgeDispatch', dispatchId: 'bank/1' });
    await t.ledger.advance(caseNo);
    t.clock.advance(3 * HOUR);
    expect(await found(caseNo)).not.toContain('dispatch-unconfirmed');
  });
  test('several sweepers share the work', async () => {
    const caseNos = await Promise.all(Array.from({ length: 20 }, () => submit('five-in-parallel')));
    t.clock.advance(6_000);
    const all = (await Promise.all(Array.from({ length: 4 }, () => t.ledger.sweep({ ...options, limit: 5 })))).flat();
    const mine = all.filter((f) => caseNos.includes(f.caseNo)).map((f) => f.caseNo);
    expect(new Set(mine).size).toBe(mine.length);
  });
  test('a case whose conducting failed: an incident, backed off, resolved by the next success', async () => {
    const caseNo = await submit('five-in-parallel');
    await t.ledger.reportConductFailure(caseNo, 'engine-threw', 120_000);
    await t.ledger.reportConductFailure(caseNo, 'engine-threw', 120_000);
    const open = () =>
      t.database.pool.query('select occurrences from incidents where case_no = $1 and resolved_at is null', [caseNo]);
    expect((await open()).rows).toEqual([{ occurrences: 2 }]);
    t.clock.advance(61_000);
    expect(await found(caseNo)).toEqual([]);
    t.clock.advance(61_000);
    expect(await found(caseNo)).toEqual(['wake-owed']);
    await t.ledger.advance(caseNo);
    expect((await open()).rows).toEqual([]);
  });
});

describe('time that has passed is written down', () => {
  test('without the conductor, at its own instants, once; the look it is owed comes all the same', async () => {
    const caseNo = await submit('five-in-parallel');
    const { inMs } = await t.ledger.advance(caseNo);
    t.clock.advance(inMs! + 31_000);
    expect(await t.ledger.passTime(caseNo)).toMatchObject({ caseNo, repeated: false });
    const warned = async () =>
      (
        await t.database.pool.query<{ late: number }>(
          `select extract(epoch from recorded_at - at)::int as late from events where case_no = $1 and type = 'warned'`,
          [caseNo],
        )
      ).rows.map((r) => r.late);
    const late = await warned();
    expect(late.length).toBeGreaterThan(0);
    for (const s of late) expect(s).toBeGreaterThanOrEqual(30);
    expect(await t.ledger.passTime(caseNo)).toMatchObject({ repeated: true, wake: false });
    expect(await warned()).toEqual(late);
    t.clock.advance(61_000);
    expect(await found(caseNo)).not.toContain('next-passed');
  });
  test('opens what is due and leaves the conductor its look', async () => {
    const caseNo = await submit('five-in-parallel');
    expect(await t.ledger.passTime(caseNo)).toMatchObject({ repeated: false });
    t.clock.advance(6_000);
    expect(await found(caseNo)).toEqual(['wake-owed']);
  });
  test('has a limit of its own', async () => {
    const caseNos = await Promise.all(Array.from({ length: 4 }, () => submit('five-in-parallel')));
    for (const caseNo of caseNos) await t.ledger.advance(caseNo);
    t.clock.advance(30 * 24 * HOUR);
    const all = await t.ledger.sweep({ ...options, limit: 0, passedLimit: 3 });
    expect(all.map((f) => f.why)).toEqual(['next-passed', 'next-passed', 'next-passed']);
  });
});
