import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { startSweeper } from '../../conductor/sweeper.ts';
import type { Wake, Wakes } from '../../conductor/wakes.ts';
import { findNamespaceId, markAllOpenCases } from '../../db/conductor.ts';
import { createPool } from '../../db/pool.ts';
import { createTestLedger, fiveInParallel, requestOf, type TestLedger } from '../support/test-ledger.ts';
import { silent, until } from './servers.ts';

let t: TestLedger;
beforeAll(async () => {
  t = await createTestLedger();
});
afterAll(() => t.close());

const owed = async () =>
  (
    await t.database.pool.query<{ case_no: string }>('select case_no from cases where conducted_seq < wake_seq')
  ).rows.map((r) => r.case_no);

it('another namespace: every open case is owed a look, in batches; the id is stored last; a look settles it', async () => {
  const caseNos: string[] = [];
  for (let i = 0; i < 5; i += 1) {
    const { caseNo } = await t.ledger.submit(requestOf('wang-xiaoming'), fiveInParallel());
    await t.ledger.advance(caseNo);
    caseNos.push(caseNo);
  }
  const [closed, ...open] = caseNos as [string, ...string[]];
  await t.ledger.apply(closed, requestOf('wang-xiaoming'), { type: 'withdrawApplication' });
  await t.ledger.advance(closed);
  expect(await owed()).toEqual([]);
  const pool = createPool(t.database.workerUrl, { max: 1, applicationName: 'test' });
  expect(await findNamespaceId(pool)).toBeUndefined();
  expect(await markAllOpenCases(pool, 'one', 2)).toBe(4);
  expect((await owed()).sort()).toEqual(open.sort());
  expect(await findNamespaceId(pool)).toBe('one');
  t.clock.advance(6_000);
  const found = await t.ledger.sweep({ limit: 100, wakeOwedMs: 5_000, nextPassedMs: 30_000, leaseMs: 30_000 });
  expect(found.map((f) => f.caseNo).sort()).toEqual(open);
  for (const caseNo of open) await t.ledger.advance(caseNo);
  expect(await owed()).toEqual([]);
  expect(await markAllOpenCases(pool, 'two')).toBe(4);
  expect(await findNamespaceId(pool)).toBe('two');
  await pool.end();
});

it('outlives an outage of either side, spends no lease while Temporal is away, and repeats with its reason', async () => {
  const sent: [Wake, string | undefined][] = [];
  let temporal = false;
  let ledger = false;
  let swept = 0;
  const sweeper = startSweeper({
    wakes: {
      namespaceId: () => (temporal ? Promise.resolve('n') : Promise.reject(new Error('away'))),
      send: (wake: Wake, why?: string) => void sent.push([wake, why]),
    } as Wakes,
    namespaces: { find: () => Promise.resolve('n'), replace: () => Promise.reject(new Error('not another one')) },
    ledger: {
      listRollouts: async () => [],
      passTime: () => Promise.reject(new Error('away')), // then the run is woken, to find out
      sweep: ({ limit }) => {
        swept += 1;
        expect(limit).toBe(1);
        return ledger
          ? Promise.resolve([{ caseNo: 'c', matter: 'm', seq: 7, retries: 0, why: 'next-passed' }])
          : Promise.reject(new Error('away'));
      },
    },
    intervalMs: 10,
    ratePerSecond: 20,
    logger: silent,
  });
  await new Promise((resolve) => setTimeout(resolve, 60));
  expect(swept).toBe(0);
  temporal = true;
  await until('it sweeps', () => swept > 1);
  expect(sent).toEqual([]);
  ledger = true;
  await until('it sends', () => sent.length > 0);
  expect(sent[0]).toEqual([{ caseNo: 'c', matter: 'm', seq: 7 }, 'next-passed']);
  await sweeper.stop();
  const { length } = sent;
  await new Promise((resolve) => setTimeout(resolve, 40));
  expect(sent).toHaveLength(length);
});
