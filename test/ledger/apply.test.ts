import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { endAppointment } from '../../db/people.ts';
import type { DecideIntent } from '../../ledger/ledger.ts';
import { item, plan, text } from '../core/engine/fixtures.ts';
import { createTestLedger, fiveInParallel, requestOf, type TestLedger } from '../support/test-ledger.ts';
import { addOfficer, publishTestPlan } from '../support/test-plans.ts';

let t: TestLedger;
beforeAll(async () => {
  t = await createTestLedger();
  const material = { id: 'm', name: text('m'), required: false, accepts: [], maxBytes: 9 };
  await publishTestPlan(
    t.database,
    plan([item('a', { reads: { form: [], materials: ['m'] } }), item('b'), item('c', { after: ['a'] })], {
      matter: 'three',
      materials: [material],
    }),
  );
  await addOfficer(t.database, 'a-organ', 'a-second-officer');
  await publishTestPlan(
    t.database,
    plan(
      Array.from({ length: 40 }, (_, n) => item(`i${n}`)),
      { matter: 'forty' },
    ),
  );
});
afterAll(() => t.close());

const open = async (matter: string) => {
  const { caseNo } = await t.ledger.submit(requestOf('wang-xiaoming'), { ...fiveInParallel(), matter });
  await t.ledger.advance(caseNo);
  return caseNo;
};
const granted = (id: string, more: Partial<DecideIntent> = {}): DecideIntent => ({
  type: 'decide',
  item: id,
  revision: 1,
  outcome: 'granted',
  ...more,
});
const as = (organ: string) => requestOf(`${organ}-officer`);
const countEvents = async (caseNo: string, type: string) =>
  (await t.database.pool.query('select 1 from events where case_no = $1 and type = $2', [caseNo, type])).rowCount;

describe('a decision', () => {
  test('is applied once, however often it is sent', async () => {
    const caseNo = await open('three');
    const request = as('a-organ');
    const all = await Promise.all(Array.from({ length: 20 }, () => t.ledger.apply(caseNo, request, granted('a'))));
    expect(all.filter((x) => !x.repeated)).toHaveLength(1);
    expect(await countEvents(caseNo, 'decided')).toBe(1);
    await expect(t.ledger.apply(caseNo, { ...request, requestHash: 'other' }, granted('a'))).rejects.toMatchObject({
      code: 'idempotency-key-reused',
    });
    const other = await open('three');
    await expect(t.ledger.apply(other, request, granted('a'))).rejects.toMatchObject({
      code: 'idempotency-key-reused',
    });
  });
  test('two officers at once: one wins, the other is told when and by which post', async () => {
    const caseNo = await open('three');
    const results = await Promise.allSettled([
      t.ledger.apply(caseNo, requestOf('a-organ-officer'), granted('a')),
      t.ledger.apply(caseNo, requestOf('a-second-officer'), granted('a')),
    ]);
    const lost = results.filter((r): r is PromiseRejectedResult => r.status === 'rejected');
    expect(lost).toHaveLength(1);
    expect(lost[0]!.reason).toMatchObject({
      code: 'item-already-decided',
      params: { post: 'a-organ-officer', at: expect.stringMatching(/Z$/) },
    });
  });
  test('forty officers of forty items at once: all succeed, no retry', async () => {
    const caseNo = await open('forty');
    await Promise.all(
      Array.from({ length: 40 }, (_, n) => t.ledger.apply(caseNo, as(`i${n}-organ`), granted(`i${n}`))),
    );
    const { rows } = await t.database.pool.query('select status, outcome from cases where case_no = $1', [caseNo]);
    expect(rows[0]).toEqual({ status: 'closed', outcome: 'granted' });
  });
  test('on data that changed after the officer looked is refused', async () => {
    const caseNo = await open('three');
    const { materialId } = await t.contents.addMaterial(requestOf('wang-xiaoming'), {
      matter: 'three',
      material: 'm',
      fileHash: 'x',
      size: 1,
      mediaType: 'application/pdf',
      name: 'n',
    });
    await t.ledger.apply(caseNo, requestOf('wang-xiaoming'), { type: 'supplement', material: 'm', materialId });
    await expect(t.ledger.apply(caseNo, as('a-organ'), granted('a'))).rejects.toMatchObject({ code: 'item-changed' });
    await t.ledger.apply(caseNo, as('a-organ'), granted('a', { revision: 2 }));
    await expect(
      t.ledger.apply(caseNo, requestOf('li-na'), { type: 'supplement', material: 'm', materialId }),
    ).rejects.toMatchObject({ code: 'case-not-found' });
  });
  test('needs a post held now at the organ that decides', async () => {
    const caseNo = await open('three');
    await expect(t.ledger.apply(caseNo, as('b-organ'), granted('a'))).rejects.toMatchObject({ code: 'post-not-held' });
    await expect(t.ledger.apply(caseNo, requestOf('wang-xiaoming'), granted('a'))).rejects.toMatchObject({
      code: 'not-allowed',
    });
    await expect(t.ledger.apply(caseNo, requestOf('li-na'), granted('a'))).rejects.toMatchObject({
      code: 'case-not-found',
    });
    const post = await addOfficer(t.database, 'a-organ', 'soon-gone');
    await endAppointment(t.database.owner, 'soon-gone', post, Date.now() - 1000);
    await expect(t.ledger.apply(caseNo, requestOf('soon-gone'), granted('a'))).rejects.toMatchObject({
      code: 'post-not-held',
    });
    await t.ledger.apply(caseNo, as('a-organ'), granted('a'));
  });
  test('on an unknown case, an unknown, a waiting or a closed item approves nothing', async () => {
    const caseNo = await open('three');
    await expect(t.ledger.apply('nothing', as('a-organ'), granted('a'))).rejects.toMatchObject({
      code: 'case-not-found',
    });
    await expect(t.ledger.apply(caseNo, as('a-organ'), granted('zz'))).rejects.toMatchObject({
      code: 'item-not-found',
    });
    await expect(t.ledger.apply(caseNo, as('c-organ'), granted('c'))).rejects.toMatchObject({ code: 'item-not-open' });
    await expect(
      t.ledger.apply(caseNo, as('a-organ'), granted('a', { outcome: 'approved' as never })),
    ).rejects.toMatchObject({ code: 'outcome-not-possible' });
    await t.ledger.apply(caseNo, requestOf('wang-xiaoming'), { type: 'withdrawApplication', reason: '不办了' });
    await expect(t.ledger.apply(caseNo, as('a-organ'), granted('a'))).rejects.toMatchObject({ code: 'case-closed' });
    expect(await countEvents(caseNo, 'decided')).toBe(0);
  });
  test('whose cause the conductor has not yet applied meets the same state: the item is open', async () => {
    const { caseNo } = await t.ledger.submit(requestOf('wang-xiaoming'), { ...fiveInParallel(), matter: 'three' });
    await t.ledger.apply(caseNo, as('a-organ'), granted('a')); // nobody advanced the case
    expect(await countEvents(caseNo, 'itemReceived')).toBe(2);
    await t.ledger.apply(caseNo, as('c-organ'), granted('c'));
  });
  test('wakes the conductor only when there is something for it', async () => {
    const { caseNo } = await t.ledger.submit(requestOf('wang-xiaoming'), fiveInParallel());
    await t.ledger.advance(caseNo);
    const wakes: boolean[] = [];
    for (const letter of ['a', 'b', 'c', 'd', 'e'])
      wakes.push((await t.ledger.apply(caseNo, requestOf(`officer-${letter}`), granted(`item-${letter}`))).wake);
    expect(wakes).toEqual([false, false, false, false, true]);
    expect((await t.ledger.advance(caseNo)).idle).toBe(true);
  });
});

describe('claim and release', () => {
  const task = async (caseNo: string) =>
    (await t.database.pool.query(`select * from tasks where case_no = $1 and item_id = 'a'`, [caseNo])).rows[0];
  test('a claimed task is decided by nobody else; the case’s events carry the head of its work', async () => {
    const caseNo = await open('three');
    await t.ledger.claim(caseNo, 'a', requestOf('a-organ-officer'));
    await expect(t.ledger.claim(caseNo, 'a', requestOf('a-second-officer'))).rejects.toMatchObject({
      code: 'task-claimed',
      params: { post: 'a-organ-officer' },
    });
    await expect(t.ledger.apply(caseNo, requestOf('a-second-officer'), granted('a'))).rejects.toMatchObject({
      code: 'task-claimed',
    });
    await expect(t.ledger.release(caseNo, 'a', requestOf('a-second-officer'))).rejects.toMatchObject({
      code: 'task-not-claimed',
    });
    await t.ledger.release(caseNo, 'a', requestOf('a-organ-officer'));
    await t.ledger.claim(caseNo, 'a', requestOf('a-second-officer'));
    await t.ledger.apply(caseNo, requestOf('a-second-officer'), granted('a'));
    const { work_head, work_seq } = await task(caseNo);
    expect(work_seq).toBe(3);
    const { rows } = await t.database.pool.query(
      `select work_head from events where case_no = $1 and stream = 'case' and type = 'decided'`,
      [caseNo],
    );
    expect(rows[0].work_head).toBe(work_head);
    await expect(t.ledger.claim(caseNo, 'a', requestOf('a-organ-officer'))).rejects.toMatchObject({
      code: 'item-not-open',
    });
  });
  test('who claimed and left the organ holds up nobody', async () => {
    const caseNo = await open('three');
    const post = await addOfficer(t.database, 'a-organ', 'a-leaver');
    await t.ledger.claim(caseNo, 'a', requestOf('a-leaver'));
    await expect(t.ledger.apply(caseNo, as('a-organ'), granted('a'))).rejects.toMatchObject({ code: 'task-claimed' });
    await endAppointment(t.database.owner, 'a-leaver', post, Date.now() - 1000);
    await t.ledger.apply(caseNo, as('a-organ'), granted('a'));
  });
  test('twenty claims at once: one holder', async () => {
    const caseNo = await open('three');
    const results = await Promise.allSettled(
      Array.from({ length: 20 }, (_, n) =>
        t.ledger.claim(caseNo, 'a', requestOf(n % 2 ? 'a-organ-officer' : 'a-second-officer')),
      ),
    );
    const losers = results.filter((r) => r.status === 'rejected').length;
    expect(losers).toBe(10);
    expect((await task(caseNo)).work_seq).toBe(1);
  });
  test('the head may release what an absent officer holds; a stranger may not even claim', async () => {
    const caseNo = await open('three');
    await addOfficer(t.database, 'a-organ', 'a-head', 'head');
    await t.ledger.claim(caseNo, 'a', requestOf('a-organ-officer'));
    await t.ledger.release(caseNo, 'a', requestOf('a-head'));
    expect((await task(caseNo)).claimed_by).toBeNull();
    await expect(t.ledger.claim(caseNo, 'a', requestOf('b-organ-officer'))).rejects.toMatchObject({
      code: 'post-not-held',
    });
    await expect(t.ledger.claim(caseNo, 'zz', requestOf('a-organ-officer'))).rejects.toMatchObject({
      code: 'task-not-found',
    });
  });
});

describe('claims beside decisions', () => {
  test('officers who claim while others of the same case decide: nobody meets a deadlock', async () => {
    const caseNo = await open('forty');
    const claim = (n: number) => t.ledger.claim(caseNo, `i${n}`, as(`i${n}-organ`));
    const decide = (n: number) => t.ledger.apply(caseNo, as(`i${n}-organ`), granted(`i${n}`));
    const numbers = Array.from({ length: 20 }, (_, n) => n);
    for (const n of numbers) await claim(n);
    await Promise.all(numbers.flatMap((n) => [decide(n), claim(n + 20)]));
    await Promise.all(numbers.map((n) => decide(n + 20)));
    const { rows } = await t.database.pool.query('select outcome from cases where case_no = $1', [caseNo]);
    expect(rows[0]).toEqual({ outcome: 'granted' });
  });
});

describe('window', () => {
  test('a clerk receives and accepts; others may not', async () => {
    await addOfficer(t.database, 'w', 'w-clerk', 'clerk', 'window');
    const organs = { accepts: 'w', decides: 'a-organ', issues: 'a-organ', supervises: 'a-organ' };
    const limits = { ...item('x').limits, starts: 'accepted' as const };
    await publishTestPlan(
      t.database,
      plan([item('a', { acceptance: 'window', organs, limits })], { matter: 'window', receipt: { at: 'window' } }),
    );
    const caseNo = await open('window');
    await expect(t.ledger.apply(caseNo, as('a-organ'), { type: 'receive' })).rejects.toMatchObject({
      code: 'not-allowed',
    });
    await t.ledger.apply(caseNo, requestOf('w-clerk'), { type: 'receive' });
    await expect(t.ledger.apply(caseNo, as('a-organ'), { type: 'accept', item: 'a' })).rejects.toMatchObject({
      code: 'post-not-held',
    });
    await t.ledger.apply(caseNo, requestOf('w-clerk'), { type: 'accept', item: 'a' });
    const { rows } = await t.database.pool.query(
      'select organ, stage, claimed_by, due_at from tasks where case_no = $1',
      [caseNo],
    );
    expect(rows[0]).toMatchObject({ organ: 'a-organ', stage: 'decide' });
    expect(Number.isFinite(rows[0].due_at.getTime())).toBe(true);
    await t.ledger.apply(caseNo, as('a-organ'), {
      type: 'decide',
      item: 'a',
      revision: 1,
      outcome: 'refused',
      reason: '不符合',
      legalBasis: '第三十八条',
    });
  });
});
