// 听证 (行政许可法 Arts. 46–48): told of the right, asked for in time, held within its limit on a day told long enough before; nothing is
// decided until then.
import { dateOf, dayOf, dayOfDate } from '../clock/calendar.ts';
import { dayBefore } from '../clock/course.ts';
import { DomainError } from '../errors.ts';
import type { Command } from './commands.ts';
import type { Happened } from './events.ts';
import type { PlanItem } from './plan.ts';
import type { Rules } from './rules.ts';
import { calendarOf, clockStarted } from './start-clock.ts';
import { isDecidable, type CaseState, type ItemState } from './state.ts';

type Of<T extends Command['type']> = Extract<Command, { type: T }>;

export function hearingNotice(
  rules: Rules,
  planned: PlanItem,
  item: ItemState,
  { post }: Of<'tellHearingRight'>,
  at: number,
): Happened[] {
  const { hearing, id } = planned;
  if (!hearing) throw new DomainError('hearing-not-possible', 'No law gives a right to a hearing on this item.');
  if (!isDecidable(planned, item))
    throw new DomainError('item-not-open', `Item ${id} is ${item.status}; it is not being decided.`);
  if (item.hearing) throw new DomainError('hearing-told', 'They were told of the right before.');
  return [
    { type: 'hearingRightTold', item: id, ...(post && { post }), at },
    clockStarted(rules, { kind: 'hearing-request', item: id, limit: hearing.request, trigger: 'notified' }, at),
  ];
}

/** @param command `wanted: false` gives the right up */
export function hearingAnswer(
  rules: Rules,
  state: CaseState,
  planned: PlanItem,
  item: ItemState,
  { wanted }: Of<'answerHearing'>,
  at: number,
): Happened[] {
  const { id, hearing } = planned;
  if (!hearing || item.hearing === undefined)
    throw new DomainError('hearing-not-possible', 'Nobody was told of a right to a hearing on this item.');
  const clock = state.clocks[`${id}/hearing-request`]!;
  if (item.hearing !== 'told' || at >= clock.dueAt)
    throw new DomainError('period-ended', 'The time to ask for a hearing has ended.', {
      params: { dueOn: clock.dueOn },
    });
  if (!wanted) return [{ type: 'hearingWaived', item: id, at }];
  return [
    { type: 'hearingRequested', item: id, at },
    clockStarted(rules, { kind: 'hearing', item: id, limit: hearing.hold, trigger: 'requested' }, at),
  ];
}

/** The day of a hearing that was asked for: named, and told so long before. */
export function refuseShortNotice(
  rules: Rules,
  { id, hearing }: PlanItem,
  item: ItemState,
  { ground, heldOn }: Of<'startSpecialProcedure'>,
  at: number,
): void {
  if (ground !== 'hearing' || !hearing || item.hearing !== 'requested') return;
  const latest =
    heldOn === undefined
      ? undefined
      : dayBefore(calendarOf(rules, { kind: 'hearing', item: id }), dayOfDate(heldOn), hearing.notice);
  if (latest === undefined || dayOf(at) > latest)
    throw new DomainError('hearing-notice-short', 'Name the day of the hearing, long enough before it.', {
      params: { today: dateOf(dayOf(at)), ...(latest !== undefined && { latest: dateOf(latest) }) },
    });
}

/** Somebody may still ask to be heard, or did. */
export const awaitsHearing = ({ hearing }: ItemState): boolean => hearing === 'told' || hearing === 'requested';

export function refuseBeforeHearing({ hearing }: ItemState): void {
  if (hearing === 'told')
    throw new DomainError('hearing-pending', 'The time to ask for a hearing has not ended, and nobody gave it up.');
  if (hearing === 'requested') throw new DomainError('hearing-pending', 'A hearing was asked for: hold it first.');
}

/** The right to a hearing is also theirs whose interests it touches: the applicant alone can not give it up for them. */
export function refuseWaiver(parties: readonly { readonly kind: string }[]): void {
  if (parties.some((p) => p.kind === 'interested-party'))
    throw new DomainError('hearing-pending', 'Others concerned may still ask for the hearing: the time runs on.');
}
