// Read tables from state: which tasks and dispatches look different after this transaction. Derived by comparing, never incremental.
import { canonicalJson } from '../core/canonical.ts';
import { CalendarYearMissing, dayOf } from '../core/clock/calendar.ts';
import { usedBy } from '../core/clock/course.ts';
import type { Clock } from '../core/clock/deadline-ledger.ts';
import { courseOf } from '../core/clock/redate.ts';
import type { PlanItem } from '../core/engine/plan.ts';
import { hasEnded, isAcceptable, type CaseState, type DispatchStatus } from '../core/engine/state.ts';
import { calendarOf, organOf } from '../core/engine/start-clock.ts';
import type { ClockChange } from '../db/clocks.ts';
import type { DispatchChange } from '../db/dispatches.ts';
import type { NoticeChange } from '../db/notices.ts';
import type { TaskChange } from '../db/tasks.ts';
import type { OpenCase } from './open-case.ts';

export function changedTasks(c: OpenCase, newId: () => string): TaskChange[] {
  return c.rules.plan.items.flatMap((planned) => {
    const was = taskOf(planned, c.before);
    const is = taskOf(planned, c.state);
    if (!is || (was && canonicalJson(was) === canonicalJson(is))) return [];
    const id = c.tasks.find((t) => t.itemId === is.itemId && t.round === is.round)?.id ?? newId();
    return [{ id, ...is }];
  });
}

function taskOf(planned: PlanItem, state: CaseState): Omit<TaskChange, 'id'> | undefined {
  const item = state.items[planned.id];
  if (item?.receivedAt === undefined) return undefined;
  const clock = taskClock(planned, state);
  const accepting = isAcceptable(planned, item) || item.status === 'declined';
  return {
    itemId: planned.id,
    round: item.round,
    organ: accepting ? planned.organs.accepts : planned.organs.decides,
    stage: accepting ? 'accept' : 'decide',
    status: !hasEnded(item) ? 'open' : item.status === 'cancelled' ? 'cancelled' : 'done',
    revision: item.revision,
    receivedAt: item.receivedAt,
    ...(clock && { warnAt: clock.warnAt, dueAt: clock.dueAt }),
  };
}

/** Before acceptance: until when it is to be accepted, or corrected. In a special procedure, whose clock stands still: when that is to be over. */
function taskClock(planned: PlanItem, state: CaseState): Clock | undefined {
  const own = state.clocks[`${planned.id}/committed`];
  const running = (kind: Clock['kind']) => (c: Clock) =>
    c.item === planned.id && c.kind === kind && c.endedAt === undefined;
  if (own?.stopped) return Object.values(state.clocks).find(running('special')) ?? own;
  const before = (['accept', 'correction'] as const).map((kind) => Object.values(state.clocks).find(running(kind)));
  return own?.endedAt === undefined ? (own ?? before[0] ?? before[1]) : (before[0] ?? before[1] ?? own);
}

/** What did not change is the very same object: events make new ones of what they touch alone. */
export const changedClocks = (c: OpenCase): ClockChange[] =>
  Object.values(c.state.clocks)
    .filter((clock) => c.before.clocks[clock.id] !== clock)
    .map((clock) => {
      const used = usedUp(c, clock);
      return { clock, organ: organOf(c.rules.plan, clock), ...(used !== undefined && { used }) };
    });
function usedUp({ rules }: OpenCase, clock: Clock): number | undefined {
  if (clock.endedAt === undefined) return undefined;
  try {
    return usedBy(calendarOf(rules, clock), courseOf(clock), dayOf(clock.endedAt));
  } catch (error) {
    if (error instanceof CalendarYearMissing) return undefined; // so late that no calendar says how late
    throw error;
  }
}

const REQUEST: Record<DispatchStatus, DispatchChange['status']> = {
  pending: 'pending',
  acknowledged: 'acknowledged',
  failed: 'failed',
  answered: 'done',
  recalling: 'done',
  recalled: 'done',
  'recall-failed': 'done',
};
const RECALL: Partial<Record<DispatchStatus, DispatchChange['status']>> = {
  recalling: 'pending',
  recalled: 'done',
  'recall-failed': 'failed',
};

export function changedDispatches(c: OpenCase): DispatchChange[] {
  const was = new Map(dispatchesOf(c.rules.plan.items, c.before).map((d) => [d.id, d]));
  return dispatchesOf(c.rules.plan.items, c.state).filter(
    (d) => canonicalJson(d) !== canonicalJson(was.get(d.id) ?? null),
  );
}

function dispatchesOf(items: readonly PlanItem[], state: CaseState): DispatchChange[] {
  return items.flatMap((planned): DispatchChange[] => {
    const dispatch = state.items[planned.id]?.dispatch;
    if (!dispatch || !planned.system) return [];
    const base = { itemId: planned.id, system: planned.system };
    const until = state.clocks[`${planned.id}/committed`]?.dueAt ?? state.items[planned.id]!.receivedAt!;
    const request = { ...base, id: dispatch.id, kind: 'request', status: REQUEST[dispatch.status], until } as const;
    const recall = RECALL[dispatch.status];
    return recall
      ? [request, { ...base, id: `${dispatch.id}/recall`, kind: 'recall', status: recall, until: dispatch.endedAt! }]
      : [request];
  });
}

/** Who was told of a threshold in this transaction, a line a role; and which notices were answered. */
export const noticesOf = (c: OpenCase, newId: () => string): NoticeChange[] =>
  c.recorded.flatMap(({ event: e }): NoticeChange[] => {
    if (e.type === 'escalationAnswered') return [{ clock: e.clock, step: e.step, answeredAt: e.at }];
    if (e.type !== 'escalated') return [];
    const { clock, step, at: toldAt, answerBy, item } = e;
    const base = { clock, step, toldAt, ...(answerBy !== undefined && { answerBy }), ...(item && { itemId: item }) };
    return e.tell.map((role) => ({
      ...base,
      id: newId(),
      role,
      ...(role !== 'supervisor' && { organ: role === 'coordinator' ? c.rules.plan.lead : e.organ }),
    }));
  });
