import { toTimestamp, type Db } from './db.ts';

export interface DispatchChange {
  readonly id: string;
  readonly itemId: string;
  readonly system: string;
  readonly kind: 'request' | 'recall';
  readonly status: 'pending' | 'acknowledged' | 'failed' | 'done';
  readonly until: number;
}
/** `retryAt` is set when the dispatch is new; afterwards only the sweeper moves it. */
export async function saveDispatches(
  db: Db,
  caseNo: string,
  dispatches: readonly DispatchChange[],
  retryAt: number,
): Promise<void> {
  if (dispatches.length === 0) return;
  await db.query({
    name: 'dispatches-save',
    text: `insert into dispatches (case_no, id, item_id, system, kind, status, until, retry_at)
           select $1, d.id, d.item_id, d.system, d.kind, d.status, d.until, $3
           from jsonb_to_recordset($2::jsonb) as d(id text, item_id text, system text, kind text, status text, until timestamptz)
           on conflict (case_no, id) do update set status = excluded.status, until = excluded.until`,
    values: [
      caseNo,
      JSON.stringify(
        dispatches.map((d) => ({
          id: d.id,
          item_id: d.itemId,
          system: d.system,
          kind: d.kind,
          status: d.status,
          until: toTimestamp(d.until),
        })),
      ),
      toTimestamp(retryAt),
    ],
  });
}

export type Disposition = 'applied' | 'late' | 'contradicting';
export interface AnswerRow {
  readonly answerId: string;
  readonly outcome: string;
  readonly disposition: Disposition;
  readonly contentHash: string;
}
export async function listAnswers(db: Db, caseNo: string, dispatchId: string): Promise<AnswerRow[]> {
  const { rows } = await db.query<{
    answer_id: string;
    outcome: string;
    disposition: Disposition;
    content_hash: string;
  }>({
    name: 'answers-list',
    text: `select answer_id, outcome, disposition, content_hash from answers where case_no = $1 and dispatch_id = $2 order by answer_id`,
    values: [caseNo, dispatchId],
  });
  return rows.map((r) => ({
    answerId: r.answer_id,
    outcome: r.outcome,
    disposition: r.disposition,
    contentHash: r.content_hash,
  }));
}
export async function insertAnswer(
  db: Db,
  caseNo: string,
  dispatchId: string,
  a: AnswerRow,
  at: number,
): Promise<void> {
  await db.query({
    name: 'answer-insert',
    text: `insert into answers (case_no, dispatch_id, answer_id, outcome, disposition, content_hash, received_at)
           values ($1, $2, $3, $4, $5, $6, $7) on conflict do nothing`,
    values: [caseNo, dispatchId, a.answerId, a.outcome, a.disposition, a.contentHash, toTimestamp(at)],
  });
}
