import { toTimestamp, type Db } from './db.ts';

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
