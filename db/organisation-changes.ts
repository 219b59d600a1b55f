// Changes of the organisations: proposed by one registrar, decided by another; and the history of what took effect.
import { randomUUID } from 'node:crypto';
import type { Change } from '../core/organisations/draft.ts';
import type { Step } from '../core/organisations/step.ts';
import { toTimestamp, type Db } from './db.ts';

export const CHANGE_STATUSES = ['proposed', 'approved', 'rejected', 'withdrawn'] as const;
export type ChangeStatus = (typeof CHANGE_STATUSES)[number];
export interface OrganisationChange {
  readonly id: string;
  readonly reason: string;
  readonly status: ChangeStatus;
  readonly proposedBy: string;
  readonly proposedAt: Date;
  readonly decidedBy: string | null;
  readonly decidedAt: Date | null;
  readonly rejection: string | null;
}
const COLUMNS = `id, reason, status, proposed_by as "proposedBy", proposed_at as "proposedAt", decided_by as "decidedBy",
  decided_at as "decidedAt", rejection`;

export async function insertChange(
  db: Db,
  change: { readonly id: string; readonly steps: readonly Step[]; readonly reason: string },
  by: { readonly personId: string; readonly at: number },
): Promise<void> {
  await db.query(
    `insert into organisation_changes (id, steps, reason, status, proposed_by, proposed_at) values ($1, $2, $3, 'proposed', $4, $5)`,
    [change.id, JSON.stringify(change.steps), change.reason, by.personId, toTimestamp(by.at)],
  );
}
/** With its steps. */
export async function findChange(db: Db, id: string): Promise<(OrganisationChange & { steps: Step[] }) | undefined> {
  const { rows } = await db.query<OrganisationChange & { steps: Step[] }>({
    name: 'organisation-change-find',
    text: `select ${COLUMNS}, steps from organisation_changes where id = $1`,
    values: [id],
  });
  return rows[0];
}
export async function saveDecision(
  db: Db,
  id: string,
  decision: { readonly status: ChangeStatus; readonly by: string; readonly at: number; readonly rejection?: string },
): Promise<void> {
  await db.query(
    'update organisation_changes set status = $2, decided_by = $3, decided_at = $4, rejection = $5 where id = $1',
    [id, decision.status, decision.by, toTimestamp(decision.at), decision.rejection ?? null],
  );
}

export interface ListedChange extends OrganisationChange {
  readonly steps: number;
  readonly position: string;
}
export async function listChanges(
  db: Db,
  status: ChangeStatus | undefined,
  before: readonly [proposedAt: string, id: string] | undefined,
  limit: number,
): Promise<ListedChange[]> {
  const { rows } = await db.query<ListedChange>({
    name: 'organisation-changes',
    text: `select ${COLUMNS}, jsonb_array_length(steps) as steps, proposed_at::text as position from organisation_changes
           where ($1::text is null or status = $1) and (proposed_at, id) < ($2::timestamptz, $3::uuid)
           order by proposed_at desc, id desc limit $4`,
    values: [status ?? null, before?.[0] ?? 'infinity', before?.[1] ?? 'ffffffff-ffff-ffff-ffff-ffffffffffff', limit],
  });
  return rows;
}

/** In the order the changes were made: by it the present can be told from the past, row by row. */
export async function insertHistory(db: Db, changeId: string, changes: readonly Change[], at: number): Promise<void> {
  const rows = changes.map((c) => ({ ...c, rowId: randomUUID() }));
  await db.query(
    `insert into organisation_history (id, change_id, step, subject_kind, subject_id, organisation_id, before, after, at)
     select "rowId", $2, step, kind, id, "organisationId", nullif(before, 'null'), after, $3
     from rows from (jsonb_to_recordset($1::jsonb) as (
       "rowId" uuid, step int, kind text, id text, "organisationId" text, before jsonb, after jsonb)) with ordinality order by ordinality`,
    [JSON.stringify(rows), changeId, toTimestamp(at)],
  );
}
