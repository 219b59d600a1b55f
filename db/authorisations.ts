// Authorisations: who acts for whom. A chain comes with its first link, so that core/authorisation.ts can see each level.
import type { Power } from '../core/access.ts';
import type { Authorisation } from '../core/authorisation.ts';
import { fromTimestamp, toTimestamp, type Db } from './db.ts';

interface Raw {
  leaf: string;
  id: string;
  kind: Authorisation['kind'];
  principal_id: string;
  person_id: string;
  parent_id: string | null;
  matters: string[];
  actions: Power[];
  may_pass_on: boolean;
  valid_from: Date;
  valid_until: Date | null;
  revoked_at: Date | null;
}
const toAuthorisation = (r: Omit<Raw, 'leaf'>): Authorisation => {
  const validUntil = fromTimestamp(r.valid_until);
  const revokedAt = fromTimestamp(r.revoked_at);
  return {
    id: r.id,
    kind: r.kind,
    principalId: r.principal_id,
    personId: r.person_id,
    ...(r.parent_id !== null && { parentId: r.parent_id }),
    matters: r.matters,
    actions: r.actions,
    mayPassOn: r.may_pass_on,
    validFrom: r.valid_from.getTime(),
    ...(validUntil !== undefined && { validUntil }),
    ...(revokedAt !== undefined && { revokedAt }),
  };
};
const COLUMNS = `id, kind, principal_id, person_id, parent_id, matters, actions, may_pass_on, valid_from, valid_until, revoked_at`;
const chainsFrom = (leaves: string) => `
  with recursive chain as (
    select id as leaf, 0 as level, ${COLUMNS} from authorisations where ${leaves}
    union all
    select c.leaf, c.level + 1, ${COLUMNS.split(', ')
      .map((c) => `a.${c}`)
      .join(', ')} from authorisations a join chain c on a.id = c.parent_id
  ) select leaf, ${COLUMNS} from chain order by leaf, level`;

function byLeaf(rows: readonly Raw[]): Authorisation[][] {
  const chains = new Map<string, Authorisation[]>();
  for (const { leaf, ...row } of rows) chains.set(leaf, [...(chains.get(leaf) ?? []), toAuthorisation(row)]);
  return [...chains.values()];
}

/** All that lets this person act for this principal: each as a chain, the person's own link first. */
export async function listChains(db: Db, personId: string, principalId: string): Promise<Authorisation[][]> {
  const { rows } = await db.query<Raw>({
    name: 'authorisation-chains',
    text: chainsFrom('person_id = $1 and principal_id = $2'),
    values: [personId, principalId],
  });
  return byLeaf(rows);
}

export async function findChain(db: Db, id: string): Promise<Authorisation[]> {
  const { rows } = await db.query<Raw>({ name: 'authorisation-chain', text: chainsFrom('id = $1'), values: [id] });
  return byLeaf(rows)[0] ?? [];
}

export interface ListedAuthorisation extends Authorisation {
  readonly grantedAt: number;
  readonly position: string;
}
/** Those granted for a principal, or held by a person, newest first. */
export async function listAuthorisations(
  db: Db,
  of: { readonly principalId: string } | { readonly personId: string },
  before: readonly [grantedAt: string, id: string] | undefined,
  limit: number,
): Promise<ListedAuthorisation[]> {
  const [column, id] = 'principalId' in of ? ['principal_id', of.principalId] : ['person_id', of.personId];
  const { rows } = await db.query<Raw & { granted_at: Date; position: string }>({
    name: `authorisations-by-${column}`,
    text: `select ${COLUMNS}, granted_at, granted_at::text as position from authorisations
           where ${column} = $1 and (granted_at, id) < ($2::timestamptz, $3::uuid) order by granted_at desc, id desc limit $4`,
    values: [id, before?.[0] ?? 'infinity', before?.[1] ?? 'ffffffff-ffff-ffff-ffff-ffffffffffff', limit],
  });
  return rows.map((r) => ({ ...toAuthorisation(r), grantedAt: r.granted_at.getTime(), position: r.position }));
}

export async function insertAuthorisation(
  db: Db,
  a: Authorisation,
  granted: { readonly by: string; readonly at: number },
): Promise<void> {
  await db.query(
    `insert into authorisations (${COLUMNS}, granted_by, granted_at) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, null, $11, $12)`,
    [
      a.id,
      a.kind,
      a.principalId,
      a.personId,
      a.parentId ?? null,
      JSON.stringify(a.matters),
      JSON.stringify(a.actions),
      a.mayPassOn,
      toTimestamp(a.validFrom),
      toTimestamp(a.validUntil) ?? null,
      granted.by,
      toTimestamp(granted.at),
    ],
  );
}
/** @returns false when it was revoked before */
export async function revokeAuthorisation(db: Db, id: string, by: string, at: number): Promise<boolean> {
  const { rowCount } = await db.query(
    'update authorisations set revoked_by = $2, revoked_at = $3 where id = $1 and revoked_at is null',
    [id, by, toTimestamp(at)],
  );
  return rowCount === 1;
}
