import type { Db } from '../db.ts';

/** What waits, from partial indexes alone: cheap enough for every scrape. */
export async function readBacklog(db: Db) {
  const { rows } = await db.query<{ owed: string; lag: string | null; incidents: string }>(
    `select (select count(*) from cases where conducted_seq < wake_seq) as owed,
            (select extract(epoch from clock_timestamp() - min(woken_at)) from cases where conducted_seq < wake_seq) as lag,
            (select count(*) from incidents where resolved_at is null) as incidents`,
  );
  const row = rows[0]!;
  return {
    wakesOwed: Number(row.owed),
    wakeLagSeconds: Math.max(0, Number(row.lag ?? 0)),
    incidentsOpen: Number(row.incidents),
  };
}
