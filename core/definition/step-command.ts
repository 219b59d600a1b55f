// A scenario's submission and steps as commands of the engine; texts are not sealed, and documents not numbered.
import type { Command, Submit } from '../engine/commands.ts';
import type { ContentRef, Facts } from '../engine/events.ts';
import { latestInstrument } from '../engine/instruments.ts';
import { getItem, type Plan } from '../engine/plan.ts';
import { expiriesOf } from '../engine/silence.ts';
import type { CaseState } from '../engine/state.ts';
import { DomainError } from '../errors.ts';
import { evaluateConditions } from './conditions.ts';
import type { Scenario, Step } from './scenarios.ts';

/** The number that the ledger gives. */
const OURS = 'ours';
const unsealed = (kind: string): ContentRef => ({ id: kind, hash: '' });

export function submissionOf(plan: Plan, { given }: Scenario): Submit {
  const facts: Facts = Object.fromEntries(
    Object.entries(evaluateConditions(plan, given)).map(([id, result]) => {
      if (typeof result !== 'boolean')
        throw new DomainError('facts-unknown', `${id} needs ${result.unknown.join(', ')}`);
      return [id, result];
    }),
  );
  return {
    type: 'submit',
    form: unsealed('form'),
    formVersion: 1,
    facts,
    conditionsHash: '',
    materials: plan.materials
      .filter((m) => !given.promised.includes(m.id))
      .map((m) => ({ material: m.id, content: unsealed(m.id) })),
    deselected: given.deselected,
    held: given.held,
    promised: given.promised,
    commitments: given.commitments,
    expiries: expiriesOf(plan, given.form),
    channel: 'web',
  };
}

export function toCommand(plan: Plan, state: CaseState, step: Exclude<Step, { type: 'advanceTo' }>): Command {
  switch (step.type) {
    case 'receive':
      return { type: 'receive', organ: step.organ };
    case 'accept':
      return { type: 'accept', item: step.item, organ: step.organ ?? organOf(plan, step.item) };
    case 'declineAcceptance':
      return {
        type: 'declineAcceptance',
        item: step.item,
        organ: step.organ ?? organOf(plan, step.item),
        reason: unsealed('reason'),
        legalBasis: step.legalBasis,
      };
    case 'notifyCorrection':
      return {
        type: 'notifyCorrection',
        item: step.item,
        document: step.document ?? OURS,
        content: unsealed('correction'),
      };
    case 'requestExtension':
      return { type: 'requestExtension', item: step.item, reason: unsealed('reason') };
    case 'requestJointExtension':
      return { type: step.type, stage: step.stage, reason: unsealed('reason') };
    case 'startSpecialProcedure': {
      const { item, ground, expected, heldOn, document = OURS } = step;
      return { type: step.type, item, ground, expected, document, ...(heldOn !== undefined && { heldOn }) };
    }
    case 'supplyCorrection':
    case 'endSpecialProcedure':
    case 'tellHearingRight':
    case 'withdrawCommitment':
      return { type: step.type, item: step.item };
    case 'requestHearing':
    case 'waiveHearing':
      return { type: 'answerHearing', item: step.item, wanted: step.type === 'requestHearing' };
    case 'recordAfterCheck':
      return { type: step.type, item: step.item, kept: step.kept, document: step.document };
    case 'supplement':
      return { type: step.type, material: step.material, content: unsealed(step.material) };
    case 'decideExtension':
      return { type: step.type, item: step.item, approve: step.approve, ...approval(step) };
    case 'decideJointExtension':
      return { type: step.type, stage: step.stage, approve: step.approve, ...approval(step) };
    case 'serve':
      return {
        type: 'serve',
        instrument: latestInstrument(state, step.item, step.document),
        how: step.how,
        ...(step.servedAt !== undefined && { servedAt: step.servedAt }),
        ...(step.proof && { proof: unsealed('proof') }),
      };
    case 'withdraw':
      return { type: 'withdrawApplication', reason: unsealed('reason') };
    case 'decide':
      return {
        type: 'decide',
        item: step.item,
        revision: state.items[step.item]?.revision ?? 1,
        outcome: step.outcome,
        ...(step.outputs && { outputs: { ref: unsealed('outputs'), values: step.outputs } }),
        ...(step.reason && { reason: unsealed('reason') }),
        ...(step.legalBasis && { legalBasis: step.legalBasis }),
      };
  }
}
const organOf = (plan: Plan, item: string): string => getItem(plan, item)?.organs.accepts ?? plan.lead;
const approval = ({ approve, document }: { readonly approve: boolean; readonly document?: string | undefined }) =>
  approve ? { document: document ?? OURS } : {};
