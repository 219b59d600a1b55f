// decide(rules, state, command, at) → events, or throws DomainError. The one place that says what a command may do.
// Consequences that must be atomic (a refusal cancels dependants, the last result closes the case) are events of the same command.
import { acceptanceEvents, correctionNotice, correctionSupply, declineEvents } from './acceptance.ts';
import { DomainError } from '../errors.ts';
import { extensionDecision, extensionRequest, procedureEnd, procedureStart, recalculation } from './clock-changes.ts';
import { decisionEvents } from './decisions.ts';
import { acknowledgement, dispatchFailure, dispatchRetry, recallEnd } from './dispatches.ts';
import { escalationAnswer } from './escalation.ts';
import type { Command } from './commands.ts';
import type { Happened } from './events.ts';
import { evolveAll } from './evolve.ts';
import { numbered } from './instruments.ts';
import { hearingAnswer, hearingNotice } from './hearings.ts';
import { itemOpening, receiptEvents, submissionEvents } from './opening.ts';
import { originalReturn, originalSight } from './originals.ts';
import { getItem, type Plan, type PlanItem } from './plan.ts';
import { afterCheckRecord, commitmentWithdrawal } from './promises.ts';
import type { Rules } from './rules.ts';
import { jointExtensionDecision, jointExtensionRequest } from './stages.ts';
import { serviceEvents } from './serve-instrument.ts';
import { settle, withdrawalEvents } from './settle.ts';
import { hasEnded, type CaseState, type ItemState } from './state.ts';

export function decide(rules: Rules, state: CaseState, command: Command, at: number): Happened[] {
  const events = first(rules, state, command, at);
  return numbered(state, settle(rules, evolveAll(state, events), events, at));
}

function first(rules: Rules, state: CaseState, command: Command, at: number): Happened[] {
  if (command.type === 'submit') {
    if (state.status !== 'none') throw new DomainError('case-exists', 'This case was submitted before.');
    return submissionEvents(rules, command, at);
  }
  if (state.status === 'none') throw new DomainError('case-not-found', 'There is no such case.');
  switch (command.type) {
    case 'acknowledgeDispatch':
      return acknowledgement(state, command.dispatchId, at);
    case 'reportDispatchFailure':
      return dispatchFailure(state, command, at);
    case 'confirmRecall':
    case 'reportRecallFailure':
      return recallEnd(state, command, at);
    case 'retryDispatch':
      return dispatchRetry(state, command.dispatchId, at);
    case 'recordAfterCheck':
      return afterCheckRecord(state, command, at);
    case 'serve':
      return serviceEvents(state, command, at);
    case 'returnOriginal':
      return originalReturn(rules.plan, state, command, at);
    case 'recalculateCalendar':
      return recalculation(rules, state, at);
    default:
  }
  if (state.status === 'closed')
    throw new DomainError('case-closed', `The case is closed (${state.outcome}); nothing more can be done in it.`, {
      params: closedParams(state, command),
    });
  switch (command.type) {
    case 'receive':
      return receiptEvents(rules, state, command.organ, 'window', at);
    case 'openItem':
      return itemOpening(rules, state, command.item);
    case 'accept':
      return acceptanceEvents(rules, ...getOpen(rules.plan, state, command.item), command.organ, at);
    case 'declineAcceptance':
      return declineEvents(...getOpen(rules.plan, state, command.item), command, at);
    case 'decide':
      return decisionEvents(rules, state, ...getOpen(rules.plan, state, command.item), command, at);
    case 'notifyCorrection':
      return correctionNotice(rules, ...getOpen(rules.plan, state, command.item), command, at);
    case 'supplyCorrection':
      return correctionSupply(rules, ...getOpen(rules.plan, state, command.item), at);
    case 'startSpecialProcedure':
      return procedureStart(rules, state, ...getOpen(rules.plan, state, command.item), command, at);
    case 'endSpecialProcedure':
      return procedureEnd(rules, state, ...getOpen(rules.plan, state, command.item), command, at);
    case 'requestExtension':
      return extensionRequest(state, ...getOpen(rules.plan, state, command.item), command, at);
    case 'decideExtension':
      return extensionDecision(rules, state, ...getOpen(rules.plan, state, command.item), command, at);
    case 'requestJointExtension':
      return jointExtensionRequest(rules, state, command, at);
    case 'decideJointExtension':
      return jointExtensionDecision(rules, state, command, at);
    case 'tellHearingRight':
      return hearingNotice(rules, ...getOpen(rules.plan, state, command.item), command, at);
    case 'answerHearing':
      return hearingAnswer(rules, state, ...getOpen(rules.plan, state, command.item), command, at);
    case 'withdrawCommitment':
      return commitmentWithdrawal(rules, ...getOpen(rules.plan, state, command.item), at);
    case 'answerEscalation':
      return escalationAnswer(state, command, at);
    case 'seeOriginal':
      return originalSight(rules.plan, state, command, at);
    case 'supplement':
      return supplementEvents(rules.plan, state, command, at);
    case 'withdrawApplication':
      return withdrawalEvents(state, command.reason, at);
  }
}

/** The planned item and its state, or the refusal that says why there is nothing to decide on it. */
function getOpen(plan: Plan, state: CaseState, id: string): [PlanItem, ItemState] {
  const planned = getItem(plan, id);
  const item = state.items[id];
  if (!planned || !item) throw new DomainError('item-not-found', `The case has no item ${id}.`);
  if (hasEnded(item))
    throw new DomainError('item-already-decided', `Item ${id} is ${item.status}.`, { params: endParams(item) });
  return [planned, item];
}
const endParams = (item: ItemState) => ({
  ...(item.endedAt !== undefined && { at: new Date(item.endedAt).toISOString() }),
  ...(item.decidedBy && { post: item.decidedBy }),
});
/** The second of two officers on the last item meets a closed case: he is told when and by which post, too. */
const closedParams = (state: CaseState, command: Command) => {
  const item = 'item' in command ? state.items[command.item] : undefined;
  return item ? endParams(item) : {};
};

function supplementEvents(
  plan: Plan,
  state: CaseState,
  command: Extract<Command, { type: 'supplement' }>,
  at: number,
): Happened[] {
  if (!plan.materials.some((m) => m.id === command.material))
    throw new DomainError('material-not-found', `This matter asks for no material ${command.material}.`);
  const items = plan.items
    .filter((i) => i.reads.materials.includes(command.material) && !hasEnded(state.items[i.id]!))
    .map((i) => i.id);
  if (items.length === 0)
    throw new DomainError(
      'item-not-open',
      `Every item that reads ${command.material} has ended; it is too late to supply it.`,
    );
  return [{ type: 'supplemented', material: command.material, content: command.content, items, at }];
}
