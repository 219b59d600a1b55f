// Sessions of browsers: found by the hash of their cookie. Wall time, as for tokens.
import { toTimestamp, type Db } from './db.ts';

export interface NewWebSession {
  readonly id: string;
  readonly personId: string;
  readonly session: string;
  readonly signedInAt: number;
  readonly createdAt: number;
  readonly expiresAt: number;
}
export interface WebSession {
  readonly id: string;
  readonly personId: string;
  readonly subject: string;
  readonly session: string;
  readonly signedInAt: number;
  readonly createdAt: number;
  readonly seenAt: number;
  readonly expiresAt: number;
  /** It ended, here or because the provider or an operator said so. */
  readonly ended: boolean;
}
interface Row extends Omit<WebSession, 'signedInAt' | 'createdAt' | 'seenAt' | 'expiresAt'> {
  readonly signedInAt: Date;
  readonly createdAt: Date;
  readonly seenAt: Date;
  readonly expiresAt: Date;
}
const toWebSession = (row: Row): WebSession => ({
  ...row,
  signedInAt: row.signedInAt.getTime(),
  createdAt: row.createdAt.getTime(),
  seenAt: row.seenAt.getTime(),
  expiresAt: row.expiresAt.getTime(),
});
const SELECT = `select w.id, w.person_id as "personId", p.subject, w.session, w.signed_in_at as "signedInAt",
  w.created_at as "createdAt", w.seen_at as "seenAt", w.expires_at as "expiresAt",
  w.ended_at is not null or coalesce(p.sessions_from >= w.signed_in_at, false)
    or exists (select 1 from revoked_sessions r where r.id = w.session) as ended
  from web_sessions w join persons p on p.id = w.person_id`;

/** Each new one takes the expired ones away. */
export async function insertWebSession(db: Db, s: NewWebSession): Promise<void> {
  await db.query({
    name: 'web-session-insert',
    text: `insert into web_sessions (id, person_id, session, signed_in_at, created_at, seen_at, expires_at)
           values ($1, $2, $3, $4, $5, $5, $6)`,
    values: [
      s.id,
      s.personId,
      s.session,
      toTimestamp(s.signedInAt),
      toTimestamp(s.createdAt),
      toTimestamp(s.expiresAt),
    ],
  });
  await db.query('select sweep_web_sessions()');
}

export async function findWebSession(db: Db, id: string): Promise<WebSession | undefined> {
  const { rows } = await db.query<Row>({ name: 'web-session', text: `${SELECT} where w.id = $1`, values: [id] });
  return rows[0] && toWebSession(rows[0]);
}

/** Those of this person that are still good, latest first. */
export async function listWebSessions(
  db: Db,
  personId: string,
  { now, idleMs }: { readonly now: number; readonly idleMs: number },
): Promise<WebSession[]> {
  const { rows } = await db.query<Row>(
    `${SELECT} where w.person_id = $1 and w.ended_at is null and w.expires_at > $2 and w.seen_at > $3
     order by w.created_at desc, w.id limit 100`,
    [personId, toTimestamp(now), toTimestamp(now - idleMs)],
  );
  return rows.map(toWebSession).filter(({ ended }) => !ended);
}

export async function touchWebSession(db: Db, id: string, at: number): Promise<void> {
  await db.query({
    name: 'web-session-touch',
    text: `update web_sessions set seen_at = greatest(seen_at, $2) where id = $1`,
    values: [id, toTimestamp(at)],
  });
}

/** False when this person has no such session. */
export async function endWebSession(db: Db, id: string, personId: string, at: number): Promise<boolean> {
  const { rowCount } = await db.query(
    `update web_sessions set ended_at = coalesce(ended_at, $3) where id = $1 and person_id = $2`,
    [id, personId, toTimestamp(at)],
  );
  return rowCount === 1;
}
