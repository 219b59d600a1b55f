// Who looked at what of a case, and who was refused.
import { randomUUID } from 'node:crypto';
import { toTimestamp, type Db } from './db.ts';

export interface Look {
  readonly caseNo: string;
  /** None: a department's own system was sent it. */
  readonly personId?: string | undefined;
  readonly postId?: string | undefined;
  readonly organisationId?: string | undefined;
  readonly relation: string;
  readonly action: string;
  /** What was shown: never the contents. */
  readonly what: string;
  readonly itemId?: string | undefined;
}
/** Looks of the same person at the same thing are one, for so long: a page that asks again every few seconds is one look. */
const ONE_LOOK_MS = 10 * 60_000;

export async function insertLook(db: Db, look: Look, at: number): Promise<void> {
  await db.query({
    name: 'look-insert',
    text: `insert into access_log (id, case_no, at, person_id, post_id, organisation_id, relation, action, what, item_id)
           select $1, $2, $3, $4, $5, $6, $7, $8, $9, $10 where not exists (
             select 1 from access_log where case_no = $2 and at > $11 and person_id is not distinct from $4 and post_id is not distinct from $5
               and relation = $7 and what = $9 and item_id is not distinct from $10)`,
    values: [
      randomUUID(),
      look.caseNo,
      toTimestamp(at),
      look.personId ?? null,
      look.postId ?? null,
      look.organisationId ?? null,
      look.relation,
      look.action,
      look.what,
      look.itemId ?? null,
      toTimestamp(at - ONE_LOOK_MS),
    ],
  });
}

/** When this person last began to look at this, if he ever did. */
export async function findLastLook(
  db: Db,
  of: { readonly caseNo: string; readonly personId: string; readonly what: string; readonly itemId: string },
): Promise<number | undefined> {
  const { rows } = await db.query<{ at: Date | null }>({
    name: 'look-last',
    text: 'select max(at) as at from access_log where case_no = $1 and person_id = $2 and what = $3 and item_id = $4',
    values: [of.caseNo, of.personId, of.what, of.itemId],
  });
  return rows[0]?.at?.getTime();
}

export interface ListedLook extends Look {
  readonly id: string;
  readonly at: number;
  readonly organisationName: { readonly zh: string; readonly en: string } | null;
  readonly postName: { readonly zh: string; readonly en: string } | null;
  readonly position: string;
}
export async function listLooks(
  db: Db,
  caseNo: string,
  before: readonly [at: string, id: string] | undefined,
  limit: number,
): Promise<ListedLook[]> {
  const { rows } = await db.query<Omit<ListedLook, 'at'> & { at: Date }>({
    name: 'looks',
    text: `select l.id, l.case_no as "caseNo", l.at, l.at::text as position, l.person_id as "personId", l.post_id as "postId",
             l.organisation_id as "organisationId", l.relation, l.action, l.what, l.item_id as "itemId",
             o.name as "organisationName", p.name as "postName"
           from access_log l left join organisations o on o.id = l.organisation_id left join posts p on p.id = l.post_id
           where l.case_no = $1 and (l.at, l.id) < ($2::timestamptz, $3::uuid) order by l.at desc, l.id desc limit $4`,
    values: [caseNo, before?.[0] ?? 'infinity', before?.[1] ?? 'ffffffff-ffff-ffff-ffff-ffffffffffff', limit],
  });
  return rows.map((r) => ({ ...r, at: r.at.getTime() }));
}

export interface RefusedTry {
  /** Empty when nobody was signed in. */
  readonly personId: string;
  readonly route: string;
  /** The id asked for; empty where it is none of ours. */
  readonly subject: string;
  readonly code: string;
}
export async function countRefusedTry(db: Db, t: RefusedTry, at: number): Promise<void> {
  await db.query({
    name: 'refused-try',
    text: `insert into refused_tries as r (person_id, route, subject, code, hour, tries, first_at, last_at)
           values ($1, $2, $3, $4, date_trunc('hour', $5::timestamptz), 1, $5, $5)
           on conflict (hour, person_id, route, subject, code) do update set tries = r.tries + 1, last_at = greatest(r.last_at, excluded.last_at)`,
    values: [t.personId, t.route, t.subject, t.code, toTimestamp(at)],
  });
}
export interface ListedRefusedTry extends RefusedTry {
  readonly tries: number;
  readonly firstAt: number;
  readonly lastAt: number;
  readonly position: string;
  /** With the position, its place in the list. */
  readonly key: string;
}
export async function listRefusedTries(
  db: Db,
  filter: { readonly personId?: string; readonly subject?: string },
  before: readonly [lastAt: string, key: string] | undefined,
  limit: number,
): Promise<ListedRefusedTry[]> {
  const { rows } = await db.query<Omit<ListedRefusedTry, 'firstAt' | 'lastAt'> & { firstAt: Date; lastAt: Date }>({
    name: 'refused-tries',
    text: `select person_id as "personId", route, subject, code, tries, first_at as "firstAt", last_at as "lastAt", last_at::text as position,
             concat_ws(' ', person_id, route, subject, code) as key
           from refused_tries where ($1::text is null or person_id = $1) and ($2::text is null or subject = $2)
             and (last_at, concat_ws(' ', person_id, route, subject, code)) < ($3::timestamptz, $4)
           order by last_at desc, concat_ws(' ', person_id, route, subject, code) desc limit $5`,
    values: [filter.personId ?? null, filter.subject ?? null, before?.[0] ?? 'infinity', before?.[1] ?? '', limit],
  });
  return rows.map((r) => ({ ...r, firstAt: r.firstAt.getTime(), lastAt: r.lastAt.getTime() }));
}
