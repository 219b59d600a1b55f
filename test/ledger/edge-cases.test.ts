// Edges of the ledger: the same key at the same instant, a connection that dies between two statements, dates that do not exist.
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { asUnavailable, inTransaction } from '../../ledger/transaction.ts';
import { item, plan, text } from '../core/engine/fixtures.ts';
import { createTestLedger, fiveInParallel, requestOf, type TestLedger } from '../support/test-ledger.ts';
import { publishTestPlan } from '../support/test-plans.ts';

let t: TestLedger;
beforeAll(async () => {
  t = await createTestLedger();
});
afterAll(() => t.close());

const open = async (matter: string, more = {}) => {
  const { caseNo } = await t.ledger.submit(requestOf('wang-xiaoming'), { ...fiveInParallel(), matter, ...more });
  await t.ledger.advance(caseNo);
  return caseNo;
};
const material = { matter: 'm', material: 'm', fileHash: 'x', size: 1, mediaType: 'application/pdf', name: 'n' };

test('one upload sent ten times at once is one material; another one under its key is refused', async () => {
  const request = requestOf('wang-xiaoming');
  const all = await Promise.all(Array.from({ length: 10 }, () => t.contents.addMaterial(request, material)));
  expect(new Set(all.map((m) => m.materialId)).size).toBe(1);
  expect((await t.database.pool.query('select 1 from materials')).rowCount).toBe(1);
  const one = requestOf('wang-xiaoming');
  const both = await Promise.allSettled([
    t.contents.addMaterial(one, material),
    t.contents.addMaterial({ ...one, requestHash: 'another' }, material),
  ]);
  expect(both.map((r) => r.status).sort()).toEqual(['fulfilled', 'rejected']);
});

test('a connection that dies between two statements refuses its transaction and nothing else', async () => {
  const killed = inTransaction(t.database.pool, async (db) => {
    const { rows } = await db.query<{ pid: number }>('select pg_backend_pid() as pid');
    await t.database.owner.query('select pg_terminate_backend($1)', [rows[0]!.pid]);
    await new Promise((resolve) => setTimeout(resolve, 200));
    await db.query('select 1');
  });
  await expect(killed).rejects.toMatchObject({ code: 'database-unavailable' });
  expect((await t.database.pool.query('select 1')).rowCount).toBe(1);
});

test('an output that is a date must exist in the calendar', async () => {
  const outputs = [{ id: 'validFrom', label: text('d'), type: 'date' as const }];
  await publishTestPlan(t.database, plan([item('a', { outputs })], { matter: 'dated' }));
  const caseNo = await open('dated');
  const grant = (validFrom: string) =>
    t.ledger.apply(caseNo, requestOf('a-organ-officer'), {
      type: 'decide',
      item: 'a',
      revision: 1,
      outcome: 'granted',
      outputs: { validFrom },
    });
  for (const day of ['2026-02-30', '2026-04-31', '2027-02-29'])
    await expect(grant(day)).rejects.toMatchObject({ code: 'outputs-invalid' });
  expect(await grant('2028-02-29')).toMatchObject({ repeated: false });
});

test.each(['25006', '25P03', 'EAI_AGAIN', 'EHOSTUNREACH', '57P01', 'ECONNREFUSED'])('%s is "try again"', (code) => {
  expect(asUnavailable(Object.assign(new Error('x'), { code }))).toMatchObject({ code: 'database-unavailable' });
});

test('a submission in which no item is left to do is refused, never closed as granted', async () => {
  const optional = item('b', { presence: 'optional', heldBy: 'licence' });
  await publishTestPlan(
    t.database,
    plan([item('a', { when: 'never' }), optional], { matter: 'none', conditions: { never: 'false' } }),
  );
  for (const choice of [{ deselected: ['b'] }, { held: ['b'] }])
    await expect(open('none', choice)).rejects.toMatchObject({ code: 'choice-not-possible' });
  expect((await t.database.pool.query(`select 1 from cases where matter = 'none'`)).rowCount).toBe(0);
  expect(await open('none')).toMatch(/^\d/);
});
