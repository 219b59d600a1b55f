// Every verb of people with a well-formed command for each thing of a case it can be done to. What the engine says of the command
// is what a screen says of the button: a new command of the engine does not compile until it stands here.
import type { Action } from './access.ts';
import { addDays, civilDate } from './clock/calendar.ts';
import { creditCodeCheckCharacter } from './codes/credit-code.ts';
import type { PeoplesCommand } from './engine/commands.ts';
import { groundsOf } from './engine/clock-changes.ts';
import type { ContentRef } from './engine/events.ts';
import type { OutputPlan, Plan, PlanItem } from './engine/plan.ts';
import type { CaseState, ItemState } from './engine/state.ts';

/** What of the case it is done to, and which of several ways. */
export interface ActTarget {
  readonly item?: string;
  readonly stage?: string;
  readonly material?: string;
  readonly clock?: string;
  readonly step?: number;
  readonly instrument?: number;
  /** The outcome of a decision, the ground of a special procedure, what becomes of an original. */
  readonly option?: string;
}
export interface PossibleAct {
  readonly action: Action;
  readonly on: ActTarget;
  readonly command: PeoplesCommand;
}
interface Given {
  readonly plan: Plan;
  readonly state: CaseState;
  readonly at: number;
}
type Verb = Exclude<PeoplesCommand['type'], 'submit'>;

/** Stands for what a person will write. */
const TEXT: ContentRef = { id: 'text', hash: 'text' };
const DOCUMENT = 'document';
/** Stands for any organ of the case: who acts is asked of core/access.ts. */
const ORGAN = 'organ';
const CODE = '91310000000000000';
const OUTPUTS: Readonly<Record<OutputPlan['type'], unknown>> = {
  text: '-',
  'credit-code': `${CODE}${creditCodeCheckCharacter(CODE)}`,
  date: '2026-01-01',
  number: 1,
};
/** A day of a hearing that nobody can call too near. */
const heldOn = ({ hearing }: PlanItem, at: number): string =>
  addDays(civilDate(at), 2 * (hearing?.notice.amount ?? 0) + 14);

type OfItem = (planned: PlanItem, item: ItemState, given: Given) => PossibleAct[];
const items =
  (acts: OfItem) =>
  (given: Given): PossibleAct[] =>
    given.plan.items.flatMap((planned) => {
      const item = given.state.items[planned.id];
      return item && item.status !== 'not-applicable' && item.status !== 'held' ? acts(planned, item, given) : [];
    });
const act = (command: PeoplesCommand, on: ActTarget = {}, action: Action = command.type as Action): PossibleAct => ({
  action,
  on,
  command,
});
const ofItem = (make: (item: string) => PeoplesCommand) => items(({ id }) => [act(make(id), { item: id })]);
const ofStages =
  (make: (stage: string) => PeoplesCommand) =>
  ({ plan }: Given) =>
    (plan.stages ?? []).map(({ id }) => act(make(id), { stage: id }));
const ofInstruments =
  (action: 'serve' | 'collect', how: 'counter' | 'portal') =>
  ({ state }: Given) =>
    (state.instruments ?? []).map((_made, n) =>
      act({ type: 'serve', instrument: n + 1, how }, { instrument: n + 1 }, action),
    );

const ACTS: Readonly<Record<Verb, (given: Given) => PossibleAct[]>> = {
  receive: () => [act({ type: 'receive', organ: ORGAN })],
  accept: ofItem((item) => ({ type: 'accept', item, organ: ORGAN })),
  declineAcceptance: ofItem((item) => ({
    type: 'declineAcceptance',
    item,
    organ: ORGAN,
    reason: TEXT,
    legalBasis: DOCUMENT,
  })),
  notifyCorrection: ofItem((item) => ({ type: 'notifyCorrection', item, document: DOCUMENT, content: TEXT })),
  supplyCorrection: ofItem((item) => ({ type: 'supplyCorrection', item })),
  decide: items(({ id, outputs }, { revision }) => [
    act(
      {
        type: 'decide',
        item: id,
        revision,
        outcome: 'granted',
        outputs: { ref: TEXT, values: Object.fromEntries(outputs.map((o) => [o.id, OUTPUTS[o.type]])) },
      },
      { item: id, option: 'granted' },
    ),
    act(
      { type: 'decide', item: id, revision, outcome: 'refused', reason: TEXT, legalBasis: DOCUMENT },
      { item: id, option: 'refused' },
    ),
  ]),
  startSpecialProcedure: items((planned, _item, { at }) =>
    groundsOf(planned).map(({ ground }) =>
      act(
        {
          type: 'startSpecialProcedure',
          item: planned.id,
          ground,
          ...(ground === 'hearing' && { heldOn: heldOn(planned, at) }),
          expected: { amount: 1, unit: 'd' },
          document: DOCUMENT,
        },
        { item: planned.id, option: ground },
      ),
    ),
  ),
  endSpecialProcedure: ofItem((item) => ({ type: 'endSpecialProcedure', item })),
  requestExtension: ofItem((item) => ({ type: 'requestExtension', item, reason: TEXT })),
  decideExtension: ofItem((item) => ({ type: 'decideExtension', item, approve: true, document: DOCUMENT })),
  requestJointExtension: ofStages((stage) => ({ type: 'requestJointExtension', stage, reason: TEXT })),
  decideJointExtension: ofStages((stage) => ({
    type: 'decideJointExtension',
    stage,
    approve: true,
    document: DOCUMENT,
  })),
  tellHearingRight: ofItem((item) => ({ type: 'tellHearingRight', item })),
  answerHearing: items(({ id: item }) =>
    ([true, false] as const).map((wanted) =>
      act({ type: 'answerHearing', item, wanted }, { item }, wanted ? 'requestHearing' : 'waiveHearing'),
    ),
  ),
  withdrawCommitment: ofItem((item) => ({ type: 'withdrawCommitment', item })),
  recordAfterCheck: ofItem((item) => ({ type: 'recordAfterCheck', item, kept: true, document: DOCUMENT })),
  answerEscalation: ({ state }) =>
    Object.values(state.clocks).flatMap(({ id: clock, told = [] }) =>
      told.map(({ step }) => act({ type: 'answerEscalation', clock, step, text: TEXT }, { clock, step })),
    ),
  serve: (given) => [...ofInstruments('serve', 'counter')(given), ...ofInstruments('collect', 'portal')(given)],
  supplement: ({ plan }) =>
    plan.materials.map(({ id: material }) => act({ type: 'supplement', material, content: TEXT }, { material })),
  seeOriginal: ({ state }) =>
    Object.keys(state.materials).flatMap((material) =>
      [true, false].map((kept) =>
        act({ type: 'seeOriginal', material, kept }, { material, option: kept ? 'kept' : 'returned' }),
      ),
    ),
  returnOriginal: ({ state }) =>
    Object.keys(state.originals ?? {}).map((material) => act({ type: 'returnOriginal', material }, { material })),
  withdrawApplication: () => [act({ type: 'withdrawApplication' })],
};

export const possibleActs = (given: Given): PossibleAct[] => Object.values(ACTS).flatMap((acts) => acts(given));
