// What moves the dates of an item's clocks: a special procedure stops them (行政许可法 Art. 45), an extension adds to them (Art. 42).
import type { Clock } from '../clock/deadline-ledger.ts';
import { DomainError } from '../errors.ts';
import type { Command } from './commands.ts';
import type { Happened } from './events.ts';
import { refuseShortNotice } from './hearings.ts';
import { stageClocksOf } from './stages.ts';
import { clockStarted, redated } from './start-clock.ts';
import { ART_45, type Plan, type PlanItem, type SpecialProcedure } from './plan.ts';
import type { Rules } from './rules.ts';
import { isDecidable, type CaseState, type ItemState } from './state.ts';

type Of<T extends Command['type']> = Extract<Command, { type: T }>;

/** The clocks that an item's special procedure stops: its own two, and those of its stage and case, whose time is that of their items. */
const stoppedBy = ({ plan }: Rules, state: CaseState, item: string): Clock[] =>
  [`${item}/committed`, `${item}/statutory`, 'case', ...stageClocksOf(plan, item)].flatMap((id) => {
    const clock = state.clocks[id];
    return clock && clock.endedAt === undefined ? [clock] : [];
  });

export function procedureStart(
  rules: Rules,
  state: CaseState,
  planned: PlanItem,
  item: ItemState,
  command: Of<'startSpecialProcedure'>,
  at: number,
): Happened[] {
  const { ground, heldOn, expected, document, post } = command;
  refuseUndecidable(planned, item);
  if (item.procedure) throw new DomainError('procedure-under-way', 'The item stands still already.');
  if (!groundsOf(planned).some((p) => p.ground === ground))
    throw new DomainError(
      'ground-not-lawful',
      `"${ground}" stops no clock of this item: no article of law and nothing in the definition says so.`,
    );
  refuseShortNotice(rules, planned, item, command, at);
  refuseEnded(state, planned, at);
  const told = { kind: 'special', item: planned.id, limit: expected, trigger: 'procedure' } as const;
  const stop = { from: at, item: planned.id };
  return [
    {
      type: 'specialProcedureStarted',
      item: planned.id,
      ground,
      ...(heldOn && { heldOn }),
      document,
      ...(post && { post }),
      at,
    },
    ...stoppedBy(rules, state, planned.id).map((clock) =>
      redated(rules, clock, { stops: [...(clock.stops ?? []), stop] }, { kind: 'stop', ground, document }, at),
    ),
    clockStarted(rules, { ...told, number: procedureNumber(state, planned.id) }, at),
  ];
}

export function procedureEnd(
  rules: Rules,
  state: CaseState,
  planned: PlanItem,
  item: ItemState,
  { post }: Of<'endSpecialProcedure'>,
  at: number,
): Happened[] {
  const { procedure } = item;
  if (!procedure) throw new DomainError('procedure-not-under-way', 'No special procedure of this item is under way.');
  const resumed = (clock: Clock) =>
    (clock.stops ?? []).map((s) => (s.item === planned.id && s.to === undefined ? { ...s, to: at } : s));
  const { ground } = procedure;
  return [
    { type: 'specialProcedureEnded', item: planned.id, ground, ...(post && { post }), at },
    ...stoppedBy(rules, state, planned.id).map((clock) =>
      redated(rules, clock, { stops: resumed(clock) }, { kind: 'resume', ground }, at),
    ),
  ];
}

export function extensionRequest(
  state: CaseState,
  planned: PlanItem,
  item: ItemState,
  { reason, post }: Of<'requestExtension'>,
  at: number,
): Happened[] {
  refuseUndecidable(planned, item);
  if (!planned.limits.extension)
    throw new DomainError('extension-not-possible', 'No law lets the time of this item be extended.');
  if (item.extension) throw new DomainError('extension-decided', 'It was asked for before: once is all.');
  if (!reason) throw new DomainError('reason-missing', 'Say why; the applicant is told.');
  refuseEnded(state, planned, at);
  return [{ type: 'extensionRequested', item: planned.id, reason, ...(post && { post }), at }];
}

export function extensionDecision(
  rules: Rules,
  state: CaseState,
  planned: PlanItem,
  item: ItemState,
  { approve, document, post }: Of<'decideExtension'>,
  at: number,
): Happened[] {
  const { extension } = planned.limits;
  if (!extension || !item.extension) throw new DomainError('extension-not-asked', 'Nobody asked for an extension.');
  if (item.extension !== 'requested') throw new DomainError('extension-decided', 'It was decided before.');
  refuseUndecidable(planned, item);
  refuseEnded(state, planned, at);
  const decided: Happened = {
    type: 'extensionDecided',
    item: planned.id,
    approved: approve,
    ...(document && { document }),
    ...(post && { post }),
    at,
  };
  if (!approve) return [decided];
  if (!document) throw new DomainError('document-missing', 'Name the document that tells the applicant why.');
  const by = { at, by: extension.limit.amount };
  const moved = stoppedBy(rules, state, planned.id).filter(
    (c) => c.item === planned.id && c.limit.unit === extension.limit.unit,
  );
  return [
    decided,
    ...moved.map((clock) =>
      redated(rules, clock, { extensions: [...(clock.extensions ?? []), by] }, { kind: 'extend', document }, at),
    ),
  ];
}

/**
 * A new version of the calendar: each running clock is dated anew by it, from its own start. One that stands still is dated when it
 * runs again. `rules` has the new calendar.
 */
export function recalculation(rules: Rules, state: CaseState, at: number): Happened[] {
  const { calendar } = rules;
  const running = Object.values(state.clocks).filter((c) => c.endedAt === undefined && !c.stopped);
  const events = running.map((clock) => redated(rules, clock, {}, { kind: 'recalculate' }, at));
  const moves = events.filter((e, n) => e.type === 'clockRedated' && hasMoved(running[n]!, e.clock));
  return [{ type: 'calendarChanged', calendar: calendar.hash, version: calendar.version, at }, ...moves];
}
const hasMoved = (was: Clock, is: Clock): boolean =>
  was.dueAt !== is.dueAt || was.warnAt !== is.warnAt || was.provisional !== is.provisional;

/** For a licence the eight of Art. 45; any other only where the definition names the law that provides for it. */
export const groundsOf = (planned: PlanItem): readonly SpecialProcedure[] => [
  ...(planned.legalType === 'licence' ? ART_45 : []),
  ...(planned.specialProcedures ?? []),
];

/** What a ground is called, for the words of a clock. */
export const groundName =
  (plan: Plan, clock: Clock) =>
  (ground: string): SpecialProcedure | undefined => {
    // the case's clock is stopped by any of its items
    const items = plan.items.filter((i) => clock.item === undefined || i.id === clock.item);
    return items.flatMap(groundsOf).find((p) => p.ground === ground);
  };

const procedureNumber = (state: CaseState, item: string): number =>
  Object.keys(state.clocks).filter((id) => id.startsWith(`${item}/special`)).length + 1;

function refuseUndecidable(planned: PlanItem, item: ItemState): void {
  if (!isDecidable(planned, item))
    throw new DomainError('item-not-open', `Item ${planned.id} is ${item.status}; it is not being decided.`);
}

/** What is over can be neither stopped nor extended. */
function refuseEnded(state: CaseState, planned: PlanItem, at: number): void {
  const clock = state.clocks[`${planned.id}/statutory`];
  if (clock && !clock.stopped && at >= clock.dueAt)
    throw new DomainError('period-ended', 'The period has ended; nothing can be added to it any more.', {
      params: { dueOn: clock.dueOn },
    });
}
