import { toTimestamp, type Db } from './db.ts';

export interface IncidentRow {
  readonly id: string;
  readonly caseNo: string | null;
  readonly kind: string;
  readonly code: string;
  readonly occurrences: number;
  readonly openedAt: Date;
  readonly lastAt: Date;
  readonly resolvedAt: Date | null;
}
const COLUMNS = `id, case_no as "caseNo", kind, code, occurrences, opened_at as "openedAt", last_at as "lastAt", resolved_at as "resolvedAt"`;

export interface IncidentFilter {
  readonly open?: boolean | undefined;
  readonly kind?: string | undefined;
  /** The page begins after it: opened_at as the database writes it, and the id. */
  readonly before?: readonly [openedAt: string, id: string] | undefined;
  readonly limit: number;
}
/** The statement and its values; exported so that a test can read its plan. */
export function incidentsQuery({ open, kind, before, limit }: IncidentFilter): { text: string; values: unknown[] } {
  const values: unknown[] = [before?.[0] ?? 'infinity', before?.[1] ?? 'ffffffff-ffff-ffff-ffff-ffffffffffff', limit];
  const where = [
    '(opened_at, id) < ($1::timestamptz, $2::uuid)',
    ...(open === undefined ? [] : [`resolved_at is ${open ? '' : 'not '}null`]),
    ...(kind === undefined ? [] : [`kind = $${values.push(kind)}`]),
  ];
  const text = `select ${COLUMNS}, opened_at::text as position from incidents
    where ${where.join(' and ')} order by opened_at desc, id desc limit $3`;
  return { text, values };
}
export async function listIncidents(db: Db, filter: IncidentFilter): Promise<(IncidentRow & { position: string })[]> {
  const { text, values } = incidentsQuery(filter);
  return (await db.query<IncidentRow & { position: string }>(text, values)).rows;
}
export async function findIncident(db: Db, id: string): Promise<IncidentRow | undefined> {
  return (await db.query<IncidentRow>(`select ${COLUMNS} from incidents where id = $1`, [id])).rows[0];
}
/** Locks it until the transaction ends (after the case, where both are locked); undefined when it is resolved. */
export async function lockOpenIncident(db: Db, id: string): Promise<IncidentRow | undefined> {
  const text = `select ${COLUMNS} from incidents where id = $1 and resolved_at is null for update`;
  return (await db.query<IncidentRow>(text, [id])).rows[0];
}

export interface Handling {
  readonly action: 'retry' | 'resolve';
  /** A code of core/incidents.ts. */
  readonly reason: string | null;
  readonly personId: string;
  readonly postId: string | null;
  readonly at: Date;
}
export async function insertHandling(db: Db, id: string, incidentId: string, h: Handling): Promise<void> {
  await db.query(
    `insert into incident_handlings (id, incident_id, action, reason, person_id, post_id, at) values ($1, $2, $3, $4, $5, $6, $7)`,
    [id, incidentId, h.action, h.reason, h.personId, h.postId, h.at.toISOString()],
  );
}
export async function listHandlings(db: Db, incidentId: string): Promise<Handling[]> {
  const { rows } = await db.query<Handling>(
    `select action, reason, person_id as "personId", post_id as "postId", at from incident_handlings where incident_id = $1 order by at, id`,
    [incidentId],
  );
  return rows;
}

/** Raises an incident for the operators, or counts it once more while it is open. `code` is a code, never a text of somebody's. */
export async function raiseIncident(
  db: Db,
  incident: { id: string; caseNo: string | undefined; kind: string; code: string; at: number },
): Promise<void> {
  await db.query(
    `insert into incidents as i (id, case_no, kind, code, opened_at, last_at) values ($1, $2, $3, $4, $5, $5)
     on conflict (coalesce(case_no, ''), kind, code) where resolved_at is null
     do update set occurrences = i.occurrences + 1, last_at = excluded.last_at`,
    [incident.id, incident.caseNo ?? null, incident.kind, incident.code, toTimestamp(incident.at)],
  );
}
export async function resolveIncidents(db: Db, caseNo: string, kind: string, at: number): Promise<void> {
  await db.query(
    `update incidents set resolved_at = $3 where coalesce(case_no, '') = $1 and kind = $2 and resolved_at is null`,
    [caseNo, kind, toTimestamp(at)],
  );
}

export async function resolveIncident(db: Db, id: string, at: number): Promise<void> {
  await db.query('update incidents set resolved_at = $2 where id = $1', [id, toTimestamp(at)]);
}
