// Work distribution inside a department: claim, release, review. Not process state: a stream `work` of its own, locked by the task row.
import { checkAccess } from '../core/access.ts';
import { DomainError } from '../core/errors.ts';
import { refuseClaimed, refuseFinished, refuseForeignRelease, refuseReview } from '../core/work.ts';
import { findCase, type CaseRow } from '../db/cases.ts';
import type { Db } from '../db/db.ts';
import { insertEvents } from '../db/events.ts';
import { lockTasks, saveClaim, saveReview, type Claim, type Review, type TaskRow } from '../db/tasks.ts';
import { sealText } from './apply.ts';
import { authorise, findStanding } from './authorise.ts';
import { appendChain } from './chain.ts';
import type { LedgerDeps } from './deps.ts';
import type { Actor, Applied, Request, ReviewIntent } from './ledger.ts';
import { findRepeated, reused, takeKey } from './requests.ts';
import { inTransaction } from './transaction.ts';

export const workStream = (task: Pick<TaskRow, 'itemId' | 'round'>): string => `work/${task.itemId}/${task.round}`;

/** Nothing is handed when it already is as it is asked to be. */
type Given = Handed | undefined;
interface Handed {
  readonly event: 'claimed' | 'released' | 'reviewed';
  readonly claim: Claim | undefined;
  readonly body?: Readonly<Record<string, unknown>>;
  readonly review?: Review;
}
interface Hand {
  readonly db: Db;
  readonly row: CaseRow;
  readonly task: TaskRow;
  readonly actor: Actor;
  readonly now: number;
}

export const claim = (deps: LedgerDeps, caseNo: string, item: string, request: Request): Promise<Applied> =>
  distribute(deps, caseNo, item, request, 'claim', ({ task, actor, now: at }) => {
    refuseClaimed(task, actor.personId);
    if (task.claimedBy !== undefined) return undefined;
    return { event: 'claimed', claim: { personId: actor.personId, postId: actor.postId!, at } };
  });

export const release = (deps: LedgerDeps, caseNo: string, item: string, request: Request): Promise<Applied> =>
  distribute(deps, caseNo, item, request, 'release', async ({ db, task, actor, now }) => {
    if (task.claimedBy === undefined) return undefined;
    refuseForeignRelease(task, { personId: actor.personId, heads: await isHeadOf(db, actor, task.organ, now) });
    return { event: 'released', claim: undefined };
  });

/** The opinion of one officer for another who decides; what was claimed for it is free again. */
export const review = (
  deps: LedgerDeps,
  caseNo: string,
  item: string,
  request: Request,
  { revision, proposal, opinion }: ReviewIntent,
): Promise<Applied> =>
  distribute(deps, caseNo, item, request, 'review', async ({ db, row, task, actor, now: at }) => {
    refuseReview(task, actor.personId, revision);
    const text = await sealText(deps, { db, row }, item, 'opinion', opinion);
    const by = { personId: actor.personId, postId: actor.postId!, at };
    return {
      event: 'reviewed',
      claim: undefined,
      body: { revision, proposal, ...(text && { opinion: text }) },
      review: { ...by, revision, proposal, textId: text?.id ?? null },
    };
  });

function distribute(
  deps: LedgerDeps,
  caseNo: string,
  item: string,
  request: Request,
  action: 'claim' | 'release' | 'review',
  hand: (given: Hand) => Given | Promise<Given>,
): Promise<Applied> {
  return inTransaction(deps.pool, async (db) => {
    const row = await findCase(db, caseNo);
    const task = row && (await lockTasks(db, caseNo, item)).at(-1);
    if (!row || !task) throw new DomainError('task-not-found', 'There is no such task.');
    const answer = (repeated: boolean): Applied => ({
      caseNo,
      matter: row.matter,
      seq: row.seq,
      repeated,
      wake: false,
    });
    const repeated = await findRepeated(db, deps.vault, request);
    if (repeated) return answer(true);
    const now = Math.max(await deps.clock(db), task.claimedAt ?? 0);
    const actor = await authorise(db, request.actor, action, { row, organs: [task.organ] }, now);
    refuseFinished(task);
    const handed = await hand({ db, row, task, actor, now });
    if (handed) await saveHanded(db, task, handed, request, actor, now);
    if (!(await takeKey(db, deps.vault, request, { caseNo, seq: row.seq }, now))) throw reused();
    return answer(false);
  });
}

async function isHeadOf(db: Db, actor: Actor, organ: string, at: number): Promise<boolean> {
  const standing = await findStanding(db, actor.personId, at, { organs: [organ] });
  return checkAccess('release', { ...standing, posts: standing.posts.filter((p) => p.role === 'head') }).allowed;
}

async function saveHanded(db: Db, task: TaskRow, handed: Handed, request: Request, actor: Actor, now: number) {
  const link = {
    at: now,
    type: handed.event,
    body: { item: task.itemId, ...handed.body },
    commandId: request.key,
    actor,
  };
  const head = { seq: task.workSeq, hash: task.workHead };
  const chain = appendChain(task.caseNo, workStream(task), head, [link], now);
  await insertEvents(db, chain.rows);
  if (handed.review) await saveReview(db, task.id, handed.review);
  await saveClaim(db, task.id, handed.claim, { seq: chain.head.seq, head: chain.head.hash });
}
