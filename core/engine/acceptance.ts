// 受理: accept, decline, the one-time notice of what must be corrected, and what silence means (行政许可法 Art. 32).
import type { Clock } from '../clock/deadline-ledger.ts';
import { DomainError } from '../errors.ts';
import { grounds, remediesOf } from './decisions.ts';
import type { Command } from './commands.ts';
import type { Happened } from './events.ts';
import { acceptClock, dispatchOf, itemClocks, receiptNumber } from './opening.ts';
import type { PlanItem } from './plan.ts';
import type { Rules } from './rules.ts';
import { clockStarted } from './start-clock.ts';
import { isAcceptable, isDecidable, type CaseState, type ItemState } from './state.ts';

type Of<T extends Command['type']> = Extract<Command, { type: T }>;

export function acceptanceEvents(
  rules: Rules,
  planned: PlanItem,
  item: ItemState,
  organ: string,
  at: number,
): Happened[] {
  const by = acceptedBy(planned, item);
  return [
    { type: 'accepted', item: planned.id, by, organ, ...dispatchOf(planned, item), at },
    ...(planned.limits.starts === 'accepted' ? itemClocks(rules, planned, item, at) : []),
  ];
}

export function declineEvents(
  planned: PlanItem,
  item: ItemState,
  command: Of<'declineAcceptance'>,
  at: number,
): Happened[] {
  acceptedBy(planned, item);
  const { reason, legalBasis } = grounds(planned, command.reason, command.legalBasis);
  const { organ } = command;
  return [{ type: 'acceptanceDeclined', item: planned.id, organ, reason, legalBasis, ...remediesOf(planned), at }];
}

/** Nobody accepted, declined or asked for a correction in time: accepted, as of the day on which it came in. */
export function deemedAcceptance(rules: Rules, planned: PlanItem, item: ItemState, at: number): Happened[] {
  const asOf = item.receivedAt!;
  const { accepts: organ } = planned.organs;
  return [
    { type: 'accepted', item: planned.id, by: 'silence', organ, asOf, ...dispatchOf(planned, item), at },
    ...(planned.limits.starts === 'accepted' ? itemClocks(rules, planned, item, asOf) : []),
  ];
}

/** 补正告知: once for each receipt, and everything at once. The time to accept it ends with it; after acceptance its clocks run on. */
export function correctionNotice(
  rules: Rules,
  planned: PlanItem,
  item: ItemState,
  { document, content, post }: Of<'notifyCorrection'>,
  at: number,
): Happened[] {
  const late = isDecidable(planned, item) ? ({ afterAcceptance: true } as const) : undefined;
  if (!late) acceptedBy(planned, item);
  if (item.correction || (late && item.correctedAfterAcceptance))
    throw new DomainError('correction-notified', 'The applicant was told what is missing: once is all.');
  if (!content) throw new DomainError('reason-missing', 'Say everything that must be corrected.');
  const events: Happened[] = [
    { type: 'correctionNotified', item: planned.id, ...late, document, content, ...(post && { post }), at },
  ];
  const { correction } = planned.limits;
  const start = { kind: 'correction', item: planned.id, trigger: 'notified', number: receiptNumber(item) } as const;
  if (correction) events.push(clockStarted(rules, { ...start, limit: correction.limit }, at));
  return events;
}

/** 补正: what was asked for is there. It counts as received now, and the time to accept it begins anew. */
export function correctionSupply(rules: Rules, planned: PlanItem, item: ItemState, at: number): Happened[] {
  if (!item.correction) throw new DomainError('correction-not-asked', 'Nobody asked for a correction of this item.');
  if (item.correction.afterAcceptance)
    return [{ type: 'correctionSupplied', item: planned.id, afterAcceptance: true, at }];
  const supplied = { corrections: (item.corrections ?? 0) + 1 };
  return [
    { type: 'correctionSupplied', item: planned.id, at },
    ...acceptClock(rules, planned, supplied, at),
    ...(planned.limits.starts === 'received' ? itemClocks(rules, planned, item, at) : []),
  ];
}

/** What the end of an acceptance's or a correction's time brings by itself; nothing, unless the law says so. */
export function acceptanceLapse(rules: Rules, state: CaseState, clock: Clock, at: number): Happened[] {
  const planned = rules.plan.items.find((i) => i.id === clock.item);
  const item = planned && state.items[planned.id];
  if (!planned || !item || !isAcceptable(planned, item)) return [];
  if (clock.kind === 'accept' && !item.correction) return deemedAcceptance(rules, planned, item, at);
  const basis = planned.limits.correction?.treatedAsWithdrawn;
  if (clock.kind === 'correction' && basis)
    return [{ type: 'cancelled', item: planned.id, because: { code: 'correction-lapsed' }, at }];
  return [];
}

function acceptedBy(planned: PlanItem, item: ItemState): 'window' | 'item' {
  if (!isAcceptable(planned, item))
    throw new DomainError('item-not-open', `Item ${planned.id} is ${item.status}; there is nothing to accept.`);
  return planned.acceptance as 'window' | 'item';
}
