// core/clock against the oracle: random courses, and every start day of 2019–2026 with every limit up to 60.
import fs from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { addDays, dateOf, dayOfDate, startOfDay } from '../../../core/clock/calendar.ts';
import { dayBefore, dueOf, lightOn, totalOf, usedBy, type Course } from '../../../core/clock/course.ts';
import { parseCalendar } from '../../../core/definition/calendar-file.ts';
import { dueBy, hoursDue, next, usedOn, works, type Asked } from './oracle.ts';

const source = fs.readFileSync(new URL('../../../definitions/calendars/cn.yaml', import.meta.url), 'utf8');
const calendar = parseCalendar(source, () => 'hash');
const RUNS = Number(process.env.CLOCK_RUNS ?? 20_000);

const date = fc.integer({ min: 0, max: 2921 }).map((n) => addDays('2019-01-01', n));
const pause = fc.record({ wait: fc.nat(40), lasts: fc.nat(40), time: fc.nat(86_399_999), open: fc.nat(9) });
const asked = fc.record({
  from: date,
  time: fc.nat(86_399_999),
  unit: fc.constantFrom('wd' as const, 'd' as const, 'mo' as const, 'y' as const),
  amount: fc.nat(60),
  pauses: fc.array(pause, { maxLength: 3 }),
  extended: fc.oneof(fc.constant(0), fc.integer({ min: 1, max: 15 })),
  later: fc.nat(200),
});

describe('the clock and the oracle agree', () => {
  test(`on ${RUNS} random courses: last day, days used, light`, () => {
    const seed = Number(process.env.CLOCK_SEED ?? Date.now() % 2 ** 31);
    console.log(`CLOCK_SEED=${seed} CLOCK_RUNS=${RUNS}`);
    let compared = 0;
    fc.assert(
      fc.property(asked, ({ from, time, unit, amount, pauses, extended, later }) => {
        const few = unit === 'y' ? amount % 2 : unit === 'mo' ? amount % 12 : amount;
        const more = unit === 'y' ? 0 : unit === 'mo' ? extended % 3 : extended;
        const stops = pauses.map(({ wait, lasts, open }) => {
          const begins = next(from, wait);
          return open === 0 ? { from: begins } : { from: begins, to: next(begins, lasts) };
        });
        const oracle: Asked = { from, amount: few, unit, stops, extended: more };
        const expected = dueBy(oracle);
        if (expected === undefined) return; // beyond the years known
        compared += 1;
        const at = (day: string) => startOfDay(day) + time;
        const course: Course = {
          from: at(from),
          limit: { amount: few, unit },
          stops: stops.map((s) => ({ from: at(s.from), ...(s.to !== undefined && { to: at(s.to) }) })),
          extensions: more > 0 ? [{ at: at(from), by: more }] : [],
        };
        const { dueOn } = dueOf(calendar, course);
        expect(dueOn === undefined ? null : dateOf(dueOn)).toBe(expected);
        const day = next(from, later);
        if (day > '2027-12-31') return;
        const used = usedOn(oracle, day);
        expect(usedBy(calendar, course, dayOfDate(day))).toBe(used);
        const light =
          expected === null
            ? 'stopped'
            : day > expected
              ? 'red'
              : used * 100 >= totalOf(course) * 80
                ? 'yellow'
                : 'green';
        expect(lightOn(calendar, course, dayOfDate(day), 80)).toBe(light);
      }),
      { numRuns: RUNS, seed },
    );
    expect(compared).toBeGreaterThan(RUNS * 0.9);
  });

  test('on every start day of 2019 to 2026 with 0 to 60 working days and 0 to 60 days', () => {
    const differences: string[] = [];
    for (let from = '2019-01-01'; from <= '2026-12-31'; from = next(from)) {
      let worked = 0;
      const lastOf = new Map<string, string>();
      const orNext = (day: string) => {
        let found = day;
        while (!works(found)) found = next(found);
        return found;
      };
      lastOf.set('0wd', orNext(from));
      for (let day = from, n = 0; n <= 60 || worked < 60; day = next(day), n += 1) {
        if (n <= 60) lastOf.set(`${n}d`, orNext(day));
        if (n > 0 && works(day)) lastOf.set(`${(worked += 1)}wd`, day);
      }
      for (const unit of ['wd', 'd'] as const)
        for (let amount = 0; amount <= 60; amount += 1) {
          const { dueOn } = dueOf(calendar, { from: startOfDay(from) + 36_000_000, limit: { amount, unit } });
          if (dateOf(dueOn!) !== lastOf.get(`${amount}${unit}`)) differences.push(`${from} ${amount}${unit}`);
        }
    }
    expect(differences).toEqual([]);
  });

  test('on working hours, minute by minute', () => {
    const span = fc.record({ wait: fc.nat(8000), lasts: fc.nat(6000) });
    const year = startOfDay('2026-01-01');
    fc.assert(
      fc.property(fc.nat(400_000), fc.nat(30), fc.array(span, { maxLength: 2 }), (from, hours, spans) => {
        const stops = spans.map((s) => ({ from: from + s.wait, to: from + s.wait + s.lasts }));
        const instant = (minute: number) => year + minute * 60_000;
        const course = {
          from: instant(from),
          limit: { amount: hours, unit: 'wh' as const },
          stops: stops.map((s) => ({ from: instant(s.from), to: instant(s.to) })),
        };
        fc.pre(hours > 0);
        expect(dueOf(calendar, course).dueAt).toBe(instant(hoursDue(from, hours, stops)));
      }),
      { numRuns: 300 },
    );
  });

  test('backwards: so many working days lie between, and not one day less', () => {
    fc.assert(
      fc.property(date, fc.integer({ min: 1, max: 40 }), (hearing, amount) => {
        fc.pre(hearing > '2019-06-01');
        const latest = dateOf(dayBefore(calendar, dayOfDate(hearing), { amount, unit: 'wd' }));
        let counted = 0;
        for (let day = latest; day < hearing; day = next(day)) if (works(day)) counted += 1;
        expect([counted, works(latest)]).toEqual([amount, true]);
      }),
      { numRuns: 2000 },
    );
  });
});
