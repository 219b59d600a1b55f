import { toTimestamp, type Db } from './db.ts';

export interface StoredRequest {
  readonly requestHash: string;
  readonly caseNo: string;
  readonly seq: number;
}
export async function findRequest(db: Db, principal: string, key: string): Promise<StoredRequest | undefined> {
  const { rows } = await db.query<{ request_hash: string; case_no: string; seq: number }>({
    name: 'request-find',
    text: 'select request_hash, case_no, seq from idempotency_keys where principal = $1 and key = $2',
    values: [principal, key],
  });
  const row = rows[0];
  return row && { requestHash: row.request_hash, caseNo: row.case_no, seq: row.seq };
}
/** False when the key is taken. Waits for a transaction that is just taking it. */
export async function insertRequest(
  db: Db,
  principal: string,
  key: string,
  request: StoredRequest,
  at: number,
): Promise<boolean> {
  const { rowCount } = await db.query({
    name: 'request-insert',
    text: `insert into idempotency_keys (principal, key, request_hash, case_no, seq, created_at) values ($1, $2, $3, $4, $5, $6)
           on conflict do nothing`,
    values: [principal, key, request.requestHash, request.caseNo, request.seq, toTimestamp(at)],
  });
  return rowCount === 1;
}
