// Work distribution inside a department: claim and release. Not process state: a stream `work` of its own, locked by the task row.
import { checkAccess } from '../core/access.ts';
import { DomainError } from '../core/errors.ts';
import { findCase } from '../db/cases.ts';
import type { Db } from '../db/db.ts';
import { insertEvents } from '../db/events.ts';
import { lockTasks, saveClaim, type Claim, type TaskRow } from '../db/tasks.ts';
import { authorise, findStanding } from './authorise.ts';
import { appendChain } from './chain.ts';
import type { LedgerDeps } from './deps.ts';
import type { Actor, Applied, Request } from './ledger.ts';
import { findRepeated, reused, takeKey } from './requests.ts';
import { inTransaction } from './transaction.ts';

export const workStream = (task: Pick<TaskRow, 'itemId' | 'round'>): string => `work/${task.itemId}/${task.round}`;

/** Nothing is handed when it already is as it is asked to be. */
type Given = Handed | undefined;
interface Handed {
  readonly event: 'claimed' | 'released';
  readonly claim: Claim | undefined;
}

export const claim = (deps: LedgerDeps, caseNo: string, item: string, request: Request): Promise<Applied> =>
  distribute(deps, caseNo, item, request, 'claim', (task, actor, at) => {
    if (task.claimedBy === actor.personId) return undefined;
    if (task.claimedBy !== undefined)
      throw new DomainError('task-claimed', 'Somebody else has claimed this task.', {
        params: { post: task.claimedPost!, at: new Date(task.claimedAt!).toISOString() },
      });
    return { event: 'claimed', claim: { personId: actor.personId, postId: actor.postId!, at } };
  });

/** By him who claimed it, or by the head of the organ (somebody is ill). */
export const release = (deps: LedgerDeps, caseNo: string, item: string, request: Request): Promise<Applied> =>
  distribute(deps, caseNo, item, request, 'release', async (task, actor, _at, isHead) => {
    if (task.claimedBy === undefined) return undefined;
    if (task.claimedBy !== actor.personId && !(await isHead()))
      throw new DomainError('task-not-claimed', 'Somebody else has claimed this task; his head may release it.');
    return { event: 'released', claim: undefined };
  });

function distribute(
  deps: LedgerDeps,
  caseNo: string,
  item: string,
  request: Request,
  action: 'claim' | 'release',
  hand: (task: TaskRow, actor: Actor, at: number, isHead: () => Promise<boolean>) => Given | Promise<Given>,
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
    if (task.status !== 'open') throw new DomainError('item-not-open', 'The task is finished.');
    const handed = await hand(task, actor, now, () => isHeadOf(db, actor, task.organ, now));
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
  const link = { at: now, type: handed.event, body: { item: task.itemId }, commandId: request.key, actor };
  const head = { seq: task.workSeq, hash: task.workHead };
  const chain = appendChain(task.caseNo, workStream(task), head, [link], now);
  await insertEvents(db, chain.rows);
  await saveClaim(db, task.id, handed.claim, { seq: chain.head.seq, head: chain.head.hash });
}
