// Invariant 9: time is applied by whoever takes the lock; our outage never moves anybody's deadline.
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { ENGINE_FORMAT } from '../../core/engine/state.ts';
import { item, plan, text } from '../core/engine/fixtures.ts';
import { createTestLedger, fiveInParallel, requestOf, type TestLedger } from '../support/test-ledger.ts';
import { publishTestPlan } from '../support/test-plans.ts';

let t: TestLedger;
beforeEach(async () => {
  t = await createTestLedger();
  t.clock.set('2026-03-02T10:00+08:00');
  const limits = {
    ...item('x').limits,
    committed: { amount: 1, unit: 'wd' as const },
    statutory: { amount: 3, unit: 'wd' as const },
  };
  await publishTestPlan(
    t.database,
    plan([item('a', { limits }), item('b', { after: ['a'], limits })], {
      matter: 'timed',
      committedLimit: { amount: 4, unit: 'wd' },
    }),
  );
  const receipt = {
    at: 'window' as const,
    expires: { limit: { amount: 30, unit: 'd' as const }, basis: text('rule') },
  };
  await publishTestPlan(t.database, plan([item('a', { limits })], { matter: 'window', receipt }));
});
afterEach(() => t.close());

const submit = async (matter = 'timed') =>
  (await t.ledger.submit(requestOf('wang-xiaoming'), { ...fiveInParallel(), matter })).caseNo;
const events = async (caseNo: string) =>
  (
    await t.database.pool.query<{
      type: string;
      at: Date;
      recorded_at: Date;
      body: { clock?: string | { id: string; dueOn: string } };
    }>(`select type, at, recorded_at, body from events where case_no = $1 and stream = 'case' order by seq`, [caseNo])
  ).rows;
const refuse = (caseNo: string) =>
  t.ledger.apply(caseNo, requestOf('a-organ-officer'), {
    type: 'decide',
    item: 'a',
    revision: 1,
    outcome: 'refused',
    reason: 'r',
    legalBasis: 'l',
  });

describe('time', () => {
  test('thresholds passed while nobody conducted are recorded once, each with its own instant, before the command', async () => {
    const caseNo = await submit();
    t.clock.set('2026-03-06T09:00+08:00'); // no conductor for four days
    await refuse(caseNo);
    await t.ledger.advance(caseNo);
    const passed = (await events(caseNo)).filter(
      (e) => e.type === 'overdue' || e.type === 'warned' || e.type === 'decided',
    );
    expect(passed.map((e) => `${e.type} ${String(e.body.clock ?? '')} ${e.at.toISOString()}`)).toEqual([
      'warned a/committed 2026-03-02T16:00:00.000Z',
      'overdue a/committed 2026-03-03T16:00:00.000Z',
      'warned a/statutory 2026-03-04T16:00:00.000Z',
      'overdue a/statutory 2026-03-05T16:00:00.000Z',
      'warned case 2026-03-05T16:00:00.000Z',
      'decided  2026-03-06T01:00:00.000Z',
    ]);
    expect(passed.every((e) => e.recorded_at.toISOString() === '2026-03-06T01:00:00.000Z')).toBe(true);
  });
  test('due dates are the same as if the conductor had been up', async () => {
    const late = await submit();
    const prompt = await submit();
    await t.ledger.advance(prompt);
    t.clock.set('2026-03-03T15:00+08:00');
    for (const caseNo of [late, prompt])
      await t.ledger.apply(caseNo, requestOf('a-organ-officer'), {
        type: 'decide',
        item: 'a',
        revision: 1,
        outcome: 'granted',
      });
    await t.ledger.advance(prompt);
    t.clock.set('2026-03-06T15:00+08:00');
    await t.ledger.advance(late);
    const dues = async (caseNo: string) =>
      (await events(caseNo))
        .filter((e) => e.type === 'clockStarted')
        .map((e) => {
          const clock = e.body.clock as { id: string; dueOn: string };
          return `${clock.id} ${clock.dueOn}`;
        });
    expect(await dues(late)).toEqual(await dues(prompt));
    expect(await dues(late)).toContain('b/committed 2026-03-04');
  });
  test('an application never brought to the window has expired, whoever looks first', async () => {
    const caseNo = await submit('window');
    t.clock.set('2026-05-02T10:00+08:00');
    await expect(
      t.ledger.apply(caseNo, requestOf('wang-xiaoming'), { type: 'withdrawApplication' }),
    ).rejects.toMatchObject({ code: 'case-closed' });
    await t.ledger.advance(caseNo);
    const expired = (await events(caseNo)).find((e) => e.type === 'expired')!;
    expect(expired.at.toISOString()).toBe('2026-04-01T09:00:00.000Z');
  });
  test('the ledger’s clock never goes back behind what it has recorded', async () => {
    const caseNo = await submit();
    t.clock.set('2026-03-01T10:00+08:00'); // a replica promoted with a slow clock
    await refuse(caseNo);
    const [first, ...rest] = await events(caseNo);
    expect(rest.every((e) => e.recorded_at >= first!.recorded_at)).toBe(true);
  });
  test('a year the calendar does not have refuses the submission, and dates nothing', async () => {
    t.clock.set('2031-03-03T10:00+08:00');
    await expect(submit()).rejects.toMatchObject({ code: 'calendar-year-missing' });
    t.clock.set('2026-03-02T10:00+08:00');
    await submit();
  });
  test('advance answers what lies ahead, on the ledger’s clock, and may run twice', async () => {
    const caseNo = await submit();
    const once = await t.ledger.advance(caseNo);
    expect(once).toMatchObject({
      due: [],
      dispatch: [],
      idle: false,
      next: { clock: 'a/committed', kind: 'warn' },
      waitsFor: ['a (a-organ)'],
    });
    expect(once.inMs).toBe(14 * 3_600_000);
    const before = (await events(caseNo)).length;
    expect(await t.ledger.advance(caseNo)).toEqual(once);
    expect((await events(caseNo)).length).toBe(before);
  });
});

describe('two versions side by side', () => {
  test('a case in a newer engine format is left alone by this program: try again after the upgrade', async () => {
    const caseNo = await submit();
    const setFormat = (format: number) =>
      t.database.owner.query('update cases set engine_format = $2 where case_no = $1', [caseNo, format]);
    await setFormat(ENGINE_FORMAT + 1);
    for (const work of [
      () => refuse(caseNo),
      () => t.ledger.advance(caseNo),
      () => t.ledger.getDispatchContent(caseNo, 'a/1'),
    ])
      await expect(work()).rejects.toMatchObject({ code: 'upgrade-under-way' });
    await setFormat(ENGINE_FORMAT);
    await refuse(caseNo);
  });
});
