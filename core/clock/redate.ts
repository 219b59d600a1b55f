// A clock that was stopped, resumed or extended: everything shown of it is computed anew from its course.
import { dateOf, dayOf, type Calendar } from './calendar.ts';
import { dueOf, totalOf, usedBy, type Course } from './course.ts';
import type { Clock, DeadlineEntry } from './deadline-ledger.ts';
import type { Limit } from './limit.ts';
import { soLongAfter, warnAtOf, type Warning } from './period.ts';

export interface Redating {
  readonly warning: Warning;
  /** How long after the end somebody is told again (督办). */
  readonly late: readonly Limit[];
  readonly at: number;
  readonly entry: Pick<DeadlineEntry, 'ground' | 'document'> & {
    readonly kind: 'stop' | 'resume' | 'extend' | 'recalculate';
  };
}

export const courseOf = ({ entries, limit, stops, extensions, until, ends }: Clock): Course => ({
  from: entries[0]!.at,
  limit,
  ...(stops && { stops }),
  ...(extensions && { extensions }),
  ...(until && { until }),
  ...(ends && { ends }),
});

/** The clock with its new course: date, thresholds and an entry that says from where to where the due date moved. */
export function redate(
  calendar: Calendar,
  clock: Clock,
  change: Pick<Clock, 'stops' | 'extensions'>,
  { warning, late, at, entry }: Redating,
): Clock {
  const { stopped: wasStopped, ...moved } = { ...clock, ...change };
  const course = courseOf(moved);
  const { dueOn, dueAt, provisional } = dueOf(calendar, course);
  const used = usedBy(calendar, course, dayOf(at));
  const entries = [
    ...clock.entries,
    {
      ...entry,
      at,
      ...(!wasStopped && { dueBefore: clock.dueAt }),
      ...(dueAt !== undefined && { dueAfter: dueAt }),
      used,
      left: totalOf(course) - used,
      calendar: calendar.hash,
    },
  ];
  if (dueOn === undefined || dueAt === undefined) return { ...moved, entries, stopped: true };
  const warnAt = warnAtOf(calendar, course, warning)!;
  // a threshold that lies ahead again is told again when it comes
  const { warned, overdue, late: wasLate = [], ...rest } = moved;
  const lateAts = late.map((l) => soLongAfter(calendar, dueAt, l));
  return {
    ...rest,
    ...(warned && warnAt <= at && { warned }),
    ...(overdue && dueAt <= at && { overdue }),
    ...(lateAts.length > 0 && { late: lateAts.map((l, n) => ({ at: l, told: Boolean(wasLate[n]?.told && l <= at) })) }),
    dueOn: dateOf(dueOn),
    dueAt,
    warnAt,
    provisional,
    entries,
  };
}
