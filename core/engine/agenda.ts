// What there is to do and what time has brought, derived from the state alone, never incremental: looking twice is harmless.
import { thresholds, type Threshold } from '../clock/deadline-ledger.ts';
import { acceptanceLapse } from './acceptance.ts';
import { decide } from './decide.ts';
import { escalations } from './escalation.ts';
import { numbered } from './instruments.ts';
import type { Rules } from './rules.ts';
import type { ProgressCommand } from './commands.ts';
import type { Happened } from './events.ts';
import { evolveAll } from './evolve.ts';
import { isReady } from './opening.ts';
import type { Plan } from './plan.ts';
import { endOfApplication, settle } from './settle.ts';
import { approvalBySilence } from './silence.ts';
import type { CaseState } from './state.ts';

export interface Dispatch {
  /** `item/round` for a request; `item/round/recall` for its recall. */
  readonly id: string;
  readonly dispatchId: string;
  readonly item: string;
  readonly kind: 'request' | 'recall';
  readonly system: string;
  /** The instant until which it makes sense to try. */
  readonly until: number;
}
export interface Agenda {
  /** Progress commands whose condition is met. */
  readonly due: readonly ProgressCommand[];
  /** The earliest threshold still ahead. */
  readonly next?: Threshold;
  /** Calls to departments' systems not yet confirmed. */
  readonly dispatch: readonly Dispatch[];
  /** Nothing due or dispatched, nor ahead in an open case: the run may end. */
  readonly idle: boolean;
}

const RECALL_LIMIT = 24 * 3_600_000;

export function agenda(plan: Plan, state: CaseState): Agenda {
  const due = plan.items
    .filter((i) => isReady(plan, state, i.id))
    .map((i): ProgressCommand => ({ type: 'openItem', item: i.id }));
  const dispatch = plan.items.flatMap((i): Dispatch[] => {
    const sent = state.items[i.id]?.dispatch;
    if (!sent || !i.system) return [];
    const base = { dispatchId: sent.id, item: i.id, system: i.system };
    if (sent.status === 'pending')
      return [{ ...base, id: sent.id, kind: 'request', until: state.clocks[`${i.id}/committed`]!.dueAt }];
    if (sent.status === 'recalling')
      return [{ ...base, id: `${sent.id}/recall`, kind: 'recall', until: sent.endedAt! + RECALL_LIMIT }];
    return [];
  });
  const next = thresholds(Object.values(state.clocks))[0];
  // what still runs after closing (a decision to be served) needs no run of its own: its thresholds begin a new one
  const ahead = next && state.status !== 'closed';
  return { due, ...(next && { next }), dispatch, idle: !due.length && !dispatch.length && !ahead };
}

/**
 * Thresholds that have passed by `now`, in order, each with its own instant. The ledger applies them inside the lock before any
 * command: a command meets the same state whether or not a conductor was awake (invariant 9).
 */
export function passed(rules: Rules, state: CaseState, now: number): Happened[] {
  const events: Happened[] = [];
  for (let current = state; ;) {
    const threshold = thresholds(Object.values(current.clocks))[0];
    if (!threshold || threshold.at > now) return events;
    const happened = numbered(current, crossing(rules, current, threshold));
    events.push(...happened);
    current = evolveAll(current, happened);
  }
}

function crossing(rules: Rules, state: CaseState, threshold: Threshold): Happened[] {
  const { clock: id, at, kind } = threshold;
  const { plan } = rules;
  const clock = state.clocks[id]!;
  const told = escalations(rules, clock, threshold);
  const of = { clock: id, ...(clock.item && { item: clock.item }) };
  if (kind === 'warn') return [{ type: 'warned', ...of, at }, ...told];
  if (kind === 'late') return told;
  if (clock.kind === 'hearing-request') return [{ type: 'hearingLapsed', item: clock.item!, at }];
  const overdue: Happened[] = [{ type: 'overdue', ...of, at }, ...told];
  if (clock.kind === 'accept' || clock.kind === 'correction') {
    const lapsed = acceptanceLapse(rules, state, clock, at);
    return settle(rules, evolveAll(state, [...overdue, ...lapsed]), [...overdue, ...lapsed], at);
  }
  const granted = approvalBySilence(rules, state, clock, at);
  if (granted.length > 0)
    return settle(rules, evolveAll(state, [...overdue, ...granted]), [...overdue, ...granted], at);
  const basis = clock.kind === 'receipt' && plan.receipt.at === 'window' ? plan.receipt.expires?.basis : undefined;
  return basis ? [...overdue, { type: 'expired', basis, at }, ...endOfApplication(state, 'expired', at)] : overdue;
}

const MAX_ROUNDS = 100;

/**
 * Everything that cause and time have brought by `now`: items to open, thresholds that have passed (an item opened late may be
 * overdue already), and again until it rests.
 */
export function catchUp(rules: Rules, state: CaseState, now: number): Happened[] {
  const events: Happened[] = [];
  let current = state;
  const add = (more: Happened[]) => {
    events.push(...more);
    current = evolveAll(current, more);
    return more.length;
  };
  for (let round = 0; round < MAX_ROUNDS; round += 1) {
    let found = 0;
    for (const command of agenda(rules.plan, current).due) found += add(decide(rules, current, command, now));
    found += add(passed(rules, current, now));
    if (found === 0) return events;
  }
  throw new Error('the agenda does not come to rest');
}
