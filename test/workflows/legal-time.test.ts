// The clocks of the law with everything real but the waiting: PostgreSQL, the conductor, and Temporal's timers, which skip what nobody
// needs to wait for.
import fs from 'node:fs';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { parseCalendar } from '../../core/definition/calendar-file.ts';
import { sha256 } from '../../ledger/sha256.ts';
import { item, plan, text } from '../core/engine/fixtures.ts';
import { requestOf } from '../support/test-ledger.ts';
import { publishTestPlan } from '../support/test-plans.ts';
import { LegalTime } from './legal-time.ts';

const wd = (amount: number) => ({ amount, unit: 'wd' as const });
const limits = { ...item('x').limits, statutory: wd(20), committed: wd(3) };
let time: LegalTime;
beforeAll(async () => {
  time = await LegalTime.open();
  const accepted = { ...limits, accept: wd(5), starts: 'accepted' as const };
  const permit = item('permit', { acceptance: 'item', limits: accepted });
  await publishTestPlan(time.t.database, plan([permit], { matter: 'accepted-first' }));
  const chain = [item('first', { limits }), item('second', { limits, after: ['first'] })];
  await publishTestPlan(time.t.database, plan(chain, { matter: 'chained' }));
  const lapsing = { ...accepted, correction: { limit: wd(5), treatedAsWithdrawn: text('某条例第五条') } };
  const corrected = item('permit', { acceptance: 'item', limits: lapsing });
  await publishTestPlan(time.t.database, plan([corrected], { matter: 'corrected' }));
});
afterAll(() => time.close());
beforeEach(() => time.workerStarts());
afterEach(() => time.workerStops());

test('an expert review of forty days: stopped, extended, one red step, decided in time', async () => {
  await time.begin('2026-03-02T10:00+08:00');
  const caseNo = await time.submit('expert-reviewed');
  const of = { item: 'permit' } as const;
  await time.to('2026-03-04T10:00+08:00');
  await time.act(caseNo, 'officer-a', { type: 'requestExtension', ...of, reason: '案情复杂' });
  await time.to('2026-03-05T10:00+08:00');
  await time.act(caseNo, 'head-of-dept-a', { type: 'decideExtension', ...of, approve: true });
  await time.to('2026-03-06T10:00+08:00');
  const review = { type: 'startSpecialProcedure', ...of, ground: 'expert-review', expected: wd(20) } as const;
  await time.act(caseNo, 'officer-a', review);
  expect(await time.light(caseNo, 'permit/committed')).toBe('stopped');

  await time.to('2026-04-15T10:00+08:00');
  // the clock that stands still passes nothing; what was told to the applicant is over, and that is red
  expect(await time.recorded(caseNo, 'warned', 'overdue')).toEqual([
    { type: 'warned', clock: 'permit/special/1', at: '2026-04-01 00:00', recordedAt: '2026-04-01 00:00' },
    { type: 'overdue', clock: 'permit/special/1', at: '2026-04-04 00:00', recordedAt: '2026-04-04 00:00' },
  ]);
  expect(await time.light(caseNo, 'permit/special/1')).toBe('red');
  expect(await time.light(caseNo, 'permit/committed')).toBe('stopped');

  await time.act(caseNo, 'officer-a', { type: 'endSpecialProcedure', ...of });
  // 25 working days: 4 used by 6 March, 21 after 15 April, over the holiday of 1 May and its make-up Saturday
  expect((await time.dues(caseNo))['permit/committed']).toBe('2026-05-18');
  const ledger = (await time.state(caseNo)).clocks['permit/committed']!.entries;
  expect(ledger.map((e) => e.kind)).toEqual(['start', 'extend', 'stop', 'resume']);
  await time.to('2026-05-15T16:00+08:00');
  await time.act(caseNo, 'officer-a', { type: 'decide', ...of, revision: 1, outcome: 'granted' });
  const { status, outcome } = await time.state(caseNo);
  expect([status, outcome, await time.light(caseNo, 'permit/committed')]).toEqual(['closed', 'granted', 'yellow']);
});

test('five silent working days accept, as of the day on which it came in', async () => {
  await time.begin('2026-03-02T10:00+08:00');
  const caseNo = await time.submit('accepted-first');
  await time.to('2026-03-09T23:59+08:00');
  expect((await time.state(caseNo)).items['permit']!.status).toBe('received');
  await time.to('2026-03-10T00:01+08:00');
  expect(await time.recorded(caseNo, 'accepted')).toEqual([
    { type: 'accepted', item: 'permit', at: '2026-03-10 00:00', recordedAt: '2026-03-10 00:00' },
  ]);
  // its three days count from 2 March: they were over before anybody said a word
  expect(await time.recorded(caseNo, 'overdue')).toEqual([
    { type: 'overdue', clock: 'permit/accept/1', at: '2026-03-10 00:00', recordedAt: '2026-03-10 00:00' },
    { type: 'overdue', clock: 'permit/committed', at: '2026-03-06 00:00', recordedAt: '2026-03-10 00:00' },
  ]);
  expect(await time.dues(caseNo)).toMatchObject({ 'permit/committed': '2026-03-05', 'permit/statutory': '2026-03-30' });
});

test('an item is received when its predecessor ends, and its time counts from then, whoever was away', async () => {
  await time.begin('2026-03-02T10:00+08:00');
  const caseNo = await time.submit('chained');
  await time.to('2026-03-04T15:00+08:00');
  expect((await time.state(caseNo)).clocks['second/committed']).toBeUndefined();
  await time.workerStops();
  await time.act(caseNo, 'first-organ-officer', { type: 'decide', item: 'first', revision: 1, outcome: 'granted' });
  time.pass(30 * 3_600_000); // a day and more without a conductor
  await time.workerStarts();
  await time.sweep();
  const received = (await time.recorded(caseNo, 'itemReceived')).filter((e) => e.item === 'second');
  expect(received).toEqual([
    { type: 'itemReceived', item: 'second', at: '2026-03-04 15:00', recordedAt: expect.any(String) },
  ]);
  expect((await time.dues(caseNo))['second/committed']).toBe('2026-03-09');
});

describe('a new calendar in the middle', () => {
  const source = fs
    .readFileSync(new URL('../../definitions/calendars/cn.yaml', import.meta.url), 'utf8')
    .replace(/version: .*/, 'version: two-days-off')
    .replace('- 2026-10-01..2026-10-07', '- 2026-10-01..2026-10-07\n      - 2026-12-03..2026-12-04');
  const calendar = parseCalendar(source, sha256);
  test('date, light and timer move together: nothing passes on the old day, all on the new', async () => {
    await time.begin('2026-12-01T10:00+08:00');
    const caseNo = await time.submit('chained');
    expect((await time.dues(caseNo))['first/committed']).toBe('2026-12-04');
    await time.to('2026-12-02T10:00+08:00');
    const proposal = await time.t.ledger.proposeCalendar(requestOf('shi-qi'), calendar, source);
    await time.t.ledger.decideCalendar(requestOf('gao-feng'), proposal, 'published');
    const { wakes } = await time.workerStarts();
    await wakes.rollOut(calendar.hash);
    await time.env.client.workflow.getHandle(`calendar-${calendar.hash}`).result();
    await time.sweep();
    expect((await time.dues(caseNo))['first/committed']).toBe('2026-12-08');
    const entries = (await time.state(caseNo)).clocks['first/committed']!.entries;
    expect(entries.at(-1)).toMatchObject({ kind: 'recalculate', calendar: calendar.hash });

    await time.to('2026-12-08T12:00+08:00');
    expect((await time.recorded(caseNo, 'overdue')).filter((e) => e.clock === 'first/committed')).toEqual([]);
    expect(await time.light(caseNo, 'first/committed')).toBe('yellow');
    await time.to('2026-12-09T00:01+08:00');
    expect((await time.recorded(caseNo, 'overdue')).filter((e) => e.clock === 'first/committed')).toEqual([
      { type: 'overdue', clock: 'first/committed', at: '2026-12-09 00:00', recordedAt: '2026-12-09 00:00' },
    ]);
  });
});

test('no worker over a weekend and three thresholds: each is recorded with its own instant when it is back', async () => {
  await time.begin('2026-03-04T10:00+08:00'); // Wednesday; three working days end on Monday
  const caseNo = await time.submit('chained');
  const ahead = await time.dues(caseNo);
  await time.to('2026-03-06T10:00+08:00');
  await time.workerStops();
  time.pass(Date.parse('2026-03-18T09:00+08:00') - (await time.now()));
  // nobody has recorded anything, and every reader sees the right light
  expect(await time.light(caseNo, 'first/committed')).toBe('red');
  expect(await time.recorded(caseNo, 'warned', 'overdue')).toEqual([]);
  await time.workerStarts();
  await time.sweep();
  const late = { recordedAt: '2026-03-18 09:00' };
  expect(await time.recorded(caseNo, 'warned', 'overdue')).toEqual([
    { type: 'warned', clock: 'first/committed', at: '2026-03-09 00:00', ...late },
    { type: 'overdue', clock: 'first/committed', at: '2026-03-10 00:00', ...late },
    { type: 'warned', clock: 'case', at: '2026-03-16 00:00', ...late },
  ]);
  expect(await time.dues(caseNo)).toEqual(ahead);
});

describe('a correction supplied one second after it lapsed', () => {
  const told = async () => {
    await time.begin('2026-03-02T10:00+08:00');
    const caseNo = await time.submit('corrected');
    const notice = { type: 'notifyCorrection', item: 'permit', content: '请补充' } as const;
    await time.act(caseNo, 'permit-organ-officer', notice);
    return caseNo;
  };
  const supply = (caseNo: string) => time.act(caseNo, 'wang-xiaoming', { type: 'supplyCorrection', item: 'permit' });
  const LAPSE = Date.parse('2026-03-10T00:00+08:00');
  const at = async (instant: number) => time.pass(instant - (await time.now()));
  test.each([
    ['the conductor has recorded the lapse', true],
    ['nobody was up', false],
  ])('meets the lapse: %s', async (_name, up) => {
    const caseNo = await told();
    if (up) await time.to(new Date(LAPSE).toISOString());
    else await time.workerStops();
    await at(LAPSE + 1000);
    await expect(supply(caseNo)).rejects.toMatchObject({ code: 'case-closed' });
    if (!up) await time.t.ledger.advance(caseNo);
    expect(await time.recorded(caseNo, 'cancelled', 'overdue', 'correctionSupplied')).toEqual([
      { type: 'overdue', clock: 'permit/correction/1', at: '2026-03-10 00:00', recordedAt: '2026-03-10 00:00' },
      { type: 'cancelled', item: 'permit', at: '2026-03-10 00:00', recordedAt: '2026-03-10 00:00' },
    ]);
  });
  test('and one second before it, is in time', async () => {
    const caseNo = await told();
    await at(LAPSE - 1000);
    await supply(caseNo);
    expect((await time.state(caseNo)).items['permit']).toMatchObject({ status: 'received', corrections: 1 });
  });
});
