import fs from 'node:fs';
import { createRequire } from 'node:module';
import { describe, expect, test } from '@jest/globals';
import { addDays, CalendarYearMissing, isWorkingDay } from '../../../core/clock/calendar.ts';
import { periodFrom } from '../../../core/clock/period.ts';
import { lightAt, thresholds, type Clock } from '../../../core/clock/deadline-ledger.ts';
import { parseLimit, printLimit } from '../../../core/clock/limit.ts';
import { parseCalendar } from '../../../core/definition/calendar-file.ts';
import { printCalendar } from '../../../core/definition/print-calendar.ts';

const require = createRequire(import.meta.url);
const source = fs.readFileSync(new URL('../../../definitions/calendars/cn.yaml', import.meta.url), 'utf8');
const calendar = parseCalendar(source, () => 'hash');
const due = (from: string, limit: string, percent = 80) =>
  periodFrom(calendar, { from: Date.parse(from), limit: parseLimit(limit)! }, { percent });

describe('the shipped calendar', () => {
  test('agrees with two independent packages on every day of 2019 to 2026', () => {
    const chineseDays = require('chinese-days') as { isWorkday(date: string): boolean };
    const { LegalHoliday } = require('tyme4ts') as {
      LegalHoliday: { fromYmd(y: number, m: number, d: number): { isWork(): boolean } | null };
    };
    const differences: string[] = [];
    for (let date = '2019-01-01'; date <= '2026-12-31'; date = addDays(date, 1)) {
      const [y, m, d] = date.split('-').map(Number) as [number, number, number];
      const weekend = [0, 6].includes(new Date(`${date}T00:00:00Z`).getUTCDay());
      const legal = LegalHoliday.fromYmd(y, m, d)?.isWork() ?? !weekend;
      const ours = isWorkingDay(calendar, date);
      if (ours !== chineseDays.isWorkday(date) || ours !== legal) differences.push(date);
    }
    expect(differences).toEqual([]);
  });
  test('a year it does not know is refused, never "every weekday works"', () => {
    expect(() => isWorkingDay(calendar, '2031-03-03')).toThrow(CalendarYearMissing);
  });
  test('a year without a published notice is provisional, and says so', () => {
    expect(due('2026-12-30T10:00+08:00', '5wd')).toMatchObject({ dueOn: '2027-01-07', provisional: true });
    expect(due('2026-03-02T10:00+08:00', '5wd').provisional).toBe(false);
  });
  test.each([
    ['a date that does not exist', source.replace('2026-09-20', '2026-02-30'), 'no date'],
    ['a day in the wrong year', source.replace('2026-09-20', '2025-09-20'), 'move it to its own year'],
    ['both off and working', source.replace('2026-09-20', '2026-10-01'), 'both a day off'],
    ['a range that runs back', source.replace('2026-10-01..2026-10-07', '2026-10-07..2026-10-01'), 'runs back'],
    ['a year that stands twice', source.replace('year: 2026', 'year: 2025'), 'stands twice'],
    ['neither notice nor provisional', source.replace('provisional: true', ''), 'provisional'],
    ['an unknown word', source.replace('makeUpDays: []', 'makeUpDays: []\n    extra: 1'), 'extra'],
  ])('a file with %s is refused', (_what, text, message) => {
    expect(() => parseCalendar(text, () => '')).toThrow(new RegExp(message));
  });
});

test('written as a file it is read back as it was', () => {
  const full = parseCalendar(
    `${source}
officeHours: ['09:00-12:00', '13:30-17:00']
organisations: { early: ['08:00-11:00'] }
regions: { '540000': [{ date: 2026-08-12, works: false, source: { number: 示办发〔2026〕1号, date: 2026-07-01, title: 示例 } }] }
receiptOutsideOfficeHours: nextWorkingDay
counterEnds: midnight
`,
    (text) => text,
  );
  expect(parseCalendar(printCalendar(full), (text) => text)).toEqual(full);
  expect(printCalendar(calendar)).toContain('- 2026-02-15..2026-02-23');
});

describe('periods', () => {
  test.each([
    ['a working day is not 24 working hours', '2026-03-02T17:29+08:00', '1wd', '2026-03-03'],
    ['the starting day is not counted, at 00:00 as at 23:59:59', '2026-03-02T00:00+08:00', '1wd', '2026-03-03'],
    ['the starting day is not counted, at 23:59:59', '2026-03-02T23:59:59+08:00', '1wd', '2026-03-03'],
    ['the day is that of Shanghai', '2026-03-02T17:00Z', '1wd', '2026-03-04'],
    ['a weekend in between', '2026-03-06T10:00+08:00', '3wd', '2026-03-11'],
    ['starts on a Saturday that works', '2026-02-14T10:00+08:00', '1wd', '2026-02-24'],
    ['a make-up Saturday counts', '2026-02-27T10:00+08:00', '1wd', '2026-02-28'],
    ['starts on a holiday', '2026-02-18T10:00+08:00', '1wd', '2026-02-24'],
    ['over the Spring Festival', '2026-02-11T10:00+08:00', '5wd', '2026-02-25'],
    ['0wd is the day itself', '2026-03-02T10:00+08:00', '0wd', '2026-03-02'],
    ['0wd on a holiday is the next working day', '2026-02-18T10:00+08:00', '0wd', '2026-02-24'],
    ['calendar days that end on a holiday move on', '2026-09-25T10:00+08:00', '7d', '2026-10-08'],
    ['calendar days', '2026-03-02T10:00+08:00', '10d', '2026-03-12'],
  ])('%s', (_what, from, limit, dueOn) => {
    const period = due(from, limit);
    expect(period.dueOn).toBe(dueOn);
    expect(new Date(period.dueAt).toISOString()).toBe(`${dueOn}T16:00:00.000Z`); // 24:00 in Shanghai
  });
  test('yellow from the day on which the percentage is used', () => {
    expect(new Date(due('2026-03-02T10:00+08:00', '5wd').warnAt).toISOString()).toBe('2026-03-05T16:00:00.000Z');
    expect(new Date(due('2026-03-02T10:00+08:00', '1wd').warnAt).toISOString()).toBe('2026-03-02T16:00:00.000Z');
    expect(due('2026-03-02T10:00+08:00', '0wd').warnAt).toBe(Date.parse('2026-03-02T10:00+08:00'));
  });
  test.each(['', 'wd', '-1wd', '01wd', '1.5wd', '3 wd', '3WD', '99999wd', '3w'])('%p is no limit', (text) => {
    expect(parseLimit(text)).toBeUndefined();
  });
  test('a limit prints as it was written', () => expect(printLimit(parseLimit('20wd')!)).toBe('20wd'));
});

describe('lights and thresholds', () => {
  const clock = (id: string, more: Partial<Clock> = {}): Clock => ({
    id,
    kind: 'committed',
    trigger: 'received',
    bound: 'organ',
    limit: { amount: 5, unit: 'wd' },
    dueOn: '2026-03-09',
    dueAt: 2000,
    warnAt: 1000,
    provisional: false,
    entries: [],
    ...more,
  });
  test('the light comes from the dates, before any event is recorded', () => {
    expect([999, 1000, 1999, 2000].map((now) => lightAt(clock('a'), now))).toEqual([
      'green',
      'yellow',
      'yellow',
      'red',
    ]);
    expect(lightAt(clock('a', { endedAt: 500 }), 9999)).toBe('green');
  });
  test('what lies ahead, earliest first, without what is recorded or ended', () => {
    const ahead = thresholds([
      clock('b'),
      clock('a'),
      clock('c', { warned: true, dueAt: 1500 }),
      clock('d', { overdue: true }),
      clock('e', { endedAt: 1 }),
    ]);
    expect(ahead.map((t) => `${t.at} ${t.clock} ${t.kind}`)).toEqual([
      '1000 a warn',
      '1000 b warn',
      '1500 c due',
      '2000 a due',
      '2000 b due',
    ]);
  });
});
