// The period of a clock that has just started: the date shown, the instant it ends, and from when the light is yellow.
import { dateOf, startOf, type Calendar } from './calendar.ts';
import { dueOf, warnOn } from './course.ts';
import type { Limit } from './limit.ts';
import { officeTime } from './office-time.ts';

export interface Period {
  readonly dueOn: string;
  readonly dueAt: number;
  readonly warnAt: number;
  readonly provisional: boolean;
}

/**
 * Where a period ends that starts at instant `from`, without a stop.
 * @param yellowPercent the light is yellow from 00:00 of the day on which this percentage of the limit is used up.
 */
export function periodFrom(calendar: Calendar, from: number, limit: Limit, yellowPercent: number): Period {
  const course = { from, limit };
  const { dueOn, dueAt, provisional } = dueOf(calendar, course);
  const warnAt =
    limit.unit === 'wh'
      ? officeTime(calendar).after(from, (limit.amount * 3_600_000 * yellowPercent) / 100, [])!
      : startOf(warnOn(calendar, course, yellowPercent)!);
  return { dueOn: dateOf(dueOn!), dueAt: dueAt!, warnAt: Math.max(from, warnAt), provisional };
}
