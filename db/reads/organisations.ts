// Organisations as they are looked at: the tree level by level, posts, who holds them, what was changed.
import type { Role } from '../../core/access.ts';
import type { Holding, OrganisationKind } from '../../core/organisations/tree.ts';
import type { Text } from '../../core/text.ts';
import { toTimestamp, type Db } from '../db.ts';

export interface ListedOrganisation {
  readonly id: string;
  readonly parentId: string | null;
  readonly kind: OrganisationKind;
  readonly divisionCode: string;
  readonly name: Text;
  readonly closedAt: Date | null;
  readonly children: number;
}
const LISTED = `o.id, o.parent_id as "parentId", o.kind, o.division_code as "divisionCode", o.name, o.closed_at as "closedAt",
  (select count(*)::int from organisations c where c.parent_id = o.id and c.closed_at is null) as children`;
/** Open ones by id: all, those right below one (`parent`), or those below none (`parent: null`); with `q` in id, name or division. */
export async function listOrganisations(
  db: Db,
  parent: string | null | undefined,
  after: string,
  limit: number,
  q?: string,
): Promise<ListedOrganisation[]> {
  const below = parent === undefined ? 'true' : parent === null ? 'o.parent_id is null' : 'o.parent_id = $4';
  const { rows } = await db.query<ListedOrganisation>({
    name: `organisations-${parent === undefined ? 'all' : parent === null ? 'roots' : 'below'}`,
    text: `select ${LISTED} from organisations o where o.id > $1 and o.closed_at is null and ${below}
             and ($3::text is null or position(lower($3) in lower(concat_ws(' ', o.id, o.name->>'zh', o.name->>'en', o.division_code))) > 0)
           order by o.id limit $2`,
    values: [after, limit, q ?? null, ...(typeof parent === 'string' ? [parent] : [])],
  });
  return rows;
}
export async function findOrganisation(db: Db, id: string): Promise<ListedOrganisation | undefined> {
  const { rows } = await db.query<ListedOrganisation>({
    name: 'organisation-find',
    text: `select ${LISTED} from organisations o where o.id = $1`,
    values: [id],
  });
  return rows[0];
}
export interface ListedPost {
  readonly id: string;
  readonly role: Role;
  readonly name: Text;
  readonly closedAt: Date | null;
}
export async function listPosts(db: Db, organisationId: string): Promise<ListedPost[]> {
  const { rows } = await db.query<ListedPost>({
    name: 'posts-of-organisation',
    text: `select id, role, name, closed_at as "closedAt" from posts where organisation_id = $1 order by id`,
    values: [organisationId],
  });
  return rows;
}
export interface ListedHolding extends Pick<Holding, 'personId' | 'postId' | 'kind' | 'forPerson'> {
  readonly from: Date;
  readonly until: Date | null;
}
/** Who holds its posts now or will. */
export async function listHoldings(db: Db, organisationId: string, at: number): Promise<ListedHolding[]> {
  const { rows } = await db.query<ListedHolding>({
    name: 'holdings-of-organisation',
    text: `select h.person_id as "personId", h.post_id as "postId", h.kind, h.for_person as "forPerson", h.valid_from as "from", h.valid_until as until
           from posts p join post_holdings h on h.post_id = p.id
           where p.organisation_id = $1 and (h.valid_until is null or (h.valid_until > $2 and h.valid_until > h.valid_from))
           order by h.post_id, h.valid_from, h.person_id`,
    values: [organisationId, toTimestamp(at)],
  });
  return rows;
}

export interface ListedHistory {
  readonly seq: string;
  readonly changeId: string;
  readonly step: number;
  readonly subjectKind: 'organisation' | 'post' | 'holding' | 'authorisation';
  readonly subjectId: string;
  readonly before: unknown;
  readonly after: unknown;
  readonly at: Date;
}
/** Of one organisation, its posts and their holders, newest first. */
export async function listHistory(
  db: Db,
  organisationId: string,
  before: string | undefined,
  limit: number,
): Promise<ListedHistory[]> {
  const { rows } = await db.query<ListedHistory>({
    name: 'organisation-history',
    text: `select seq, change_id as "changeId", step, subject_kind as "subjectKind", subject_id as "subjectId", before, after, at
           from organisation_history where organisation_id = $1 and seq < $2::bigint order by seq desc limit $3`,
    values: [organisationId, before ?? '9223372036854775807', limit],
  });
  return rows;
}
