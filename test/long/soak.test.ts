// Many cases, many people, everything at once on a real ledger: nothing is decided twice, nothing approves by accident, every chain is whole.
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { DomainError } from '../../core/errors.ts';
import { item, plan } from '../core/engine/fixtures.ts';
import { createTestLedger, fiveInParallel, requestOf, type TestLedger } from '../support/test-ledger.ts';
import { addOfficer, publishTestPlan } from '../support/test-plans.ts';

const CASES = Number(process.env['SOAK_CASES'] ?? 40);
const SEED = Number(process.env['PROPERTY_SEED'] ?? 1);
const ITEMS = ['a', 'b', 'c', 'd', 'e'];

/** mulberry32: small, seeded, good enough to shuffle work. */
function randomOf(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

let t: TestLedger;
beforeAll(async () => {
  t = await createTestLedger();
  const items = [
    item('a'),
    item('b', { after: ['a'] }),
    item('c', { system: 'bank', legalType: 'market-service' }),
    item('d'),
    item('e', { after: ['b', 'd'] }),
  ];
  await publishTestPlan(t.database, plan(items, { matter: 'soak' }));
  for (const id of ITEMS) await addOfficer(t.database, `${id}-organ`, `${id}-second`);
});
afterAll(() => t.close());

test(`${CASES} cases under everybody at once (seed ${SEED})`, async () => {
  const random = randomOf(SEED);
  const pick = <T>(list: readonly T[]) => list[Math.floor(random() * list.length)]!;
  const caseNos: string[] = [];
  for (let i = 0; i < CASES; i += 1)
    caseNos.push((await t.ledger.submit(requestOf('wang-xiaoming'), { ...fiveInParallel(), matter: 'soak' })).caseNo);

  const refusals = new Map<string, number>();
  const act = async (work: () => Promise<unknown>) => {
    try {
      await work();
    } catch (error) {
      if (!(error instanceof DomainError)) throw error;
      refusals.set(error.code, (refusals.get(error.code) ?? 0) + 1);
    }
  };
  const verbs = [
    (no: string, id: string, who: string) => t.ledger.claim(no, id, requestOf(who)),
    (no: string, id: string, who: string) => t.ledger.release(no, id, requestOf(who)),
    (no: string, id: string, who: string) =>
      t.ledger.apply(no, requestOf(who), { type: 'decide', item: id, revision: 1, outcome: 'granted' }),
    (no: string, id: string, who: string) =>
      t.ledger.apply(no, requestOf(who), { type: 'decide', item: id, revision: 1, outcome: 'granted' }),
    (no: string, id: string, who: string) =>
      t.ledger.apply(no, requestOf(who), {
        type: 'decide',
        item: id,
        revision: 1,
        outcome: 'refused',
        reason: 'r',
        legalBasis: 'l',
      }),
    (no: string) => t.ledger.advance(no),
    (no: string) =>
      t.ledger.answer(no, 'c/1', 'bank', {
        answerId: pick(['x', 'y']),
        outcome: pick(['granted', 'refused'] as const),
        reason: 'r',
      }),
    (no: string) =>
      random() < 0.05
        ? t.ledger.apply(no, requestOf('wang-xiaoming'), { type: 'withdrawApplication' })
        : t.ledger.advance(no),
  ];
  const work = Array.from({ length: CASES * 25 }, () => {
    const id = pick(ITEMS);
    return { verb: pick(verbs), no: pick(caseNos), id, who: pick([`${id}-organ-officer`, `${id}-second`]) };
  });
  const workers = Array.from({ length: 24 }, async () => {
    for (let next = work.pop(); next; next = work.pop()) {
      const { verb, no, id, who } = next;
      await act(() => verb(no, id, who));
    }
  });
  await Promise.all(workers);

  const { rows } = await t.database.pool.query<{ n: string }>(
    `select count(*) as n from (select 1 from events where type = 'decided' group by case_no, body->>'item' having count(*) > 1) twice`,
  );
  expect(Number(rows[0]!.n)).toBe(0);
  const orphans = await t.database.pool.query(
    `select c.case_no, i.key from cases c, jsonb_each(c.state->'items') i where i.value->>'status' = 'granted' and not exists (
       select 1 from events e where e.case_no = c.case_no and e.type = 'decided' and e.body->>'item' = i.key and e.body->>'outcome' = 'granted')`,
  );
  expect(orphans.rows).toEqual([]);
  expect(refusals.has('busy')).toBe(false);
  console.log(`refusals: ${JSON.stringify(Object.fromEntries(refusals))}`);
});
