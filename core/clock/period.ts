// The period of a clock that has just started: the date shown, the instant it ends, and from when the light is yellow.
import { dateOf, startOf, type Calendar } from './calendar.ts';
import { dayBefore, dueOf, totalOf, warnOn, type Course } from './course.ts';
import type { Limit } from './limit.ts';
import { officeTime } from './office-time.ts';

export interface Period {
  readonly dueOn: string;
  readonly dueAt: number;
  readonly warnAt: number;
  readonly provisional: boolean;
}

/** From when the light is yellow: a percentage of the limit used up, or so long before the end; with both, whichever comes first. */
export interface Warning {
  readonly percent?: number;
  readonly before?: Limit;
}

/** 00:00 of the first yellow day (for working hours the hour), never before the start. None while the clock stands still. */
export function warnAtOf(calendar: Calendar, course: Course, { percent, before }: Warning): number | undefined {
  const { dueAt, dueOn } = dueOf(calendar, course);
  if (dueAt === undefined || dueOn === undefined) return undefined;
  const candidates = [
    ...(percent === undefined ? [] : [percentUsedAt(calendar, course, percent)!]),
    ...(before === undefined ? [] : [soLongBefore(calendar, { dueAt, dueOn }, before)]),
  ];
  return Math.max(course.from, Math.min(dueAt, ...candidates));
}

const percentUsedAt = (calendar: Calendar, course: Course, percent: number) =>
  course.limit.unit === 'wh'
    ? officeTime(calendar).after(course.from, (totalOf(course) * HOUR * percent) / 100, course.stops ?? [])
    : startOf(warnOn(calendar, course, percent)!);
const HOUR = 3_600_000;

const soLongBefore = (calendar: Calendar, due: { readonly dueAt: number; readonly dueOn: number }, before: Limit) =>
  before.unit === 'wh'
    ? officeTime(calendar).before(due.dueAt, before.amount * HOUR)
    : startOf(dayBefore(calendar, due.dueOn, before));

/** The instant at which so much has passed after the end of a period, whose last day is not counted. */
export const soLongAfter = (calendar: Calendar, dueAt: number, after: Limit): number =>
  dueOf(calendar, { from: dueAt - 1, limit: after }).dueAt!;

/** Where the period of a clock that has just started ends. */
export function periodFrom(calendar: Calendar, course: Course, warning: Warning): Period {
  const { dueOn, dueAt, provisional } = dueOf(calendar, course);
  return { dueOn: dateOf(dueOn!), dueAt: dueAt!, warnAt: warnAtOf(calendar, course, warning)!, provisional };
}
