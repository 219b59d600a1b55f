// Approval by silence and renewal: only where the definition names the law; everywhere else time is a red light and nothing more.
import { describe, expect, test } from '@jest/globals';
import type { PlanItem } from '../../../core/engine/plan.ts';
import { code, item, MONDAY, Played, rules, submission } from './fixtures.ts';

const wd = (amount: number) => ({ amount, unit: 'wd' }) as const;
const at = (local: string) => Date.parse(`${local}+08:00`);
const basis = { zh: '某条例第九条', en: 'Some rules, Art. 9' };
const limits = { ...item('x').limits, deliver: wd(10) };
const deemed = { ...limits, deemedApproval: { basis, region: 'national' } };
const certificate = { type: 'permit', name: { zh: '许可证', en: 'Permit' } };
const begin = (more: Partial<PlanItem>, submit = submission(), plan = {}) =>
  new Played(rules([item('permit', { certificate, ...more })], plan), submit);
const END = at('2026-03-31T00:00'); // twenty working days from 2 March

describe('not decided within the statutory limit', () => {
  test('granted where the law says so, at that instant, with its certificate and its basis', () => {
    const p = begin({ limits: deemed });
    p.time(END - 1);
    expect(p.statuses).toEqual({ permit: 'received' });
    const events = p.time(END + 5000);
    expect(events.map((e) => e.type)).toEqual(expect.arrayContaining(['overdue', 'decided', 'issued', 'closed']));
    expect(events.find((e) => e.type === 'decided')).toMatchObject({ outcome: 'granted', deemed: basis, at: END });
    expect(p.state).toMatchObject({ status: 'closed', outcome: 'granted' });
    expect(p.state.clocks['permit/deliver']!.endedAt).toBeUndefined(); // it has still to be handed over
  });
  test('a red light and nothing more where it does not', () => {
    const p = begin({ limits });
    p.time(at('2027-03-31T00:00'));
    expect(p.statuses).toEqual({ permit: 'received' });
    expect(p.state.clocks['permit/statutory']).toMatchObject({ overdue: true });
  });
  test('the committed limit approves nothing', () => {
    const p = begin({ limits: deemed });
    p.time(at('2026-03-12T00:00'));
    expect(p.state.clocks['permit/committed']!.overdue).toBe(true);
    expect(p.statuses).toEqual({ permit: 'received' });
  });
  test('a refusal a second before stands', () => {
    const p = begin({ limits: deemed });
    p.refuse('permit', END - 1000);
    p.time(END);
    expect(p.statuses).toEqual({ permit: 'refused' });
  });
  test('a decision a second after finds it granted', () => {
    const p = begin({ limits: deemed });
    expect(code(() => p.refuse('permit', END + 1000))).toBe('case-closed');
    expect(p.statuses).toEqual({ permit: 'granted' });
  });
  test('not while it waits for acceptance, in a special procedure, for a promised paper or for a hearing', () => {
    const late = END + 40 * 86_400_000;
    const waiting = begin({ limits: { ...deemed, starts: 'received' }, acceptance: 'item' });
    waiting.time(late);
    expect(waiting.statuses).toEqual({ permit: 'received' });

    const review = begin({ limits: deemed });
    review.do({ type: 'startSpecialProcedure', item: 'permit', ground: 'testing', expected: wd(5), document: 'd' });
    review.time(late);
    expect(review.statuses).toEqual({ permit: 'received' });

    const heard = begin({ limits: deemed, hearing: { request: wd(90), hold: wd(20), notice: wd(7), basis } });
    heard.do({ type: 'tellHearingRight', item: 'permit' });
    heard.time(late);
    expect(heard.statuses).toEqual({ permit: 'received' });

    const lease = { id: 'lease', name: basis, required: true, accepts: [], maxBytes: 9 };
    const gap = begin(
      { limits: deemed, reads: { form: [], materials: ['lease'] } },
      submission({ promised: ['lease'] }),
      { materials: [{ ...lease, tolerated: { limit: wd(5), basis } }] },
    );
    gap.time(late);
    expect(gap.statuses).toEqual({ permit: 'received' });
    expect(gap.state.clocks['gap/lease']).toMatchObject({ overdue: true, bound: 'applicant' });
  });
});

describe('renewal before a licence expires', () => {
  const renewal = { expires: 'expiresOn', applyBefore: wd(10), basis };
  const apply = (expiresOn: string) => begin({ limits, renewal }, submission({ expiries: { permit: expiresOn } }));
  test('not decided before, it is renewed when that day ends', () => {
    const p = apply('2026-03-18');
    expect(p.state.clocks['permit/renewal']).toMatchObject({ dueOn: '2026-03-18', until: '2026-03-18' });
    p.time(at('2026-03-18T23:59:59'));
    expect(p.statuses).toEqual({ permit: 'received' });
    p.time(at('2026-03-19T00:00'));
    expect(p.statuses).toEqual({ permit: 'granted' });
  });
  test('the day of expiry is itself, also when it is no working day', () => {
    expect(apply('2026-03-21').state.clocks['permit/renewal']!.dueOn).toBe('2026-03-21'); // a Saturday
  });
  test('applied for too late, silence renews nothing: ten working days before the 13th were the 28th of February, a Saturday that works', () => {
    const p = apply('2026-03-13');
    expect(p.state.clocks['permit/renewal']).toBeUndefined();
    p.time(at('2026-04-19T00:00'));
    expect(p.statuses).toEqual({ permit: 'received' });
  });
  test('decided in time, nothing more happens on that day', () => {
    const p = apply('2026-03-18');
    p.refuse('permit', at('2026-03-10T10:00'));
    expect(p.state.clocks['permit/renewal']!.endedAt).toBe(at('2026-03-10T10:00'));
    expect(p.time(at('2026-03-19T00:00')).filter((e) => e.type === 'decided')).toEqual([]);
  });
  test('a licence that has expired can not be renewed', () => {
    expect(code(() => apply('2026-03-01'))).toBe('licence-expired');
    expect(code(() => apply('2026-03-02'))).toBe('none'); // its last day
    expect(new Date(MONDAY).toISOString()).toBe('2026-03-02T02:00:00.000Z');
  });
});

test('what is deemed carries no outputs and no officer', () => {
  const p = begin({ limits: deemed });
  p.time(END);
  expect(p.state.items['permit']!.outputs).toBeUndefined();
  expect(p.state.items['permit']!.decidedBy).toBeUndefined();
});
