// The bug museum of deadlines: each is a fault that systems of this kind have shown.
import fs from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import { dateOf } from '../../../core/clock/calendar.ts';
import { dueOf, usedBy, type Course } from '../../../core/clock/course.ts';
import { entriesOf } from '../../../core/clock/entries.ts';
import { parseLimit } from '../../../core/clock/limit.ts';
import { parseCalendar } from '../../../core/definition/calendar-file.ts';

const source = fs.readFileSync(new URL('../../../definitions/calendars/cn.yaml', import.meta.url), 'utf8');
const calendar = parseCalendar(source, () => 'hash');
const at = (local: string) => Date.parse(`${local.length === 10 ? `${local}T10:00` : local}+08:00`);
const course = (
  from: string,
  limit: string,
  stops: [string, string?][] = [],
  extend: [number, string][] = [],
): Course => ({
  from: at(from),
  limit: parseLimit(limit)!,
  stops: stops.map(([s, r]) => ({ from: at(s), ...(r !== undefined && { to: at(r) }) })),
  extensions: extend.map(([by, t]) => ({ by, at: at(t) })),
});
const due = (...given: Parameters<typeof course>) => {
  const { dueOn } = dueOf(calendar, course(...given));
  return dueOn === undefined ? null : dateOf(dueOn);
};

describe('starts', () => {
  test.each([
    ['a working day is not 24 working hours', '2026-03-02T16:59', '1wd', '2026-03-03'],
    ['on a Saturday that works', '2026-02-14', '1wd', '2026-02-24'],
    ['on a holiday', '2026-02-18', '1wd', '2026-02-24'],
    ['after office hours', '2026-03-02T20:00', '1wd', '2026-03-03'],
    ['at 23:59:59', '2026-03-02T23:59:59', '1wd', '2026-03-03'],
    ['at 00:00', '2026-03-02T00:00', '1wd', '2026-03-03'],
    ['a make-up Saturday is counted', '2026-02-27', '1wd', '2026-02-28'],
    ['on the spot, on a holiday: the next working day', '2026-02-18', '0wd', '2026-02-24'],
    ['0d on a Sunday', '2026-03-01', '0d', '2026-03-02'],
    ['days that end on a holiday', '2026-02-10', '10d', '2026-02-24'],
    ['a month from the 31st', '2026-01-31', '1mo', '2026-02-28'], // a Saturday that works
    ['a year from 29 February', '2024-02-29', '1y', '2025-02-28'],
    ['two months that end in a holiday', '2026-08-01', '2mo', '2026-10-08'],
  ])('%s', (_name, from, limit, expected) => {
    expect(due(from, limit)).toBe(expected);
  });
});

describe('stops', () => {
  test('and resumed on the same day: nothing changes', () => {
    expect(due('2026-03-02', '5wd', [['2026-03-04T09:00', '2026-03-04T16:00']])).toBe('2026-03-09');
  });
  test('on the last day: that day is used, nothing is left to stop', () => {
    expect(due('2026-03-02', '5wd', [['2026-03-09', '2026-03-20']])).toBe('2026-03-09');
  });
  test('on the day before the last: one day is left, and it is the day after the resumption', () => {
    expect(due('2026-03-02', '5wd', [['2026-03-06', '2026-03-20']])).toBe('2026-03-23');
  });
  test('resumed on a holiday: the next working day counts', () => {
    expect(due('2026-02-11', '5wd', [['2026-02-12', '2026-02-18']])).toBe('2026-02-27');
  });
  test('two that overlap count once', () => {
    const one = due('2026-03-02', '5wd', [['2026-03-03', '2026-03-12']]);
    expect(
      due('2026-03-02', '5wd', [
        ['2026-03-03', '2026-03-10'],
        ['2026-03-05', '2026-03-12'],
      ]),
    ).toBe(one);
  });
  test('without a resumption it stands still, and is never "latest"', () => {
    expect(due('2026-03-02', '5wd', [['2026-03-03']])).toBeNull();
  });
  test('what was used before and after adds up to what is used in all', () => {
    const c = course('2026-03-02', '9wd', [['2026-03-04', '2026-03-10']]);
    const day = (d: string) => Date.parse(d) / 86_400_000;
    expect([
      usedBy(calendar, c, day('2026-03-04')),
      usedBy(calendar, c, day('2026-03-10')),
      usedBy(calendar, c, day('2026-03-13')),
    ]).toEqual([2, 2, 5]);
  });
});

test('an extension, then a stop: both move the date, and each entry says from where to where', () => {
  const c = course('2026-03-02', '5wd', [['2026-03-06', '2026-03-11']], [[3, '2026-03-05']]);
  const entries = entriesOf(calendar, c).map((e) => [e.kind, e.used, e.left, e.dueBefore, e.dueAfter]);
  expect(entries).toEqual([
    ['start', 0, 5, null, '2026-03-09'],
    ['extend', 3, 5, '2026-03-09', '2026-03-12'],
    ['stop', 4, 4, '2026-03-12', null],
    ['resume', 4, 4, null, '2026-03-17'],
  ]);
});
test('an extension of nothing that is left: on the due date itself', () => {
  expect(due('2026-03-02', '5wd', [], [[10, '2026-03-09']])).toBe('2026-03-23');
});
