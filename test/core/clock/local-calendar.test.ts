// What holds at a place: days of a region, hours of an organ, receipt when the office is closed, periods that end at a counter.
import fs from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import { isWorkingDay, type Calendar } from '../../../core/clock/calendar.ts';
import { calendarAt } from '../../../core/clock/local-calendar.ts';
import { parseCalendar } from '../../../core/definition/calendar-file.ts';
import { item, Played, rules } from '../engine/fixtures.ts';

const source = fs.readFileSync(new URL('../../../definitions/calendars/cn.yaml', import.meta.url), 'utf8');
const NOTICE = 'source: { number: 示办发〔2026〕1号, date: 2026-07-01, title: 示例 }';
const local = `
officeHours: ['09:00-12:00', '13:30-17:00']
organisations:
  early: ['08:00-11:00', '12:00-16:00']
regions:
  '540000':
    - { date: 2026-08-12, works: false, ${NOTICE} }
    - { date: 2026-08-16, works: true, ${NOTICE} }
  '540100':
    - { date: 2026-08-12, works: true, ${NOTICE} }
`;
const parse = (more: string) => parseCalendar(source + more, () => 'hash');
const calendar = parse(local);
const at = (instant: string) => Date.parse(`${instant}+08:00`);

describe('days of a region', () => {
  const works = (region: string, date: string) => isWorkingDay(calendarAt(calendar, { region, organ: 'x' }), date);
  test.each([
    ['310199', true, false],
    ['540199', true, true], // of the city: its own day over the region's
    ['540223', false, true],
  ])('%s: Wednesday 12 August %s, Sunday 16 August %s', (region, wednesday, sunday) => {
    expect([works(region, '2026-08-12'), works(region, '2026-08-16')]).toEqual([wednesday, sunday]);
  });

  test('where nothing differs it is the very same calendar; elsewhere it is made once', () => {
    expect(calendarAt(calendar, { region: '310199', organ: 'x' })).toBe(calendar);
    const there = { region: '540223', organ: 'early' };
    expect(calendarAt(calendar, there)).toBe(calendarAt(calendar, there));
    expect(calendarAt(calendar, there).hash).toBe(calendar.hash);
  });

  test('the due date follows the region of the item', () => {
    const items = [item('here', { region: '310199' }), item('there', { region: '540223' })];
    const played = new Played({ ...rules(items), calendar }, undefined, at('2026-08-10T10:00'));
    expect(played.state.clocks['here/committed']!.dueOn).toBe('2026-08-17');
    expect(played.state.clocks['there/committed']!.dueOn).toBe('2026-08-17'); // one day off, one day worked
    expect(played.state.clocks['there/committed']!.warnAt).toBe(at('2026-08-16T00:00'));
  });
});

test('working hours are those of the organ', () => {
  const hours = { ...item('x').limits, committed: { amount: 2, unit: 'wh' as const } };
  const organs = { accepts: 'early', decides: 'early', issues: 'early', supervises: 'early' };
  const items = [item('usual', { limits: hours }), item('early', { limits: hours, organs })];
  const played = new Played({ ...rules(items), calendar }, undefined, at('2026-08-10T11:30'));
  expect(played.state.clocks['usual/committed']!.dueAt).toBe(at('2026-08-10T15:00')); // half an hour, lunch, one and a half
  expect(played.state.clocks['early/committed']!.dueAt).toBe(at('2026-08-10T14:00'));
});

describe('received when the office is closed', () => {
  const due = (given: Calendar, from: string) =>
    new Played({ ...rules([item('a')]), calendar: given }, undefined, at(from)).state.clocks['a/committed']!.dueOn;
  const next = parse('receiptOutsideOfficeHours: nextWorkingDay\n');
  test.each([
    ['on a Monday morning', '2026-08-10T10:00', '2026-08-17', '2026-08-17'],
    ['before it opens', '2026-08-10T07:00', '2026-08-17', '2026-08-17'],
    ['in the lunch break', '2026-08-10T12:30', '2026-08-17', '2026-08-17'],
    ['a second before it closes', '2026-08-10T16:59:59', '2026-08-17', '2026-08-17'],
    ['when it closes', '2026-08-10T17:00', '2026-08-17', '2026-08-18'],
    ['on a Saturday', '2026-08-15T10:00', '2026-08-21', '2026-08-24'],
  ])('%s', (_name, from, sameDay, nextDay) => {
    expect([due(calendar, from), due(next, from)]).toEqual([sameDay, nextDay]);
  });
});

test('a period of what happens at a counter ends when it closes, or at 24:00 where the calendar says so', () => {
  const expires = { limit: { amount: 3, unit: 'wd' as const }, basis: { zh: '规则', en: 'rule' } };
  const ends = (given: Calendar) =>
    new Played(
      { ...rules([item('a')], { lead: 'early', receipt: { at: 'window', expires } }), calendar: given },
      undefined,
      at('2026-08-10T10:00'),
    ).state.clocks['receipt']!.dueAt;
  expect(ends(calendar)).toBe(at('2026-08-13T16:00')); // the lead's own hours
  expect(ends(parse(`${local}counterEnds: midnight\n`))).toBe(at('2026-08-14T00:00'));
});

describe('refused', () => {
  test.each([
    ['hours that run back', "officeHours: ['12:00-09:00']"],
    ['hours that overlap', "officeHours: ['09:00-12:00', '11:00-17:00']"],
    ['hours that are none', "officeHours: ['9-12']"],
    ['a region that is no division', 'regions: { tibet: [{ date: 2026-08-12, works: false, ' + NOTICE + ' }] }'],
    ["a region's day without its source", "regions: { '540000': [{ date: 2026-08-12, works: false }] }"],
    [
      "a region's day in a year that is not there",
      `regions: { '540000': [{ date: 2040-08-12, works: false, ${NOTICE} }] }`,
    ],
  ])('%s', (_name, text) => {
    expect(() => parse(`${text}\n`)).toThrow('The calendar is not usable');
  });
});
