// What an applicant promises: a missing material by a date (容缺受理), and that conditions are met, to be checked later (告知承诺).
import { dayOf, dayOfDate } from '../clock/calendar.ts';
import { DomainError } from '../errors.ts';
import type { Command, Submit } from './commands.ts';
import type { Happened } from './events.ts';
import type { Plan, PlanItem } from './plan.ts';
import type { Rules } from './rules.ts';
import { clockStarted } from './start-clock.ts';
import { hasEnded, type CaseState, type ItemState } from './state.ts';

type Of<T extends Command['type']> = Extract<Command, { type: T }>;

/** The promises that come with a submission; whatever the definition does not offer is refused. */
export function promiseEvents(plan: Plan, command: Submit, at: number): Happened[] {
  const { promised = [], commitments = [], expiries = {} } = command;
  for (const id of promised) {
    const material = plan.materials.find((m) => m.id === id);
    if (!material?.tolerated || command.materials.some((m) => m.material === id))
      throw new DomainError('choice-not-possible', `Material ${id} can not be promised for later.`);
  }
  for (const id of commitments)
    if (!plan.items.find((i) => i.id === id)?.commitment)
      throw new DomainError('choice-not-possible', `Item ${id} can not be had on a commitment.`);
  for (const [item, expiresOn] of Object.entries(expiries))
    if (dayOf(at) > dayOfDate(expiresOn))
      throw new DomainError('licence-expired', `The licence of item ${item} has expired: apply for a new one.`, {
        params: { expiresOn },
      });
  return [
    ...promised.map((material): Happened => ({ type: 'gapPromised', material, at })),
    ...commitments.map((item): Happened => ({ type: 'commitmentMade', item, at })),
    ...Object.entries(expiries).map(([item, expiresOn]): Happened => ({ type: 'expiryKnown', item, expiresOn, at })),
  ];
}

/** Until when each promised material is owed: from the receipt, which counts although it is missing. */
export const gapClocks = (rules: Rules, state: CaseState, at: number): Happened[] =>
  Object.keys(state.gaps ?? {}).map((material) => {
    const { limit } = rules.plan.materials.find((m) => m.id === material)!.tolerated!;
    return clockStarted(rules, { kind: 'gap', material, limit, trigger: 'promised' }, at);
  });

/** A promised material that the item reads and that is not there yet. */
export const openGap = (state: CaseState, { reads }: PlanItem): string | undefined =>
  reads.materials.find((m) => state.gaps?.[m] === 'owed');

/** Nothing is granted while a material that the item reads is still owed. */
export function refuseOpenGap(state: CaseState, planned: PlanItem): void {
  const owed = openGap(state, planned);
  if (owed !== undefined)
    throw new DomainError(
      'gap-open',
      `Material ${owed} was promised and is not there yet; only a refusal is possible.`,
    );
}

/** The promise may be taken back until it is decided: from then on the item is handled in its ordinary form. */
export function commitmentWithdrawal(rules: Rules, planned: PlanItem, item: ItemState, at: number): Happened[] {
  if (!item.commitment) throw new DomainError('commitment-not-made', 'This item is not handled on a commitment.');
  const { committed: limit } = planned.limits;
  const begun = item.receivedAt !== undefined && !hasEnded(item);
  return [
    { type: 'commitmentWithdrawn', item: planned.id, at },
    ...(begun ? [clockStarted(rules, { kind: 'committed', item: planned.id, limit, trigger: 'notified' }, at)] : []),
  ];
}

/** Within how long what was granted on a commitment is checked. */
export const afterCheckClock = (rules: Rules, { id: item, commitment }: PlanItem, at: number): Happened[] =>
  commitment
    ? [clockStarted(rules, { kind: 'after-check', item, limit: commitment.afterCheck, trigger: 'decided' }, at)]
    : [];

/** 核查: also after the case has closed. What follows from a broken promise (rectify, revoke) is a procedure of its own. */
export function afterCheckRecord(
  state: CaseState,
  { item: id, kept, document, post }: Of<'recordAfterCheck'>,
  at: number,
): Happened[] {
  const clock = state.clocks[`${id}/after-check`];
  if (!clock) throw new DomainError('commitment-not-made', 'Nothing of this item is to be checked afterwards.');
  if (clock.endedAt !== undefined) throw new DomainError('after-check-recorded', 'The check was recorded before.');
  if (!document) throw new DomainError('document-missing', 'Name the record of the check.');
  return [{ type: 'afterCheckRecorded', item: id, kept, document, ...(post && { post }), at }];
}
