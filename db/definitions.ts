import type { Calendar } from '../core/clock/calendar.ts';
import type { Plan } from '../core/engine/plan.ts';
import { toTimestamp, type Db } from './db.ts';

export interface CurrentDefinition {
  readonly matter: string;
  readonly version: string;
  readonly planHash: string;
  readonly publishedAt: Date;
}
const CURRENT = `select matter, version, plan_hash, published_at from definitions where retired_at is null`;
interface Raw {
  matter: string;
  version: string;
  plan_hash: string;
  published_at: Date;
}
const toCurrent = (r: Raw): CurrentDefinition => ({
  matter: r.matter,
  version: r.version,
  planHash: r.plan_hash,
  publishedAt: r.published_at,
});

/** The version new cases start with: the one published last and not retired. */
export async function findCurrentDefinition(db: Db, matter: string): Promise<CurrentDefinition | undefined> {
  const { rows } = await db.query<Raw>({
    name: 'definition-current',
    text: `${CURRENT} and matter = $1 order by published_at desc limit 1`,
    values: [matter],
  });
  return rows[0] && toCurrent(rows[0]);
}
export async function listCurrentDefinitions(db: Db): Promise<CurrentDefinition[]> {
  const { rows } = await db.query<Raw>(
    `select distinct on (matter) matter, version, plan_hash, published_at from definitions where retired_at is null
     order by matter, published_at desc`,
  );
  return rows.map(toCurrent);
}

export async function findPlan(db: Db, hash: string): Promise<Plan | undefined> {
  const { rows } = await db.query<{ body: Plan }>('select body from plans where hash = $1', [hash]);
  return rows[0]?.body;
}
export async function savePlan(db: Db, hash: string, plan: Plan): Promise<void> {
  await db.query('insert into plans (hash, body) values ($1, $2) on conflict do nothing', [hash, JSON.stringify(plan)]);
}
/** True when this version was not published before. The same version with another content is refused by the caller. */
export async function insertDefinition(
  db: Db,
  d: { matter: string; version: string; planHash: string; source: string; publishedAt: number; publishedBy: string },
): Promise<boolean> {
  const { rowCount } = await db.query(
    `insert into definitions (matter, version, plan_hash, source, published_at, published_by) values ($1, $2, $3, $4, $5, $6)
     on conflict (matter, version) do nothing`,
    [d.matter, d.version, d.planHash, d.source, toTimestamp(d.publishedAt), d.publishedBy],
  );
  return rowCount === 1;
}
export async function findDefinitionHash(db: Db, matter: string, version: string): Promise<string | undefined> {
  const { rows } = await db.query<{ plan_hash: string }>(
    'select plan_hash from definitions where matter = $1 and version = $2',
    [matter, version],
  );
  return rows[0]?.plan_hash;
}

export async function saveCalendar(db: Db, calendar: Calendar, publishedAt: number): Promise<void> {
  await db.query(
    'insert into calendars (hash, id, version, body, published_at) values ($1, $2, $3, $4, $5) on conflict do nothing',
    [calendar.hash, calendar.id, calendar.version, JSON.stringify(calendar), toTimestamp(publishedAt)],
  );
}
export async function findCalendar(db: Db, hash: string): Promise<Calendar | undefined> {
  const { rows } = await db.query<{ body: Calendar }>('select body from calendars where hash = $1', [hash]);
  return rows[0]?.body;
}
export async function findCurrentCalendarHash(db: Db, id: string): Promise<string | undefined> {
  const { rows } = await db.query<{ hash: string }>({
    name: 'calendar-current',
    text: 'select hash from calendars where id = $1 order by published_at desc limit 1',
    values: [id],
  });
  return rows[0]?.hash;
}
