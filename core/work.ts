// Work distribution: what a claim and a review let others do. The ledger refuses by it, screens grey out by it.
import { doneByPosts, type Action } from './access.ts';
import type { PlanItem } from './engine/plan.ts';
import { DomainError } from './errors.ts';

/** A task as work distribution sees it. */
export interface Work {
  readonly stage: 'accept' | 'decide';
  readonly status: 'open' | 'done' | 'cancelled';
  readonly revision: number;
  readonly claimedBy?: string;
  readonly claimedPost?: string;
  readonly claimedAt?: number | undefined;
  readonly reviewedBy?: string;
  readonly reviewedRevision?: number;
}
/** Who works on it. `heads`: as the head of the organ that has the task. */
export interface Worker {
  readonly personId: string;
  readonly heads: boolean;
}

/** A claim keeps colleagues from the work claimed: not the applicant's side, nor the head who is asked for more time. */
export const boundByClaim = (action: Action): boolean => doneByPosts(action) && action !== 'decideExtension';

export function refuseFinished({ status }: Work): void {
  if (status !== 'open') throw new DomainError('item-not-open', 'The task is finished.');
}
export function refuseClaimed(task: Work, personId: string): void {
  if (task.claimedBy !== undefined && task.claimedBy !== personId)
    throw new DomainError('task-claimed', 'Somebody else has claimed this task.', {
      params: { post: task.claimedPost!, at: new Date(task.claimedAt!).toISOString() },
    });
}
/** By him who claimed it, or by the head of the organ (somebody is ill). */
export function refuseForeignRelease(task: Work, { personId, heads }: Worker): void {
  if (task.claimedBy !== undefined && task.claimedBy !== personId && !heads)
    throw new DomainError('task-not-claimed', 'Somebody else has claimed this task; his head may release it.');
}
export function refuseReview(task: Work, personId: string, revision: number): void {
  if (task.stage !== 'decide') throw new DomainError('item-not-open', 'The item is not accepted yet.');
  refuseClaimed(task, personId);
  if (task.revision !== revision)
    throw new DomainError('item-changed', 'The data changed since you looked; look again.');
}
/** 一审一核: where the matter says so, nobody decides what was not reviewed as it stands, or what he reviewed himself. */
export function refuseUnreviewed(planned: PlanItem | undefined, task: Work, personId: string): void {
  if (planned?.review !== 'required') return;
  if (task.reviewedRevision !== task.revision)
    throw new DomainError('review-missing', 'Somebody else must review it first, as it stands now.');
  if (task.reviewedBy === personId)
    throw new DomainError('reviewed-by-oneself', 'You reviewed it: somebody else decides.');
}
