// Submission, receipt, and the opening of items: where clocks start, each at the instant of its cause (invariant 9).
import { DomainError } from '../errors.ts';
import type { Rules } from './rules.ts';
import type { Submit } from './commands.ts';
import type { Channel, Happened } from './events.ts';
import { getItem, type Plan, type PlanItem } from './plan.ts';
import { clockStarted } from './start-clock.ts';
import { gapClocks, promiseEvents } from './promises.ts';
import { renewalClock } from './silence.ts';
import { initialState, satisfies, type CaseState, type ItemState } from './state.ts';
import { evolveAll } from './evolve.ts';

export function submissionEvents(rules: Rules, command: Submit, at: number): Happened[] {
  const { plan } = rules;
  const choices = plan.items.flatMap((i) => choice(i, command, at));
  refuseForeignChoices(plan, command);
  // else it would be closed at once, with the best of all outcomes and nothing granted
  if (plan.items.length === choices.length)
    throw new DomainError('choice-not-possible', 'In this situation no item is left to apply for.');
  const events: Happened[] = [
    {
      type: 'submitted',
      form: command.form,
      formVersion: command.formVersion,
      materials: command.materials,
      items: plan.items.map((i) => i.id),
      channel: command.channel,
      at,
    },
    {
      type: 'factsEvaluated',
      formVersion: command.formVersion,
      facts: command.facts,
      conditionsHash: command.conditionsHash,
      at,
    },
    ...choices,
    ...promiseEvents(plan, command, at),
  ];
  if (plan.receipt.at === 'submission')
    return [...events, ...receipt(rules, evolveAll(initialState, events), plan.lead, command.channel, at)];
  const { expires } = plan.receipt;
  if (!expires) return events;
  return [...events, clockStarted(rules, { kind: 'receipt', limit: expires.limit, trigger: 'submitted' }, at)];
}

function choice(item: PlanItem, command: Submit, at: number): Happened[] {
  const applies = item.when === undefined ? true : command.facts[item.when];
  if (applies === undefined) throw new DomainError('facts-unknown', `Nobody knows whether item ${item.id} applies.`);
  if (!applies)
    return [{ type: 'itemNotApplicable', item: item.id, because: { kind: 'condition', condition: item.when! }, at }];
  if (command.held.includes(item.id)) {
    if (!item.heldBy) throw new DomainError('choice-not-possible', `Item ${item.id} can not be "already held".`);
    return [{ type: 'itemHeld', item: item.id, certificateType: item.heldBy, at }];
  }
  if (!command.deselected.includes(item.id)) return [];
  if (item.presence !== 'optional') throw new DomainError('choice-not-possible', `Item ${item.id} is required.`);
  return [{ type: 'itemNotApplicable', item: item.id, because: { kind: 'deselected' }, at }];
}
function refuseForeignChoices(plan: Plan, command: Submit): void {
  const foreign = [...command.deselected, ...command.held].find((id) => !getItem(plan, id));
  if (foreign !== undefined) throw new DomainError('item-not-found', `This matter has no item ${foreign}.`);
}

export function receiptEvents(rules: Rules, state: CaseState, organ: string, channel: Channel, at: number): Happened[] {
  if (state.status !== 'submitted')
    throw new DomainError('case-already-received', 'The papers of this case were received before.');
  return receipt(rules, state, organ, channel, at);
}
const receipt = (rules: Rules, state: CaseState, organ: string, channel: Channel, at: number): Happened[] => [
  { type: 'received', organ, channel, at },
  clockStarted(rules, { kind: 'case', limit: rules.plan.committedLimit, trigger: 'received' }, at),
  ...gapClocks(rules, state, at),
];

/** Whether the item's predecessors have their results and the case its papers. */
export const isReady = (plan: Plan, state: CaseState, id: string): boolean =>
  state.status === 'open' &&
  state.items[id]?.status === 'waiting' &&
  getItem(plan, id)!.after.every((a) => satisfies(state.items[a]));

/** Whether somebody accepts it before it is worked on. */
const isAcceptedFirst = (item: PlanItem): boolean => item.acceptance === 'window' || item.acceptance === 'item';
/** The call to the department's own system, when it has one. */
export const dispatchOf = (item: PlanItem, { round }: ItemState): { dispatchId?: string } =>
  item.system === undefined ? {} : { dispatchId: `${item.id}/${round}` };

/** Opens an item at the instant of its cause, never at the conductor's "now": our outage must not move anybody's deadline. */
export function itemOpening(rules: Rules, state: CaseState, id: string): Happened[] {
  const item = getItem(rules.plan, id);
  if (!item) throw new DomainError('item-not-found', `The case has no item ${id}.`);
  if (!isReady(rules.plan, state, id)) return [];
  const at = Math.max(state.receivedAt!, ...item.after.map((a) => state.items[a]!.endedAt!));
  const events: Happened[] = [
    {
      type: 'itemReceived',
      item: id,
      after: item.after,
      ...(isAcceptedFirst(item) ? {} : dispatchOf(item, state.items[id]!)),
      at,
    },
  ];
  if (item.acceptance === 'onReceipt')
    events.push({ type: 'accepted', item: id, by: 'receipt', organ: item.organs.accepts, at });
  if (item.limits.starts === 'received' || item.acceptance === 'onReceipt')
    events.push(...itemClocks(rules, item, state.items[id]!, at));
  events.push(...renewalClock(rules, state, item, state.items[id]!, at));
  if (isAcceptedFirst(item)) events.push(...acceptClock(rules, item, state.items[id]!, at));
  return events;
}

/** Within how long an item that came in is to be accepted, where the law says so: silence accepts it. */
export const acceptClock = (rules: Rules, planned: PlanItem, item: Pick<ItemState, 'corrections'>, at: number) => {
  const limit = planned.limits.accept;
  const start = { kind: 'accept', item: planned.id, trigger: 'received', number: receiptNumber(item) } as const;
  return limit ? [clockStarted(rules, { ...start, limit }, at)] : [];
};
/** Each complete receipt is a new one. */
export const receiptNumber = (item: Pick<ItemState, 'corrections'>): number => (item.corrections ?? 0) + 1;

/** The committed and the statutory limit, two clocks of one item. What is asked for on a commitment is promised sooner. */
export const itemClocks = (
  rules: Rules,
  { id, limits, commitment }: PlanItem,
  item: Pick<ItemState, 'commitment'>,
  at: number,
): Happened[] =>
  (['committed', 'statutory'] as const).map((kind) => {
    const limit = kind === 'committed' && item.commitment && commitment ? commitment.committed : limits[kind];
    return clockStarted(rules, { kind, item: id, limit, trigger: limits.starts }, at);
  });
