// 阶段: items that share a time limit, and those handled jointly under the Licensing Law (Arts. 26, 42), whose limit is their own.
import type { Clock } from '../clock/deadline-ledger.ts';
import { DomainError } from '../errors.ts';
import type { Command } from './commands.ts';
import type { Happened } from './events.ts';
import type { Plan, Stage } from './plan.ts';
import type { Rules } from './rules.ts';
import { clockStarted, redated } from './start-clock.ts';
import { hasEnded, type CaseState, type ItemState } from './state.ts';

type Of<T extends Command['type']> = Extract<Command, { type: T }>;

const stageOf = (plan: Plan, id: string): Stage | undefined => plan.stages?.find((s) => s.id === id);
const clockIdOf = (stage: string, kind: 'stage' | 'joint') => `@${stage}/${kind}`;

/** The stage clocks that run while an item is handled. */
export const stageClocksOf = (plan: Plan, item: string): string[] =>
  (plan.stages ?? [])
    .filter((s) => s.items.includes(item))
    .flatMap((s) => [clockIdOf(s.id, 'stage'), clockIdOf(s.id, 'joint')]);

/** What the state asks for: a stage begins with its first item, its joint limit with the first acceptance, and it ends with its last. */
export function stageEvents(rules: Rules, state: CaseState, at: number): Happened[] {
  return (rules.plan.stages ?? []).flatMap((stage): Happened[] => {
    const items = stage.items.map((id) => state.items[id]!);
    const clocks = (['stage', 'joint'] as const).flatMap((kind) => state.clocks[clockIdOf(stage.id, kind)] ?? []);
    if (items.every(hasEnded))
      return clocks.some((c) => c.endedAt === undefined) ? [{ type: 'stageEnded', stage: stage.id, at }] : [];
    return [...committedStart(rules, stage, state, items), ...jointStart(rules, stage, state, items)];
  });
}

function committedStart(rules: Rules, { id, committed }: Stage, state: CaseState, items: ItemState[]): Happened[] {
  const from = earliest(items, (i) => i.receivedAt);
  if (!committed || from === undefined || state.clocks[clockIdOf(id, 'stage')]) return [];
  return [clockStarted(rules, { kind: 'stage', stage: id, limit: committed, trigger: 'received' }, from)];
}
function jointStart(rules: Rules, { id, jointHandling }: Stage, state: CaseState, items: ItemState[]): Happened[] {
  const from = earliest(items, (i) => i.acceptedAt);
  if (!jointHandling || from === undefined || state.clocks[clockIdOf(id, 'joint')]) return [];
  return [clockStarted(rules, { kind: 'joint', stage: id, limit: jointHandling.limit, trigger: 'accepted' }, from)];
}
function earliest(items: readonly ItemState[], when: (item: ItemState) => number | undefined): number | undefined {
  const known = items.flatMap((i) => when(i) ?? []);
  return known.length === 0 ? undefined : Math.min(...known);
}

export function jointExtensionRequest(
  { plan }: Rules,
  state: CaseState,
  { stage, reason, post }: Of<'requestJointExtension'>,
  at: number,
): Happened[] {
  extensible(plan, state, stage, at);
  if (state.stages?.[stage]) throw new DomainError('extension-decided', 'It was asked for before: once is all.');
  if (!reason) throw new DomainError('reason-missing', 'Say why; the applicant is told.');
  return [{ type: 'stageExtensionRequested', stage, reason, ...(post && { post }), at }];
}

export function jointExtensionDecision(
  rules: Rules,
  state: CaseState,
  { stage, approve, document, post }: Of<'decideJointExtension'>,
  at: number,
): Happened[] {
  const { clock, by } = extensible(rules.plan, state, stage, at);
  const asked = state.stages?.[stage]?.extension;
  if (!asked) throw new DomainError('extension-not-asked', 'Nobody asked for an extension.');
  if (asked !== 'requested') throw new DomainError('extension-decided', 'It was decided before.');
  if (approve && !document)
    throw new DomainError('document-missing', 'Name the document that tells the applicant why.');
  const decided: Happened = {
    type: 'stageExtensionDecided',
    stage,
    approved: approve,
    ...(document && { document }),
    ...(post && { post }),
    at,
  };
  if (!approve) return [decided];
  const extensions = [...(clock.extensions ?? []), { at, by }];
  return [decided, redated(rules, clock, { extensions }, { kind: 'extend', document: document! }, at)];
}

/** The joint clock, and by how much the law lets it be extended; refused where there is none, or when it has ended. */
function extensible(plan: Plan, state: CaseState, id: string, at: number): { clock: Clock; by: number } {
  const stage = stageOf(plan, id);
  if (!stage) throw new DomainError('stage-not-found', `The matter has no stage ${id}.`);
  const clock = state.clocks[clockIdOf(id, 'joint')];
  const extension = stage.jointHandling?.extension;
  if (!extension) throw new DomainError('extension-not-possible', 'No law lets the time of this stage be extended.');
  if (!clock || clock.endedAt !== undefined)
    throw new DomainError('item-not-open', 'Its joint handling is not under way.');
  if (!clock.stopped && at >= clock.dueAt)
    throw new DomainError('period-ended', 'The period has ended; nothing can be added to it any more.', {
      params: { dueOn: clock.dueOn },
    });
  return { clock, by: extension.amount };
}
