import type { Role } from '../core/access.ts';
import type { Text } from '../core/text.ts';
import { toTimestamp, type Db } from './db.ts';

export interface PostRow {
  readonly postId: string;
  readonly orgId: string;
  readonly orgKind: string;
  readonly divisionCode: string;
  readonly role: Role;
}
/** The posts a person holds at this instant, as appointed or as a substitute. */
export async function listHeldPosts(db: Db, personId: string, at: number): Promise<PostRow[]> {
  const { rows } = await db.query<PostRow>({
    name: 'posts-held',
    text: `select distinct p.id as "postId", o.id as "orgId", o.kind as "orgKind", o.division_code as "divisionCode", p.role
           from post_holdings h join posts p on p.id = h.post_id join organisations o on o.id = p.organisation_id
           where h.person_id = $1 and h.valid_from <= $2 and (h.valid_until is null or h.valid_until > $2)
             and (p.closed_at is null or p.closed_at > $2) and (o.closed_at is null or o.closed_at > $2) order by p.id`,
    values: [personId, toTimestamp(at)],
  });
  return rows;
}

/** Whether a person held, at or before this instant, a post of this organisation. */
export async function hasEverHeldPostAt(
  db: Db,
  personId: string,
  organisationId: string,
  at: number,
): Promise<boolean> {
  const { rowCount } = await db.query({
    name: 'posts-ever-held',
    text: `select 1 from post_holdings h join posts p on p.id = h.post_id where h.person_id = $1 and p.organisation_id = $2 and h.valid_from <= $3 limit 1`,
    values: [personId, organisationId, toTimestamp(at)],
  });
  return rowCount !== 0;
}

export async function hasEverHeldPost(db: Db, personId: string, postId: string): Promise<boolean> {
  const { rowCount } = await db.query('select 1 from post_holdings where person_id = $1 and post_id = $2 limit 1', [
    personId,
    postId,
  ]);
  return rowCount !== 0;
}

export interface PersonRow {
  readonly id: string;
  readonly kind: 'natural' | 'legal' | 'system';
  readonly keyId: string | null;
  readonly profile: Buffer | null;
}
export async function findPerson(db: Db, id: string): Promise<PersonRow | undefined> {
  const { rows } = await db.query<{
    id: string;
    kind: PersonRow['kind'];
    key_id: string | null;
    profile: Buffer | null;
  }>({
    name: 'person-find',
    text: 'select id, kind, key_id, profile from persons where id = $1',
    values: [id],
  });
  const row = rows[0];
  return row && { id: row.id, kind: row.kind, keyId: row.key_id, profile: row.profile };
}
export async function savePerson(
  db: Db,
  person: { id: string; kind: PersonRow['kind']; subject: string; keyId: string | null; profile: Buffer | null },
): Promise<void> {
  await db.query(
    `insert into persons (id, kind, subject, key_id, profile) values ($1, $2, $3, $4, $5) on conflict (id) do nothing`,
    [person.id, person.kind, person.subject, person.keyId, person.profile],
  );
}

export async function saveOrganisation(
  db: Db,
  o: { id: string; parentId?: string | null; kind: string; divisionCode: string; name: Text },
): Promise<void> {
  await db.query(
    `insert into organisations (id, parent_id, kind, division_code, name) values ($1, $2, $3, $4, $5)
     on conflict (id) do update set parent_id = excluded.parent_id, kind = excluded.kind, division_code = excluded.division_code, name = excluded.name`,
    [o.id, o.parentId ?? null, o.kind, o.divisionCode, JSON.stringify(o.name)],
  );
}
export async function findOrganisationName(db: Db, id: string): Promise<Text | undefined> {
  const { rows } = await db.query<{ name: Text }>({
    name: 'organisation-name',
    text: 'select name from organisations where id = $1',
    values: [id],
  });
  return rows[0]?.name;
}
export async function listOrganisationNames(db: Db, ids: readonly string[]): Promise<ReadonlyMap<string, Text>> {
  const { rows } = await db.query<{ id: string; name: Text }>({
    name: 'organisation-names',
    text: 'select id, name from organisations where id = any($1)',
    values: [[...new Set(ids)]],
  });
  return new Map(rows.map(({ id, name }) => [id, name]));
}
export async function savePost(
  db: Db,
  p: { id: string; organisationId: string; role: Role; name: Text },
): Promise<void> {
  await db.query(
    `insert into posts (id, organisation_id, role, name) values ($1, $2, $3, $4)
     on conflict (id) do update set organisation_id = excluded.organisation_id, role = excluded.role, name = excluded.name`,
    [p.id, p.organisationId, p.role, JSON.stringify(p.name)],
  );
}
/** Appoints a person to a post from an instant on; a holding that runs already stays as it is. */
export async function appoint(db: Db, personId: string, postId: string, from: number): Promise<void> {
  await db.query(
    `insert into post_holdings (person_id, post_id, valid_from)
     select $1, $2, $3 where not exists (select 1 from post_holdings where person_id = $1 and post_id = $2 and valid_until is null)`,
    [personId, postId, toTimestamp(from)],
  );
}
export async function endAppointment(db: Db, personId: string, postId: string, at: number): Promise<void> {
  await db.query(
    'update post_holdings set valid_until = $3 where person_id = $1 and post_id = $2 and valid_until is null',
    [personId, postId, toTimestamp(at)],
  );
}

/** What posts and their organisations are called. */
export async function listPostNames(
  db: Db,
  postIds: readonly string[],
): Promise<ReadonlyMap<string, { readonly postName: Text; readonly orgName: Text }>> {
  const { rows } = await db.query<{ id: string; postName: Text; orgName: Text }>({
    name: 'post-names',
    text: `select p.id, p.name as "postName", o.name as "orgName"
           from posts p join organisations o on o.id = p.organisation_id where p.id = any($1)`,
    values: [postIds],
  });
  return new Map(rows.map(({ id, ...names }) => [id, names]));
}
