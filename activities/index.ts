// What workflows know of activities: types only. Everything here is recorded in histories: ids, durations, codes; add, never change.
import type { ProgressCommand } from '../core/engine/commands.ts';

/** A call to a department's system as the workflow sees it; what is sent, the activity reads from the ledger. */
export interface WireDispatch {
  readonly id: string;
  readonly dispatchId: string;
  readonly item: string;
  readonly kind: 'request' | 'recall';
  readonly system: string;
  /** Milliseconds for which trying makes sense. */
  readonly limitMs: number;
  /** Milliseconds one try may take. */
  readonly attemptMs: number;
}
export type DispatchRef = Omit<WireDispatch, 'limitMs' | 'attemptMs'>;

/** What the conductor has to know of the agenda. */
export interface Look {
  /** Milliseconds until the next threshold. */
  readonly inMs?: number;
  readonly dispatch: readonly WireDispatch[];
  readonly waitsFor: readonly string[];
  /** Nothing due, dispatched or ahead: the run may end. */
  readonly idle: boolean;
}
export type FailureReport = Extract<ProgressCommand, { type: 'reportDispatchFailure' | 'reportRecallFailure' }>;

/** Short, on the ledger: run as local activities. Each may run twice. */
export interface LedgerActivities {
  advance(caseNo: string): Promise<Look>;
  report(caseNo: string, command: FailureReport): Promise<void>;
  reportConductFailure(caseNo: string, code: string, retryInMs: number): Promise<void>;
}
/** On departments' systems: real activities. Each may run twice. */
export interface DeliveryActivities {
  deliver(caseNo: string, dispatch: DispatchRef): Promise<void>;
  recall(caseNo: string, dispatch: DispatchRef): Promise<void>;
}
/** Over many cases: real activities. Each may run twice. */
export interface BatchActivities {
  /** The next open cases that follow a published calendar; answers where to go on, or nothing when all were looked at. */
  rolloutStep(calendarHash: string, after: string): Promise<{ readonly after?: string }>;
}
export type Activities = LedgerActivities & DeliveryActivities & BatchActivities;
