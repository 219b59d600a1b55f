// The period of a clock that has just started: the date shown, the instant it ends, and from when the light is yellow.
import { dateOf, startOf, type Calendar } from './calendar.ts';
import { dueOf, totalOf, warnOn, type Course } from './course.ts';
import type { Limit } from './limit.ts';
import { officeTime } from './office-time.ts';

export interface Period {
  readonly dueOn: string;
  readonly dueAt: number;
  readonly warnAt: number;
  readonly provisional: boolean;
}

/** From when the light is yellow: 00:00 of the day on which this percentage of the limit is used up. None while it stands still. */
export function warnAtOf(calendar: Calendar, course: Course, yellowPercent: number): number | undefined {
  const { from, limit } = course;
  const warnAt =
    limit.unit === 'wh'
      ? officeTime(calendar).after(from, (totalOf(course) * HOUR * yellowPercent) / 100, course.stops ?? [])
      : startOfOr(warnOn(calendar, course, yellowPercent));
  return warnAt === undefined ? undefined : Math.max(from, warnAt);
}
const HOUR = 3_600_000;
const startOfOr = (day: number | undefined) => (day === undefined ? undefined : startOf(day));

/** Where a period ends that starts at instant `from`, without a stop. */
export function periodFrom(calendar: Calendar, from: number, limit: Limit, yellowPercent: number): Period {
  const course = { from, limit };
  const { dueOn, dueAt, provisional } = dueOf(calendar, course);
  return { dueOn: dateOf(dueOn!), dueAt: dueAt!, warnAt: warnAtOf(calendar, course, yellowPercent)!, provisional };
}
