// Working hours: office time of working days, to the millisecond.
import { dayOf, OFFICE_HOURS, startOf, workingDays, type Calendar } from './calendar.ts';

interface Span {
  readonly from: number;
  readonly to?: number;
}
export interface OfficeTime {
  /** Office time between two instants, without what was stopped. */
  between(from: number, to: number, stops: readonly Span[]): number;
  /** The instant at which so much of it has passed; undefined when a stop without an end comes before. */
  after(from: number, ms: number, stops: readonly Span[]): number | undefined;
  /** The instant that leaves so much of it before `to`. */
  before(to: number, ms: number): number;
  /** The instant itself when the office is open then, else when it opens next. */
  openAt(at: number): number;
  /** When the office closes on a day; 24:00 of one on which it does not open. */
  closes(day: number): number;
}

export function officeTime(calendar: Calendar): OfficeTime {
  const works = workingDays(calendar);
  const hours = calendar.officeHours ?? OFFICE_HOURS;

  /** Running office time of one day, as spans in order. */
  function* spansOf(day: number, from: number, stops: readonly Span[]): Generator<[number, number]> {
    if (!works(day)) return;
    for (const [opens, closes] of hours) {
      let begin = Math.max(from, startOf(day) + opens * 60_000);
      const end = startOf(day) + closes * 60_000;
      for (const stop of stops) {
        if ((stop.to ?? Infinity) <= begin || stop.from >= end) continue;
        if (stop.from > begin) yield [begin, stop.from];
        begin = Math.max(begin, stop.to ?? Infinity);
      }
      if (begin < end) yield [begin, end];
    }
  }
  const inOrder = (stops: readonly Span[]) => [...stops].sort((a, b) => a.from - b.from);

  return {
    between(from, to, stops) {
      const ordered = inOrder(stops);
      let passed = 0;
      for (let day = dayOf(from); day <= dayOf(to - 1); day += 1)
        for (const [begin, end] of spansOf(day, from, ordered)) passed += Math.max(0, Math.min(end, to) - begin);
      return passed;
    },
    after(from, ms, stops) {
      const ordered = inOrder(stops);
      const endless = Math.min(...ordered.filter((s) => s.to === undefined).map((s) => s.from), Infinity);
      let left = ms;
      for (let day = dayOf(from); startOf(day) <= endless; day += 1)
        for (const [begin, end] of spansOf(day, from, ordered)) {
          if (left <= end - begin) return begin + left;
          left -= end - begin;
        }
      return undefined;
    },
    before(to, ms) {
      let left = ms;
      for (let day = dayOf(to - 1); ; day -= 1)
        for (const [begin, end] of [...spansOf(day, 0, [])].reverse()) {
          const until = Math.min(end, to);
          if (until <= begin) continue;
          if (left <= until - begin) return until - left;
          left -= until - begin;
        }
    },
    openAt(at) {
      for (let day = dayOf(at); ; day += 1) for (const [begin, end] of spansOf(day, at, [])) if (at < end) return begin;
    },
    closes: (day) => [...spansOf(day, 0, [])].at(-1)?.[1] ?? startOf(day + 1),
  };
}
