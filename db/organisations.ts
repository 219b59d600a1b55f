// The tree of organisations with posts, holders and representatives: read as a whole, changed row by row.
import type { Power } from '../core/access.ts';
import type { ItemStatus } from '../core/engine/state.ts';
import type { Change, Rows, SubjectKind } from '../core/organisations/draft.ts';
import type { Holding, Organisation, PersonKind, Post, Representative, Tree } from '../core/organisations/tree.ts';
import { toTimestamp, type Db } from './db.ts';

const LOCK = 4_310_199;
/** One change of the tree at a time: until the transaction ends, no other can be judged by a ground that is about to move. */
export async function lockTree(db: Db): Promise<void> {
  await db.query('select pg_advisory_xact_lock($1)', [LOCK]);
}

interface Asked {
  readonly at: number;
  readonly persons: readonly string[];
  /** The organisations to be closed: of these, what keeps them open is counted. */
  readonly closing: readonly string[];
  readonly ended: readonly ItemStatus[];
}
export async function readTree(db: Db, asked: Asked): Promise<Tree> {
  return {
    organisations: await readOrganisations(db),
    posts: await readPosts(db),
    holdings: await readHoldings(db, asked.at),
    representatives: await readRepresentatives(db, asked.at),
    persons: await readPersonKinds(db, asked.persons),
    work: asked.closing.length === 0 ? new Map() : await countWork(db, asked.closing, asked.ended),
  };
}

const instantOr = (at: Date | null) => at?.toISOString() ?? null;
async function readOrganisations(db: Db): Promise<Organisation[]> {
  const { rows } = await db.query<Omit<Organisation, 'closedAt'> & { closed_at: Date | null }>(
    `select id, parent_id as "parentId", kind, division_code as "divisionCode", name, closed_at from organisations`,
  );
  return rows.map(({ closed_at, ...row }) => ({ ...row, closedAt: instantOr(closed_at) }));
}
async function readPosts(db: Db): Promise<Post[]> {
  const { rows } = await db.query<Omit<Post, 'closedAt'> & { closed_at: Date | null }>(
    `select id, organisation_id as "organisationId", role, name, closed_at from posts`,
  );
  return rows.map(({ closed_at, ...row }) => ({ ...row, closedAt: instantOr(closed_at) }));
}
interface Spanned {
  valid_from: Date;
  valid_until: Date | null;
}
const span = ({ valid_from, valid_until }: Spanned) => ({
  from: valid_from.toISOString(),
  until: instantOr(valid_until),
});
async function readHoldings(db: Db, at: number): Promise<Holding[]> {
  const { rows } = await db.query<Omit<Holding, 'from' | 'until'> & Spanned>(
    `select person_id as "personId", post_id as "postId", kind, for_person as "forPerson", valid_from, valid_until
     from post_holdings where valid_until is null or valid_until > $1`,
    [toTimestamp(at)],
  );
  return rows.map(({ valid_from, valid_until, ...row }) => ({ ...row, ...span({ valid_from, valid_until }) }));
}
async function readRepresentatives(db: Db, at: number): Promise<Representative[]> {
  const { rows } = await db.query<Omit<Representative, 'from' | 'until'> & Spanned>(
    `select id, principal_id as "principalId", person_id as "personId", valid_from, valid_until from authorisations
     where kind = 'representative' and revoked_at is null and (valid_until is null or valid_until > $1)`,
    [toTimestamp(at)],
  );
  return rows.map(({ valid_from, valid_until, ...row }) => ({ ...row, ...span({ valid_from, valid_until }) }));
}
async function readPersonKinds(db: Db, ids: readonly string[]): Promise<Map<string, PersonKind>> {
  const { rows } = await db.query<{ id: string; kind: PersonKind }>('select id, kind from persons where id = any($1)', [
    ids,
  ]);
  return new Map(rows.map((r) => [r.id, r.kind]));
}

/** What holds these organisations open. Their rows are locked first: who is just opening work there is waited for. */
async function countWork(db: Db, ids: readonly string[], ended: readonly ItemStatus[]): Promise<Tree['work']> {
  await db.query('select 1 from organisations where id = any($1) order by id for update', [ids]);
  const { rows } = await db.query<{ id: string; items: number; matters: number }>(
    `with closing as (select unnest($1::text[]) as id),
       named as (
         select p.hash, c.id as organ, i->>'id' as item from plans p, jsonb_array_elements(p.body->'items') i, closing c
         where p.body->>'lead' = c.id or exists (select 1 from jsonb_each_text(i->'organs') o where o.value = c.id)),
       present as (select distinct on (matter) matter, plan_hash from definitions where retired_at is null order by matter, published_at desc)
     select id,
       (select count(*)::int from cases s join named n on n.hash = s.plan_hash where n.organ = closing.id and s.status <> 'closed'
          and coalesce(s.state->'items'->n.item->>'status', '') <> all($2)) as items,
       (select count(distinct matter)::int from present d join named n on n.hash = d.plan_hash where n.organ = closing.id) as matters
     from closing`,
    [ids, ended],
  );
  return new Map(rows.map(({ id, items, matters }) => [id, { items, matters }]));
}

/** Writes what the rows have become. @param granted who made it so, and what a representative may do */
export async function saveChanges(
  db: Db,
  changes: readonly Change[],
  granted: {
    readonly by: string;
    readonly at: number;
    readonly matters: readonly string[];
    readonly actions: readonly Power[];
  },
): Promise<void> {
  const last = <K extends SubjectKind>(kind: K) => {
    const rows = new Map(changes.filter((c) => c.kind === kind).map((c) => [c.id, c.after]));
    return [...rows.values()] as Rows[K][];
  };
  await upsert(
    db,
    `insert into organisations (id, parent_id, kind, division_code, name, closed_at)
     select id, "parentId", kind, "divisionCode", name, "closedAt" from jsonb_to_recordset($1::jsonb)
       as r(id text, "parentId" text, kind text, "divisionCode" text, name jsonb, "closedAt" timestamptz)
     on conflict (id) do update set parent_id = excluded.parent_id, division_code = excluded.division_code, name = excluded.name,
       closed_at = excluded.closed_at`,
    last('organisation'),
  );
  await upsert(
    db,
    `insert into posts (id, organisation_id, role, name, closed_at)
     select id, "organisationId", role, name, "closedAt" from jsonb_to_recordset($1::jsonb)
       as r(id text, "organisationId" text, role text, name jsonb, "closedAt" timestamptz)
     on conflict (id) do update set name = excluded.name, closed_at = excluded.closed_at`,
    last('post'),
  );
  await upsert(
    db,
    `insert into post_holdings (person_id, post_id, valid_from, valid_until, kind, for_person)
     select "personId", "postId", "from", until, kind, "forPerson" from jsonb_to_recordset($1::jsonb)
       as r("personId" text, "postId" text, "from" timestamptz, until timestamptz, kind text, "forPerson" text)
     on conflict (person_id, post_id, valid_from) do update set valid_until = excluded.valid_until, kind = excluded.kind,
       for_person = excluded.for_person`,
    last('holding'),
  );
  const { by, at, matters, actions } = granted;
  await upsert(
    db,
    `insert into authorisations (id, kind, principal_id, person_id, matters, actions, may_pass_on, valid_from, valid_until, granted_by, granted_at)
     select id, 'representative', "principalId", "personId", $2, $3, true, "from", until, $4, $5 from jsonb_to_recordset($1::jsonb)
       as r(id uuid, "principalId" text, "personId" text, "from" timestamptz, until timestamptz)
     on conflict (id) do update set valid_until = excluded.valid_until`,
    last('authorisation'),
    [JSON.stringify(matters), JSON.stringify(actions), by, toTimestamp(at)],
  );
}
async function upsert(db: Db, text: string, rows: readonly unknown[], more: unknown[] = []): Promise<void> {
  if (rows.length > 0) await db.query(text, [JSON.stringify(rows), ...more]);
}
