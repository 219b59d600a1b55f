// The deadline ledger: per clock its entries; the shown date, the light and the timer all come from here (invariant 9).
import type { Extension, Stop } from './course.ts';
import type { Limit } from './limit.ts';

export const CLOCK_KINDS = [
  'receipt', // papers to be brought
  'accept',
  'correction', // bound: the applicant
  'committed',
  'statutory',
  'deliver',
  'case',
  'stage',
  'joint', // the statutory limit of items handled jointly (Licensing Law Art. 42)
  'special', // how long a special procedure takes, as told
  'renewal', // until the licence expires (Art. 50)
  'gap', // a tolerated missing material; bound: the applicant
  'after-check', // of a commitment
  'hearing-request', // bound: the applicant
  'hearing', // to be held
] as const;
export type ClockKind = (typeof CLOCK_KINDS)[number];
export interface DeadlineEntry {
  readonly kind: 'start' | 'stop' | 'resume' | 'extend' | 'recalculate' | 'end';
  readonly at: number;
  readonly dueBefore?: number;
  /** None while the clock stands still. */
  readonly dueAfter?: number;
  /** By the end of that day, in the unit of the limit. */
  readonly used?: number;
  readonly left?: number;
  /** Why: the ground of a special procedure. */
  readonly ground?: string;
  /** The number of the document in which the applicant was told. */
  readonly document?: string;
  /** hash of the calendar version the computation used */
  readonly calendar?: string;
}
export interface Clock {
  /** `case`, `receipt`, `<item>/<kind>`, `@<stage>/<kind>`, `gap/<material>`; of several one after another: `…/2`. */
  readonly id: string;
  readonly kind: ClockKind;
  readonly item?: string;
  readonly stage?: string;
  readonly material?: string;
  readonly trigger:
    'received' | 'accepted' | 'submitted' | 'procedure' | 'notified' | 'decided' | 'requested' | 'promised';
  readonly bound: 'organ' | 'applicant';
  readonly limit: Limit;
  /** Civil date in Asia/Shanghai, the last day of the period. */
  readonly dueOn: string;
  /** The instant the period ends: 24:00 of `dueOn`. */
  readonly dueAt: number;
  /** The instant from which the light is yellow. */
  readonly warnAt: number;
  /** Rests on a year whose holidays are not yet published. */
  readonly provisional: boolean;
  readonly entries: readonly DeadlineEntry[];
  /** By the item whose special procedure stops it; one without an end stands still. */
  readonly stops?: readonly (Stop & { readonly item: string })[];
  readonly extensions?: readonly Extension[];
  /** Stands still: `dueOn`, `dueAt` and `warnAt` are those of before, and mean nothing until it runs again. */
  readonly stopped?: boolean;
  readonly warned?: boolean;
  readonly overdue?: boolean;
  /** 督办: who was told of a threshold (a step of the chain that the definition names), and what is owed and answered. */
  readonly told?: readonly {
    readonly step: number;
    readonly at: number;
    readonly answerBy?: number;
    readonly answeredAt?: number;
  }[];
  /** Ends on this day, whatever is counted: the expiry of a licence. */
  readonly until?: string;
  /** Ends when the counter closes, not at 24:00. */
  readonly ends?: 'officeHours';
  /** Instants after the end at which somebody is told that it is still not done, and whether he was. */
  readonly late?: readonly { readonly at: number; readonly told: boolean }[];
  readonly endedAt?: number;
}

export type Light = 'green' | 'yellow' | 'red' | 'stopped';

/** The light at an instant, derived from the dates alone, so it is right before any event is recorded. A clock that has ended keeps the light of its end. */
export function lightAt(clock: Pick<Clock, 'warnAt' | 'dueAt' | 'endedAt' | 'stopped'>, now: number): Light {
  if (clock.stopped) return 'stopped';
  const at = clock.endedAt ?? now;
  if (at >= clock.dueAt) return 'red';
  return at >= clock.warnAt ? 'yellow' : 'green';
}

export interface Threshold {
  readonly at: number;
  readonly clock: string;
  readonly kind: 'warn' | 'due' | 'late';
  /** Which of `late`. */
  readonly step?: number;
}

/** What lies ahead of the running clocks (or has passed and is not yet recorded), earliest first; ties in the order of the clocks' ids. */
export function thresholds(clocks: Iterable<Clock>): Threshold[] {
  const ahead: Threshold[] = [];
  for (const clock of clocks) {
    if (clock.endedAt !== undefined || clock.stopped) continue;
    if (!clock.warned && !clock.overdue && clock.warnAt < clock.dueAt)
      ahead.push({ at: clock.warnAt, clock: clock.id, kind: 'warn' });
    if (!clock.overdue) ahead.push({ at: clock.dueAt, clock: clock.id, kind: 'due' });
    clock.late?.forEach(({ at, told }, step) => told || ahead.push({ at, clock: clock.id, kind: 'late', step }));
  }
  return ahead.sort((a, b) => a.at - b.at || (a.clock < b.clock ? -1 : a.clock > b.clock ? 1 : 0));
}

export const endClock = (clock: Clock, at: number): Clock =>
  clock.endedAt === undefined ? { ...clock, endedAt: at, entries: [...clock.entries, { kind: 'end', at }] } : clock;
