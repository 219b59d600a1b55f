// Who a token stands for, and whether its session ended: one query, asked at every call.
import { toTimestamp, type Db } from './db.ts';

export interface TokenHolder {
  readonly personId: string;
  readonly ended: boolean;
}
/** @param issuedAt of the token; @param session its id in revoked_sessions */
export async function findTokenHolder(
  db: Db,
  token: { readonly subject: string; readonly session: string; readonly issuedAt: number },
): Promise<TokenHolder | undefined> {
  const { rows } = await db.query<TokenHolder>({
    name: 'token-holder',
    text: `select id as "personId", (sessions_from is not null and sessions_from >= $2)
             or exists (select 1 from revoked_sessions where id = $3) as ended
           from persons where subject = $1`,
    values: [token.subject, toTimestamp(token.issuedAt), token.session],
  });
  return rows[0];
}

export async function findPersonIdBySubject(db: Db, subject: string): Promise<string | undefined> {
  const { rows } = await db.query<{ id: string }>('select id from persons where subject = $1', [subject]);
  return rows[0]?.id;
}

export interface Revocation {
  readonly id: string;
  readonly personId?: string | undefined;
  readonly revokedAt: number;
  readonly expiresAt: number;
}
/** False when it is known already. Each new one takes the expired ones away. */
export async function insertRevocation(db: Db, r: Revocation): Promise<boolean> {
  const { rowCount } = await db.query({
    name: 'revocation-insert',
    text: `insert into revoked_sessions (id, person_id, revoked_at, expires_at) values ($1, $2, $3, $4) on conflict (id) do nothing`,
    values: [r.id, r.personId ?? null, toTimestamp(r.revokedAt), toTimestamp(r.expiresAt)],
  });
  await db.query('select sweep_revoked_sessions()');
  return rowCount === 1;
}

/** Tokens of this person issued until then are refused; never moved back. False when there is no such person. */
export async function endSessionsUntil(
  db: Db,
  by: { readonly personId: string } | { readonly subject: string },
  until: number,
): Promise<boolean> {
  const [column, value] = 'personId' in by ? ['id', by.personId] : ['subject', by.subject];
  const { rowCount } = await db.query(
    `update persons set sessions_from = greatest(sessions_from, $2) where ${column} = $1`,
    [value, toTimestamp(until)],
  );
  return rowCount !== 0;
}
