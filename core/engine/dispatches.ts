// Calls to departments' own systems, as the ledger sees them: asked, acknowledged, failed, answered, recalled.
import { DomainError } from '../errors.ts';
import type { ProgressCommand } from './commands.ts';
import type { Happened } from './events.ts';
import type { CaseState, DispatchStatus, ItemState } from './state.ts';

/** The item a dispatch id belongs to. */
export function getDispatch(state: CaseState, dispatchId: string): { item: string; status: DispatchStatus } {
  const found = Object.entries(state.items).find(([, i]) => i.dispatch?.id === dispatchId);
  if (!found) throw new DomainError('dispatch-not-found', 'The case has no such dispatch.');
  return { item: found[0], status: found[1].dispatch!.status };
}

// Reports come late and twice; what no longer matters changes nothing and is no fault.
export function acknowledgement(state: CaseState, dispatchId: string, at: number): Happened[] {
  const { item, status } = getDispatch(state, dispatchId);
  return status === 'pending' ? [{ type: 'dispatchAcknowledged', item, dispatchId, at }] : [];
}

export function dispatchFailure(
  state: CaseState,
  { dispatchId, code }: Extract<ProgressCommand, { type: 'reportDispatchFailure' }>,
  at: number,
): Happened[] {
  const { item, status } = getDispatch(state, dispatchId);
  return status === 'pending' ? [{ type: 'dispatchFailed', item, dispatchId, code, at }] : [];
}

export function recallEnd(
  state: CaseState,
  command: Extract<ProgressCommand, { type: 'confirmRecall' | 'reportRecallFailure' }>,
  at: number,
): Happened[] {
  const { dispatchId } = command;
  const { item, status } = getDispatch(state, dispatchId);
  if (status !== 'recalling') return [];
  return command.type === 'confirmRecall'
    ? [{ type: 'recallConfirmed', item, dispatchId, at }]
    : [{ type: 'recallFailed', item, dispatchId, code: command.code, at }];
}

/** Somebody mended what was in the way: what failed is tried again. An item that has ended has recalled its request. */
export function dispatchRetry(state: CaseState, dispatchId: string, at: number): Happened[] {
  const { item, status } = getDispatch(state, dispatchId);
  if (status === 'failed') return [{ type: 'dispatchRetried', item, dispatchId, at }];
  if (status === 'recall-failed') return [{ type: 'dispatchRecalled', item, dispatchId, at }];
  throw new DomainError('dispatch-not-open', `The dispatch is ${status}: there is nothing to try again.`);
}

/** An item ended: a system that was (or may have been) asked and has not answered is told to forget it. */
export function recallOf(id: string, item: ItemState, at: number): Happened[] {
  const { dispatch } = item;
  return dispatch && ['pending', 'acknowledged', 'failed'].includes(dispatch.status)
    ? [{ type: 'dispatchRecalled', item: id, dispatchId: dispatch.id, at }]
    : [];
}
