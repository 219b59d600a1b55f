// When a case will probably have its last result: the longest chain of what is left, each item taking all of its committed limit.
import { CalendarYearMissing, civilDate, isProvisionalOn } from './clock/calendar.ts';
import type { Limit } from './clock/limit.ts';
import { dueOf } from './clock/course.ts';
import { calendarOf } from './engine/start-clock.ts';
import type { PlanItem } from './engine/plan.ts';
import type { Rules } from './engine/rules.ts';
import { hasEnded, type CaseState } from './engine/state.ts';

export interface PredictedEnd {
  /** Civil date; at the earliest today. */
  readonly on: string;
  /** The holidays of its year are not published yet. */
  readonly provisional: boolean;
  /** The chain of items that decides it, in their order. */
  readonly path: readonly string[];
}
/** A period ends at 24:00, which is the next day's 00:00: its last instant is the one before. */
const LAST = 1;
interface End {
  /** Its last instant. */
  readonly at: number;
  readonly path: readonly string[];
}

/** @returns undefined when nobody can say: the case has ended, or waits for its papers or for a correction, or for a year no calendar knows */
export function predictedEnd(rules: Rules, state: CaseState, now: number): PredictedEnd | undefined {
  if (state.status !== 'open') return undefined;
  try {
    const ends = new Map<string, End | undefined>();
    // items stand after everything they wait for
    for (const planned of rules.plan.items) ends.set(planned.id, endOf(rules, state, planned, now, ends));
    const open = rules.plan.items.filter((i) => !hasEnded(state.items[i.id]!)).map((i) => ends.get(i.id));
    const last = latest(open);
    if (!last) return undefined;
    const on = civilDate(last.at);
    return { on, provisional: isProvisionalOn(rules.calendar, on), path: last.path };
  } catch (error) {
    if (error instanceof CalendarYearMissing) return undefined;
    throw error;
  }
}

/** The latest; none when one of them is unknown. */
function latest(ends: readonly (End | undefined)[]): End | undefined {
  if (ends.length === 0 || ends.includes(undefined)) return undefined;
  return (ends as readonly End[]).reduce((a, b) => (b.at > a.at ? b : a));
}

function endOf(
  rules: Rules,
  state: CaseState,
  planned: PlanItem,
  now: number,
  ends: ReadonlyMap<string, End | undefined>,
): End | undefined {
  const { id, limits, commitment, acceptance } = planned;
  const item = state.items[id]!;
  if (hasEnded(item)) return { at: item.endedAt ?? now, path: [] };
  const after = (from: number, kind: 'committed' | 'accept', limit: Limit) =>
    Math.max(now, dueOf(calendarOf(rules, { kind, item: id }), { from, limit }).dueAt! - LAST);
  const clock = state.clocks[`${id}/committed`];
  if (clock?.stopped) {
    const told = Object.values(state.clocks).find((c) => c.item === id && c.kind === 'special' && !c.endedAt);
    const left = clock.entries.findLast((e) => e.kind === 'stop')?.left ?? clock.limit.amount;
    const resumed = Math.max(now, told ? told.dueAt - LAST : now);
    return { at: after(resumed, 'committed', { amount: Math.max(0, left), unit: clock.limit.unit }), path: [id] };
  }
  if (clock) return { at: Math.max(now, clock.dueAt - LAST), path: [id] };
  const before = item.receivedAt === undefined ? predecessors(planned, now, ends) : { at: item.receivedAt, path: [] };
  if (!before || item.correction) return undefined;
  const accepting = Object.values(state.clocks).find((c) => c.item === id && c.kind === 'accept' && !c.endedAt);
  const acceptedFirst = limits.accept && (acceptance === 'item' || acceptance === 'window');
  const accepted = accepting
    ? Math.max(now, accepting.dueAt - LAST)
    : acceptedFirst && limits.starts === 'accepted'
      ? after(before.at, 'accept', limits.accept!)
      : before.at;
  const promised = item.commitment && commitment ? commitment.committed : limits.committed;
  return { at: after(accepted, 'committed', promised), path: [...before.path, id] };
}

const predecessors = ({ after }: PlanItem, now: number, ends: ReadonlyMap<string, End | undefined>): End | undefined =>
  after.length === 0 ? { at: now, path: [] } : latest(after.map((a) => ends.get(a)));
