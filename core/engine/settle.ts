// What follows at once from what has happened: dependants cancelled, systems recalled, the case closed.
import { recallOf } from './dispatches.ts';
import type { CancelCause, CaseOutcome, ContentRef, Happened } from './events.ts';
import { evolveAll } from './evolve.ts';
import type { Plan } from './plan.ts';
import type { Rules } from './rules.ts';
import { stageEvents } from './stages.ts';
import { hasEnded, type CaseState, type ItemState, type ItemStatus } from './state.ts';

const CANCELS: Partial<Record<ItemStatus, CancelCause>> = {
  refused: 'predecessor-refused',
  declined: 'predecessor-declined',
  cancelled: 'predecessor-cancelled',
};

/** Adds to `events` what follows from them, until nothing more does. `state` is the state after `events`. */
export function settle(rules: Rules, state: CaseState, events: Happened[], at: number): Happened[] {
  if (state.status === 'closed') return events;
  const more = [
    ...cancellations(rules.plan, state, at),
    ...dispatchEnds(state, events, at),
    ...stageEvents(rules, state, at),
  ];
  if (more.length) return settle(rules, evolveAll(state, more), [...events, ...more], at);
  const items = Object.values(state.items);
  if (state.status !== 'open' || !items.every(hasEnded)) return events;
  return [...events, { type: 'closed', outcome: outcomeOf(items), at }];
}

function cancellations(plan: Plan, state: CaseState, at: number): Happened[] {
  return plan.items.flatMap((planned): Happened[] => {
    if (state.items[planned.id]?.status !== 'waiting') return [];
    const item = planned.after.find((a) => CANCELS[state.items[a]?.status ?? 'waiting']);
    const code = item && CANCELS[state.items[item]!.status];
    return code ? [{ type: 'cancelled', item: planned.id, because: { code, item }, at }] : [];
  });
}

/** Of the items that ended in these events: the system that answered has answered, any other is recalled. */
function dispatchEnds(state: CaseState, events: readonly Happened[], at: number): Happened[] {
  return events.flatMap((e): Happened[] => {
    if (e.type !== 'decided' && e.type !== 'cancelled') return [];
    const item = state.items[e.item]!;
    if (e.type === 'decided' && e.dispatchId && item.dispatch && item.dispatch.status !== 'answered')
      return [{ type: 'dispatchAnswered', item: e.item, dispatchId: e.dispatchId, at }];
    return recallOf(e.item, item, at);
  });
}

/** 申请撤回, or an application that expired: what is not yet decided ends; what was granted stays granted. */
export function endOfApplication(
  state: CaseState,
  code: Extract<CancelCause, 'withdrawn' | 'expired'>,
  at: number,
): Happened[] {
  const open = Object.entries(state.items).filter(([, i]) => !hasEnded(i));
  return [
    ...open.map(([item]): Happened => ({ type: 'cancelled', item, because: { code }, at })),
    ...open.flatMap(([id, item]) => recallOf(id, item, at)),
    { type: 'closed', outcome: code, at },
  ];
}
export const withdrawalEvents = (state: CaseState, reason: ContentRef | undefined, at: number): Happened[] => [
  { type: 'withdrawn', ...(reason && { reason }), at },
  ...endOfApplication(state, 'withdrawn', at),
];

function outcomeOf(items: readonly ItemState[]): CaseOutcome {
  const results = items.filter((i) => i.status !== 'not-applicable');
  const granted = results.filter((i) => i.status === 'granted' || i.status === 'held').length;
  if (granted === results.length) return 'granted';
  if (granted > 0) return 'partly-granted';
  // nobody said no: what was not corrected in time counts as withdrawn, and what waited for it ended with it
  const isRefused = results.some((i) => i.status === 'refused' || i.status === 'declined');
  return isRefused ? 'refused' : 'withdrawn';
}
