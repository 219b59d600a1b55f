// The clocks of cases as rows, for those who watch. Written by whoever saves the state of the case.
import type { Clock } from '../core/clock/deadline-ledger.ts';
import { toTimestamp, type Db } from './db.ts';

export interface ClockChange {
  readonly clock: Clock;
  readonly organ: string;
  /** Of its limit, in its unit, by the day it ended. */
  readonly used?: number;
}
export async function saveClocks(
  db: Db,
  of: { readonly caseNo: string; readonly matter: string; readonly region: string; readonly organ: string },
  changes: readonly ClockChange[],
): Promise<void> {
  if (changes.length === 0) return;
  const rows = changes.map(({ clock, organ, used }) => ({
    id: clock.id,
    kind: clock.kind,
    bound: clock.bound,
    item_id: clock.item ?? null,
    organ,
    started_at: toTimestamp(clock.entries[0]!.at),
    warn_at: toTimestamp(clock.warnAt),
    due_at: toTimestamp(clock.dueAt),
    stopped: clock.stopped ?? false,
    ended_at: toTimestamp(clock.endedAt),
    limit_amount: clock.limit.amount,
    limit_unit: clock.limit.unit,
    used: used ?? null,
  }));
  await db.query({
    name: 'clocks-save',
    text: `insert into clocks (case_no, id, kind, bound, item_id, matter, region, lead, organ, started_at, warn_at, due_at, stopped, ended_at,
             limit_amount, limit_unit, used)
           select $1, c.id, c.kind, c.bound, c.item_id, $2, $3, $4, c.organ, c.started_at, c.warn_at, c.due_at, c.stopped, c.ended_at,
             c.limit_amount, c.limit_unit, c.used
           from jsonb_to_recordset($5::jsonb) as c(id text, kind text, bound text, item_id text, organ text, started_at timestamptz,
             warn_at timestamptz, due_at timestamptz, stopped boolean, ended_at timestamptz, limit_amount int, limit_unit text, used numeric)
           on conflict (case_no, id) do update set organ = excluded.organ, started_at = excluded.started_at, warn_at = excluded.warn_at,
             due_at = excluded.due_at, stopped = excluded.stopped, ended_at = excluded.ended_at,
             limit_amount = excluded.limit_amount, limit_unit = excluded.limit_unit, used = excluded.used`,
    values: [of.caseNo, of.matter, of.region, of.organ, JSON.stringify(rows)],
  });
}
