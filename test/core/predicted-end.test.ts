// The predicted end: the longest chain of what is left, by its committed limits; unknown while it waits for the applicant.
import { describe, expect, test } from '@jest/globals';
import { predictedEnd } from '../../core/predicted-end.ts';
import { calendar, item, MONDAY, Played, ref, rules, submission } from './engine/fixtures.ts';

const wd = (amount: number) => ({ amount, unit: 'wd' }) as const;
const at = (local: string) => Date.parse(`${local}+08:00`);
const lasting = (id: string, days: number, more = {}) =>
  item(id, { limits: { ...item(id).limits, committed: wd(days) }, ...more });
const given = rules([lasting('a', 3), lasting('b', 5), lasting('c', 4, { after: ['a'] })]);
const seen = (p: Played, now = MONDAY) => predictedEnd(p.rules, p.state, now);

test('the longest chain decides, not the longest item', () => {
  expect(seen(new Played(given))).toEqual({ on: '2026-03-11', provisional: false, path: ['a', 'c'] }); // 3 and 4 working days from 2 March
});
test('an early result brings it forward, an overdue one pushes it back', () => {
  const early = new Played(given);
  early.grant('a', MONDAY + 3_600_000);
  expect(seen(early)).toEqual({ on: '2026-03-09', provisional: false, path: ['b'] });
  const late = new Played(given);
  expect(seen(late, at('2026-03-10T10:00'))).toEqual({ on: '2026-03-16', provisional: false, path: ['a', 'c'] });
});
test('a special procedure is taken to last as long as was told', () => {
  const p = new Played(rules([lasting('a', 3)]));
  p.do(
    { type: 'startSpecialProcedure', item: 'a', ground: 'testing', expected: wd(5), document: 'd' },
    at('2026-03-03T10:00'),
  );
  expect(seen(p, at('2026-03-03T11:00'))).toEqual({ on: '2026-03-12', provisional: false, path: ['a'] }); // told until the 10th, 2 days left
});
test('before acceptance its time is counted, too', () => {
  const limits = { ...item('a').limits, committed: wd(3), accept: wd(5), starts: 'accepted' as const };
  const p = new Played(rules([item('a', { acceptance: 'item', limits })]));
  expect(seen(p)).toEqual({ on: '2026-03-12', provisional: false, path: ['a'] });
});
describe('nobody can say', () => {
  test('while the papers are not there', () => {
    const p = new Played(rules([item('a')], { receipt: { at: 'window' } }));
    expect(seen(p)).toBeUndefined();
  });
  test('while a correction is waited for', () => {
    const limits = { ...item('a').limits, accept: wd(5), starts: 'accepted' as const };
    const p = new Played(rules([item('a', { acceptance: 'item', limits })]));
    p.do({ type: 'notifyCorrection', item: 'a', document: 'd', content: ref('c') });
    expect(seen(p)).toBeUndefined();
  });
  test('of a case that has ended', () => {
    const p = new Played(rules([item('a')]));
    p.grant('a');
    expect(seen(p)).toBeUndefined();
  });
  test('past the years that the calendar knows', () => {
    const p = new Played(rules([lasting('a', 3), lasting('b', 1, { after: ['a'] })]), submission(), MONDAY);
    expect(seen(p, at('2026-12-31T10:00'))).toBeUndefined();
  });
});
test('in a year whose holidays are not published yet it may still move', () => {
  const { years } = calendar;
  const unpublished = { ...calendar, years: years.map((y) => (y.year === 2026 ? { ...y, provisional: true } : y)) };
  expect(seen(new Played({ ...given, calendar: unpublished }))).toMatchObject({ on: '2026-03-11', provisional: true });
});
