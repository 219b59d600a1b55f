// A clock's ledger: what happened to it, and after each entry what was used, what was left, and where the due date lay.
import { dateOf, dayOf, type Calendar } from './calendar.ts';
import { dueOf, totalOf, usedBy, type Course } from './course.ts';

export interface CourseEntry {
  readonly kind: 'start' | 'stop' | 'resume' | 'extend';
  readonly at: number;
  /** Used by the end of that day, and left of the limit as it then was; in the limit's unit. */
  readonly used: number;
  readonly left: number;
  readonly dueBefore: string | null;
  /** null while it stands still. */
  readonly dueAfter: string | null;
  readonly calendarVersion: string;
}

/** The entries of a course in the order in which they happened. */
export function entriesOf(calendar: Calendar, course: Course): CourseEntry[] {
  const { from, limit, stops = [], extensions = [] } = course;
  const happened = [
    { kind: 'start' as const, at: from, order: 0 },
    ...stops.map((s) => ({ kind: 'stop' as const, at: s.from, order: 1 })),
    ...stops.flatMap((s) => (s.to === undefined ? [] : [{ kind: 'resume' as const, at: s.to, order: 2 }])),
    ...extensions.map((e) => ({ kind: 'extend' as const, at: e.at, order: 3 })),
  ].sort((a, b) => a.at - b.at || a.order - b.order);
  let dueBefore: string | null = null;
  return happened.map(({ kind, at, order }) => {
    const before = (other: number, otherOrder: number) => other < at || (other === at && otherOrder <= order);
    const sofar: Course = {
      from,
      limit,
      stops: stops
        .filter((s) => before(s.from, 1))
        .map((s) => (s.to !== undefined && before(s.to, 2) ? s : { from: s.from })),
      extensions: extensions.filter((e) => before(e.at, 3)),
    };
    const { dueOn } = dueOf(calendar, sofar);
    const used = usedBy(calendar, sofar, dayOf(at));
    const dueAfter = dueOn === undefined ? null : dateOf(dueOn);
    const entry = { kind, at, used, left: totalOf(sofar) - used, dueBefore, dueAfter };
    dueBefore = dueAfter;
    return { ...entry, calendarVersion: calendar.version };
  });
}
