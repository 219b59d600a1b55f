import type { Outcome } from '../core/engine/events.ts';
import { fromTimestamp, toTimestamp, type Db } from './db.ts';

export interface TaskRow {
  readonly id: string;
  readonly caseNo: string;
  readonly itemId: string;
  readonly round: number;
  readonly matter: string;
  readonly organ: string;
  readonly stage: 'accept' | 'decide';
  readonly status: 'open' | 'done' | 'cancelled';
  readonly revision: number;
  readonly claimedBy?: string;
  readonly claimedPost?: string;
  readonly claimedAt?: number;
  readonly reviewedBy?: string;
  /** The revision that was reviewed: data that changed since is not. */
  readonly reviewedRevision?: number;
  readonly workSeq: number;
  readonly workHead: string;
}
interface Raw {
  id: string;
  case_no: string;
  item_id: string;
  round: number;
  matter: string;
  organ: string;
  stage: 'accept' | 'decide';
  status: 'open' | 'done' | 'cancelled';
  revision: number;
  claimed_by: string | null;
  claimed_post: string | null;
  claimed_at: Date | null;
  reviewed_by: string | null;
  reviewed_revision: number | null;
  work_seq: number;
  work_head: string;
}
const COLUMNS = `id, case_no, item_id, round, matter, organ, stage, status, revision, claimed_by, claimed_post, claimed_at,
  reviewed_by, reviewed_revision, work_seq, work_head`;
const toRow = (r: Raw): TaskRow => ({
  id: r.id,
  caseNo: r.case_no,
  itemId: r.item_id,
  round: r.round,
  matter: r.matter,
  organ: r.organ,
  stage: r.stage,
  status: r.status,
  revision: r.revision,
  ...(r.claimed_by !== null && { claimedBy: r.claimed_by }),
  ...(r.claimed_post !== null && { claimedPost: r.claimed_post }),
  claimedAt: fromTimestamp(r.claimed_at),
  ...(r.reviewed_by !== null && { reviewedBy: r.reviewed_by, reviewedRevision: r.reviewed_revision! }),
  workSeq: r.work_seq,
  workHead: r.work_head,
});

/** Locks the tasks of a case (after the case itself: lock order case, then task), so that each event carries the present work head. */
export async function lockTasks(db: Db, caseNo: string, item?: string): Promise<TaskRow[]> {
  const { rows } = await db.query<Raw>({
    name: item === undefined ? 'tasks-lock' : 'task-lock',
    text: `select ${COLUMNS} from tasks where case_no = $1 ${item === undefined ? '' : 'and item_id = $2'} order by item_id, round for no key update`,
    values: item === undefined ? [caseNo] : [caseNo, item],
  });
  return rows.map(toRow);
}

/** The tasks of a case as they stand, without a lock: for reading alone. */
export async function listTasks(db: Db, caseNo: string): Promise<TaskRow[]> {
  const { rows } = await db.query<Raw>({
    name: 'tasks-list',
    text: `select ${COLUMNS} from tasks where case_no = $1 order by item_id, round`,
    values: [caseNo],
  });
  return rows.map(toRow);
}

export interface TaskChange {
  readonly id: string;
  readonly itemId: string;
  readonly round: number;
  readonly organ: string;
  readonly stage: 'accept' | 'decide';
  readonly status: 'open' | 'done' | 'cancelled';
  readonly revision: number;
  readonly receivedAt: number;
  readonly warnAt?: number;
  readonly dueAt?: number;
}
/** Creates or changes tasks. One that moves to another stage loses its claim: the next stage belongs to other people. */
export async function saveTasks(
  db: Db,
  of: { caseNo: string; matter: string; region: string },
  tasks: readonly TaskChange[],
): Promise<void> {
  if (tasks.length === 0) return;
  await db.query({
    name: 'tasks-save',
    text: `insert into tasks as t (id, case_no, item_id, round, matter, organ, region, stage, status, revision, received_at, warn_at, due_at)
           select c.id, $1, c.item_id, c.round, $2, c.organ, $3, c.stage, c.status, c.revision, c.received_at, c.warn_at, c.due_at
           from jsonb_to_recordset($4::jsonb) as c(id uuid, item_id text, round int, organ text, stage text, status text, revision int,
             received_at timestamptz, warn_at timestamptz, due_at timestamptz)
           on conflict (case_no, item_id, round) do update set organ = excluded.organ, status = excluded.status,
             revision = excluded.revision, warn_at = excluded.warn_at, due_at = excluded.due_at,
             claimed_by = case when t.stage = excluded.stage then t.claimed_by end,
             claimed_post = case when t.stage = excluded.stage then t.claimed_post end,
             claimed_at = case when t.stage = excluded.stage then t.claimed_at end,
             stage = excluded.stage`,
    values: [
      of.caseNo,
      of.matter,
      of.region,
      JSON.stringify(
        tasks.map((t) => ({
          id: t.id,
          item_id: t.itemId,
          round: t.round,
          organ: t.organ,
          stage: t.stage,
          status: t.status,
          revision: t.revision,
          received_at: toTimestamp(t.receivedAt),
          warn_at: toTimestamp(t.warnAt) ?? 'infinity',
          due_at: toTimestamp(t.dueAt) ?? 'infinity',
        })),
      ),
    ],
  });
}

export interface Claim {
  readonly personId: string;
  readonly postId: string;
  readonly at: number;
}
export async function saveClaim(
  db: Db,
  taskId: string,
  claim: Claim | undefined,
  work: { seq: number; head: string },
): Promise<void> {
  await db.query({
    name: 'task-claim',
    text: `update tasks set claimed_by = $2, claimed_post = $3, claimed_at = $4, work_seq = $5, work_head = $6 where id = $1`,
    values: [taskId, claim?.personId ?? null, claim?.postId ?? null, toTimestamp(claim?.at), work.seq, work.head],
  });
}

export interface Review {
  readonly personId: string;
  readonly postId: string;
  readonly at: number;
  readonly revision: number;
  readonly proposal: Outcome;
  /** The opinion, sealed. */
  readonly textId: string | null;
}
export async function saveReview(db: Db, taskId: string, r: Review): Promise<void> {
  await db.query({
    name: 'task-review',
    text: `update tasks set reviewed_by = $2, reviewed_post = $3, reviewed_at = $4, reviewed_revision = $5, review_proposal = $6,
             review_text = $7 where id = $1`,
    values: [taskId, r.personId, r.postId, toTimestamp(r.at), r.revision, r.proposal, r.textId],
  });
}
export async function findReview(db: Db, taskId: string): Promise<Review | undefined> {
  const { rows } = await db.query<Omit<Review, 'at'> & { at: Date }>({
    name: 'task-review-find',
    text: `select reviewed_by as "personId", reviewed_post as "postId", reviewed_at as at, reviewed_revision as revision,
             review_proposal as proposal, review_text as "textId" from tasks where id = $1 and reviewed_by is not null`,
    values: [taskId],
  });
  return rows[0] && { ...rows[0], at: rows[0].at.getTime() };
}
