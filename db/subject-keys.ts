// The keys of persons: wrapped by a master key, and gone for good once erased.
import { toTimestamp, type Db } from './db.ts';

export interface SubjectKeyRow {
  readonly id: string;
  /** undefined once erased */
  readonly wrapped?: Buffer;
  readonly masterKeyId: string;
}
interface Raw {
  id: string;
  wrapped: Buffer | null;
  master_key_id: string;
}
const toRow = (r: Raw): SubjectKeyRow => ({
  id: r.id,
  wrapped: r.wrapped ?? undefined,
  masterKeyId: r.master_key_id,
});
export async function findSubjectKey(db: Db, id: string): Promise<SubjectKeyRow | undefined> {
  const { rows } = await db.query<Raw>({
    name: 'subject-key',
    text: 'select id, wrapped, master_key_id from subject_keys where id = $1',
    values: [id],
  });
  return rows[0] && toRow(rows[0]);
}
export async function findLiveSubjectKey(db: Db, subjectId: string): Promise<SubjectKeyRow | undefined> {
  const { rows } = await db.query<Raw>({
    name: 'subject-key-live',
    text: 'select id, wrapped, master_key_id from subject_keys where subject_id = $1 and erased_at is null',
    values: [subjectId],
  });
  return rows[0] && toRow(rows[0]);
}
export async function insertSubjectKey(
  db: Db,
  key: { id: string; subjectId: string; wrapped: Buffer; masterKeyId: string; at: number },
): Promise<void> {
  await db.query(
    `insert into subject_keys (id, subject_id, wrapped, master_key_id, created_at) values ($1, $2, $3, $4, $5)
     on conflict (subject_id) where erased_at is null do nothing`,
    [key.id, key.subjectId, key.wrapped, key.masterKeyId, toTimestamp(key.at)],
  );
}

/** Holds the live key until the transaction ends: nobody seals with it meanwhile for a new case. False when there is none. */
export async function lockLive(db: Db, subjectId: string): Promise<boolean> {
  const { rowCount } = await db.query(
    'select 1 from subject_keys where subject_id = $1 and erased_at is null for update',
    [subjectId],
  );
  return rowCount === 1;
}
export async function erase(db: Db, subjectId: string, at: number): Promise<void> {
  await db.query('update subject_keys set wrapped = null, erased_at = $2 where subject_id = $1 and erased_at is null', [
    subjectId,
    toTimestamp(at),
  ]);
}

type Wrapped = Required<SubjectKeyRow>;
/** Live keys that another master key has wrapped, after an id. */
export async function listWrappedByOthers(
  db: Db,
  masterKeyId: string,
  after: string,
  limit: number,
): Promise<Wrapped[]> {
  const { rows } = await db.query<{ id: string; wrapped: Buffer; master_key_id: string }>(
    `select id, wrapped, master_key_id from subject_keys
     where master_key_id <> $1 and wrapped is not null and ($2 = '' or id > $2::uuid) order by id limit $3`,
    [masterKeyId, after, limit],
  );
  return rows.map((r) => ({ id: r.id, wrapped: r.wrapped, masterKeyId: r.master_key_id }));
}
/** False when it is no longer what was read: wrapped anew by another, or erased. */
export async function replaceWrapped(
  db: Db,
  from: Wrapped,
  to: Pick<Wrapped, 'wrapped' | 'masterKeyId'>,
): Promise<boolean> {
  const { rowCount } = await db.query(
    'update subject_keys set wrapped = $3, master_key_id = $4 where id = $1 and master_key_id = $2 and wrapped is not null',
    [from.id, from.masterKeyId, to.wrapped, to.masterKeyId],
  );
  return rowCount === 1;
}
export async function countByMasterKey(db: Db): Promise<{ masterKeyId: string; live: number; erased: number }[]> {
  const { rows } = await db.query<{ masterKeyId: string; live: number; erased: number }>(
    `select master_key_id as "masterKeyId", count(*) filter (where wrapped is not null)::int as live,
       count(*) filter (where wrapped is null)::int as erased from subject_keys group by 1 order by 1`,
  );
  return rows;
}
