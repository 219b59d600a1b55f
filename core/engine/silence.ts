// 超时默许: what an organ's silence brings, and only where the definition names the law and the region (Licensing Law Art. 50, or a
// regional rule). Nowhere else does a time limit approve anything.
import { dayOf, dayOfDate } from '../clock/calendar.ts';
import { dayBefore } from '../clock/course.ts';
import type { Clock } from '../clock/deadline-ledger.ts';
import type { Text } from '../text.ts';
import type { Happened } from './events.ts';
import { awaitsHearing } from './hearings.ts';
import { getItem, type Plan, type PlanItem } from './plan.ts';
import { openGap } from './promises.ts';
import type { Rules } from './rules.ts';
import { deliverClock } from './serve-instrument.ts';
import { calendarOf, clockStarted } from './start-clock.ts';
import { isDecidable, type CaseState, type ItemState } from './state.ts';

export function approvalBySilence(rules: Rules, state: CaseState, clock: Clock, at: number): Happened[] {
  const planned = clock.item === undefined ? undefined : getItem(rules.plan, clock.item);
  const item = planned && state.items[planned.id];
  const basis = planned && basisOf(planned, clock);
  if (!planned || !item || !basis || !isDecidable(planned, item)) return [];
  // what nobody may grant now, silence does not grant either: it stays overdue, for a person
  if (item.procedure || awaitsHearing(item) || openGap(state, planned) !== undefined) return [];
  const { certificate, id } = planned;
  return [
    { type: 'decided', item: id, revision: item.revision, outcome: 'granted', deemed: basis, at },
    ...(certificate ? [{ type: 'issued', item: id, certificateType: certificate.type, at } as const] : []),
    ...deliverClock(rules, planned, at),
  ];
}

function basisOf({ limits, renewal }: PlanItem, { kind }: Clock): Text | undefined {
  if (kind === 'statutory') return limits.deemedApproval?.basis;
  return kind === 'renewal' ? renewal?.basis : undefined;
}

/** By item: the day on which the licence to be renewed expires, as the form says. */
export const expiriesOf = (
  { items }: Plan,
  form: Readonly<Record<string, unknown>>,
): Readonly<Record<string, string>> =>
  Object.fromEntries(
    items.flatMap(({ id, renewal }) => {
      const day = renewal && form[renewal.expires];
      return typeof day === 'string' ? [[id, day]] : [];
    }),
  );

/** 延续: the licence expires on a day that the form names; who applied in time before it is renewed by silence on that day. */
export function renewalClock(
  rules: Rules,
  state: CaseState,
  planned: PlanItem,
  item: ItemState,
  at: number,
): Happened[] {
  const { renewal, id } = planned;
  const { expiresOn } = item;
  if (!renewal || expiresOn === undefined) return [];
  const expiry = dayOfDate(expiresOn);
  const calendar = calendarOf(rules, { kind: 'renewal', item: id });
  const latest = renewal.applyBefore ? dayBefore(calendar, expiry, renewal.applyBefore) : expiry;
  if (dayOf(state.submittedAt!) > latest) return []; // too late for silence to renew anything
  const limit = { amount: Math.max(0, expiry - dayOf(at)), unit: 'd' } as const;
  return [clockStarted(rules, { kind: 'renewal', item: id, limit, trigger: 'received', until: expiresOn }, at)];
}
