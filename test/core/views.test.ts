import { describe, expect, test } from '@jest/globals';
import { periodFrom } from '../../core/clock/period.ts';
import type { Clock } from '../../core/clock/deadline-ledger.ts';
import { parseLimit } from '../../core/clock/limit.ts';
import { clockView } from '../../core/views.ts';
import { calendar, plan } from './engine/fixtures.ts';

const at = (local: string) => Date.parse(`${local}+08:00`);
/** A clock started on Friday 13 February 2026: the 14th is a make-up working day, the 15th to the 23rd are days off. */
function clock(limit: string, more: Partial<Clock> = {}): Clock {
  const start = at('2026-02-13T10:00:00');
  const parsed = parseLimit(limit)!;
  const { dueOn, dueAt, warnAt, provisional } = periodFrom(calendar, { from: start, limit: parsed }, { percent: 90 });
  const entries = [{ kind: 'start' as const, at: start, dueAfter: dueAt }];
  const what = { id: 'case', kind: 'case', trigger: 'received', bound: 'organ', limit: parsed } as const;
  return { ...what, dueOn, dueAt, warnAt, provisional, entries, ...more };
}
const seen = (limit: string, local: string, more?: Partial<Clock>) => {
  const { daysLeft, light, words } = clockView(plan([]), clock(limit, more), at(local), calendar);
  return [daysLeft, light, words.zh.split('；').at(-1), words.en.split('; ').at(-1)];
};

describe('days left', () => {
  test.each([
    ['3wd', '2026-02-13T10:00:00', [3, 'green', '正常，还剩 3 个工作日', 'in time, 3 working days left']],
    ['3wd', '2026-02-15T10:00:00', [2, 'green', '正常，还剩 2 个工作日', 'in time, 2 working days left']],
    ['3wd', '2026-02-25T23:59:59', [0, 'yellow', '即将到期，今日届满', 'due soon, last day']],
    ['3wd', '2026-02-26T00:00:00', [-1, 'red', '已超期 1 个工作日', 'overdue by 1 working day']],
    ['3wd', '2026-03-01T09:00:00', [-3, 'red', '已超期 3 个工作日', 'overdue by 3 working days']], // a Sunday
    ['3wd', '2026-03-02T09:00:00', [-4, 'red', '已超期 4 个工作日', 'overdue by 4 working days']], // the 28th is worked
    ['20d', '2026-02-15T10:00:00', [18, 'green', '正常，还剩 18 日', 'in time, 18 days left']],
    ['0wd', '2026-02-13T10:00:00', [0, 'yellow', '即将到期，今日届满', 'due soon, last day']],
  ])('of %s at %s', (limit, local, expected) => {
    expect(seen(limit, local)).toEqual(expected);
  });
  test('are none when the clock has ended, or when nobody knows the working days of today’s year', () => {
    const ended = { endedAt: at('2026-02-14T09:00:00') };
    expect(seen('3wd', '2026-03-02T09:00:00', ended)).toEqual([null, 'green', '已停止计时', 'ended']);
    expect(seen('3wd', '2027-03-02T09:00:00')).toEqual([null, 'red', '已超期', 'overdue']);
  });
});
