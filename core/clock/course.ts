// The course of a clock: from its start, through stops and extensions, to the day on which its limit is used up. Everything that is
// shown of a deadline (date, light, days used and left, the timer) is derived from here. Rules and their sources: docs/clock.md.
import { DAY, dayOf, dayOfDate, isProvisional, onOrAfter, startOf, workingDays, type Calendar } from './calendar.ts';
import type { Limit, Unit } from './limit.ts';
import { officeTime } from './office-time.ts';

const HOUR = 3_600_000;

/** From the instant of the stop to that of the resumption; without an end it stands still. */
export interface Stop {
  readonly from: number;
  readonly to?: number;
}
export interface Extension {
  readonly at: number;
  /** In the unit of the limit. */
  readonly by: number;
}
export interface Course {
  /** The instant of its trigger. */
  readonly from: number;
  readonly limit: Limit;
  readonly stops?: readonly Stop[];
  readonly extensions?: readonly Extension[];
  /** Ends on this civil date, whatever is counted. */
  readonly until?: string;
  /** The end of office hours of its last day instead of 24:00. */
  readonly ends?: 'officeHours';
}

/** Where a course ends. `dueOn`, `dueAt` are undefined while it stands still before its limit is used up. */
export interface Due {
  /** Last day of the period, counted from 1970-01-01. */
  readonly dueOn: number | undefined;
  /** The instant the period ends: 24:00 of that day; for working hours the hour itself. */
  readonly dueAt: number | undefined;
  readonly provisional: boolean;
}

/** Days of a stop: the day it begins on is used, the day it ends on is not. */
interface Gap {
  readonly after: number;
  readonly to: number;
}

export function dueOf(calendar: Calendar, course: Course): Due {
  const start = dayOf(course.from);
  if (course.until !== undefined) {
    const dueOn = dayOfDate(course.until);
    return { dueOn, dueAt: startOf(dueOn + 1), provisional: false };
  }
  const dueAt = course.limit.unit === 'wh' ? hoursDue(calendar, course) : undefined;
  const dueOn = course.limit.unit === 'wh' ? dueAt && dayOf(dueAt - 1) : daysDue(calendar, course);
  if (dueOn === undefined) return { dueOn, dueAt: undefined, provisional: isProvisional(calendar, start, start) };
  const end = course.ends === 'officeHours' ? officeTime(calendar).closes(dueOn) : startOf(dueOn + 1);
  return { dueOn, dueAt: dueAt ?? end, provisional: isProvisional(calendar, start, dueOn) };
}

function daysDue(calendar: Calendar, course: Course): number | undefined {
  const works = workingDays(calendar);
  const stopped = gapsOf(course.stops);
  const start = dayOf(course.from);
  const { amount, unit } = wholeLimit(course);
  if (amount === 0) return onOrAfter(works, start);
  if (unit === 'wd') return countDays(countsOf(works, stopped, unit), stopped, start, amount);
  const last =
    unit === 'd'
      ? countDays(countsOf(works, stopped, unit), stopped, start, amount)
      : corresponding(stopped, start, unit === 'y' ? amount * 12 : amount);
  return last === undefined ? undefined : onOrAfter(works, last);
}

/** The limit with what it was extended by. */
const wholeLimit = ({ limit, extensions = [] }: Course): Limit => ({
  ...limit,
  amount: limit.amount + extensions.reduce((sum, e) => sum + e.by, 0),
});

type Works = (day: number) => boolean;

/** The day after `from` on which so many are counted; undefined when a stop without an end comes before. */
function countDays(counts: Works, stopped: readonly Gap[], from: number, amount: number): number | undefined {
  const standsStill = stopped.find((g) => g.to === Infinity)?.after ?? Infinity;
  let day = from;
  for (let left = amount; left > 0;) {
    day += 1;
    if (day > standsStill) return undefined;
    if (counts(day)) left -= 1;
  }
  return day;
}

function countsOf(works: Works, stopped: readonly Gap[], unit: Unit): Works {
  const running: Works = (day) => !stopped.some((g) => g.after < day && day <= g.to);
  if (stopped.length === 0) return unit === 'wd' ? works : () => true;
  return unit === 'wd' ? (day) => running(day) && works(day) : running;
}

/** The corresponding day so many months later, else that month's last (Civil Code Art. 202), then a day later for each day stopped. */
function corresponding(stopped: readonly Gap[], from: number, months: number): number | undefined {
  const date = new Date(from * DAY);
  const month = date.getUTCMonth() + months;
  const last = new Date(Date.UTC(date.getUTCFullYear(), month + 1, 0)).getUTCDate();
  let day = Date.UTC(date.getUTCFullYear(), month, Math.min(date.getUTCDate(), last)) / DAY;
  for (const { after, to } of stopped) {
    const begins = Math.max(after, from);
    if (begins >= day || to <= begins) continue;
    if (to === Infinity) return undefined;
    day += to - begins;
  }
  return day;
}

/** Overlapping stops count as their union; a stop and a resumption on the same day change nothing. */
function gapsOf(stops: readonly Stop[] = []): Gap[] {
  const gaps = stops
    .map((s) => ({ after: dayOf(s.from), to: s.to === undefined ? Infinity : dayOf(s.to) }))
    .filter((g) => g.to > g.after)
    .sort((a, b) => a.after - b.after);
  const union: Gap[] = [];
  for (const gap of gaps) {
    const last = union.at(-1);
    if (last && gap.after <= last.to) union[union.length - 1] = { ...last, to: Math.max(last.to, gap.to) };
    else union.push(gap);
  }
  return union;
}

function hoursDue(calendar: Calendar, course: Course): number | undefined {
  return officeTime(calendar).after(course.from, wholeLimit(course).amount * HOUR, course.stops ?? []);
}

/**
 * What is used of a limit by the end of a day, in the limit's unit (months and years: in days), also past the limit.
 * Over a running interval from day s to day e these are the days d with s < d ≤ e, so what is used always adds up.
 */
export function usedBy(calendar: Calendar, course: Course, day: number): number {
  const start = dayOf(course.from);
  if (course.limit.unit === 'wh')
    return officeTime(calendar).between(course.from, startOf(day + 1), course.stops ?? []) / HOUR;
  const works = workingDays(calendar);
  const counts = countsOf(works, gapsOf(course.stops), course.limit.unit);
  let used = 0;
  for (let d = start + 1; d <= day; d += 1) if (counts(d)) used += 1;
  return used;
}

/** The whole limit in the unit of `usedBy`: months and years as the days they come to. */
export function totalOf(course: Course): number {
  const { amount, unit } = wholeLimit(course);
  if (unit !== 'mo' && unit !== 'y') return amount;
  const start = dayOf(course.from);
  return corresponding([], start, unit === 'y' ? amount * 12 : amount)! - start;
}

export type RunningLight = 'green' | 'yellow' | 'red' | 'stopped';

/** The light at the end of a day: yellow from so many percent of the limit used until the due date, red after it. */
export function lightOn(calendar: Calendar, course: Course, day: number, yellowPercent: number): RunningLight {
  const { dueOn } = dueOf(calendar, course);
  if (dueOn === undefined) return 'stopped';
  if (day > dueOn) return 'red';
  return usedBy(calendar, course, day) * 100 >= totalOf(course) * yellowPercent ? 'yellow' : 'green';
}

/** The latest day that leaves at least the limit before a date, which is not counted itself: "7 working days before the hearing". */
export function dayBefore(calendar: Calendar, day: number, { amount, unit }: Limit): number {
  const works = workingDays(calendar);
  if (unit === 'mo' || unit === 'y') return corresponding([], day, -(unit === 'y' ? amount * 12 : amount))!;
  let found = day;
  for (let left = amount; left > 0;) {
    found -= 1;
    if (unit === 'd' || works(found)) left -= 1;
  }
  return found;
}

/** The first day on whose end so many percent of the limit are used; never after the due date. */
export function warnOn(calendar: Calendar, course: Course, yellowPercent: number): number | undefined {
  const { dueOn } = dueOf(calendar, course);
  if (dueOn === undefined) return undefined;
  const enough = (totalOf(course) * yellowPercent) / 100;
  const counts = countsOf(workingDays(calendar), gapsOf(course.stops), course.limit.unit);
  let used = 0;
  let day = dayOf(course.from);
  while (used < enough && day < dueOn) {
    day += 1;
    if (counts(day)) used += 1;
  }
  return day;
}
