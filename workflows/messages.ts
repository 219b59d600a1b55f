// What the outside may say to a conductor. Names and shapes are recorded in histories: add, never change.
import { defineQuery, defineUpdate } from '@temporalio/workflow';

/** What a run can say of itself: ids, durations and codes only. */
export interface Progress {
  /** Item ids and organs the case waits for. */
  readonly waitsFor: readonly string[];
  /** Dispatch ids now being delivered to departments' systems. */
  readonly delivering: readonly string[];
  /** Milliseconds from the last look to the next threshold. */
  readonly nextInMs?: number;
  /** How many looks have failed in a row. */
  readonly failures: number;
}

/** "The ledger has something for you": the conductor looks again. Carries nothing; the update id is `wake-<seq>`. */
export const wake = defineUpdate<void>('wake');
export const progress = defineQuery<Progress>('progress');
