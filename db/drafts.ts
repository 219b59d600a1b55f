// 草稿: sealed rows that are replaced as a whole, each by who saw the one before.
import { toTimestamp, type Db } from './db.ts';

export interface DraftPlace {
  readonly personId: string;
  /** For whom it is filled in. */
  readonly onBehalfOf: string;
  readonly matter: string;
}
export interface DraftRow {
  readonly id: string;
  readonly revision: number;
  readonly keyId: string | null;
  readonly sealed: Buffer | null;
  readonly savedAt: Date;
}
const COLUMNS = 'select id, revision, key_id as "keyId", sealed, saved_at as "savedAt" from drafts';
const PLACE = 'person_id = $1 and on_behalf_of = $2 and matter = $3';
const valuesOf = ({ personId, onBehalfOf, matter }: DraftPlace) => [personId, onBehalfOf, matter];

export async function findDraft(db: Db, place: DraftPlace): Promise<DraftRow | undefined> {
  const { rows } = await db.query<DraftRow>({
    name: 'draft-find',
    text: `${COLUMNS} where ${PLACE}`,
    values: valuesOf(place),
  });
  return rows[0];
}
/** The place's row, made when there is none, locked until the transaction ends. */
export async function lockDraft(db: Db, place: DraftPlace, id: string, at: number): Promise<DraftRow> {
  await db.query({
    name: 'draft-begin',
    text: `insert into drafts (id, person_id, on_behalf_of, matter, revision, saved_at) values ($4, $1, $2, $3, 0, $5)
           on conflict (person_id, on_behalf_of, matter) do nothing`,
    values: [...valuesOf(place), id, toTimestamp(at)],
  });
  const { rows } = await db.query<DraftRow>({
    name: 'draft-lock',
    text: `${COLUMNS} where ${PLACE} for update`,
    values: valuesOf(place),
  });
  return rows[0]!;
}
export async function replaceDraft(
  db: Db,
  id: string,
  content: { readonly keyId: string; readonly sealed: Buffer } | undefined,
  at: number,
): Promise<void> {
  await db.query({
    name: 'draft-replace',
    text: 'update drafts set revision = revision + 1, key_id = $2, sealed = $3, saved_at = $4 where id = $1',
    values: [id, content?.keyId ?? null, content?.sealed ?? null, toTimestamp(at)],
  });
}
/** Contents that nobody has touched since. */
export async function forgetDrafts(db: Db, before: number): Promise<void> {
  await db.query({
    name: 'drafts-forget',
    text: `update drafts set key_id = null, sealed = null where id in
             (select id from drafts where sealed is not null and saved_at < $1 order by saved_at limit 20 for update skip locked)`,
    values: [toTimestamp(before)],
  });
}
