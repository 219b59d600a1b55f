// What supervision sees: running clocks with the light of this very moment, counts, and what decided items took. No light is stored.
import type { ClockKind, Light } from '../../core/clock/deadline-ledger.ts';
import type { Unit } from '../../core/clock/limit.ts';
import type { Text } from '../../core/text.ts';
import { fromTimestamp, toTimestamp, type Db } from '../db.ts';

/** core/clock's `lightAt` as SQL; a test compares the two at the very thresholds. $1: now. */
const LIGHT = `case when k.stopped then 'stopped' when coalesce(k.ended_at, $1) >= k.due_at then 'red'
  when coalesce(k.ended_at, $1) >= k.warn_at then 'yellow' else 'green' end`;
export const SIGHTS = ['green', 'yellow', 'red', 'stopped', 'overdue', 'stopped-too-long'] as const;
export type Sight = (typeof SIGHTS)[number];
const SIGHT: Readonly<Record<Sight, string>> = {
  green: 'not k.stopped and k.warn_at > $1 and k.due_at > $1',
  yellow: 'not k.stopped and k.warn_at <= $1 and k.due_at > $1',
  red: 'not k.stopped and k.due_at <= $1',
  stopped: 'k.stopped',
  // an organ is late; of a special procedure it is said apart
  overdue: `not k.stopped and k.due_at <= $1 and k.bound = 'organ' and k.kind <> 'special'`,
  'stopped-too-long': `not k.stopped and k.due_at <= $1 and k.kind = 'special'`,
};

/** What somebody may see: of the divisions whose codes so begin, of these very divisions, of the organs, of the cases that these lead; or everything. */
export interface Scope {
  readonly everything: boolean;
  readonly prefixes: readonly string[];
  readonly divisions: readonly string[];
  readonly organs: readonly string[];
  readonly leads: readonly string[];
}
export interface ClockFilter {
  readonly light?: Sight | undefined;
  readonly kind?: ClockKind | undefined;
  readonly organ?: string | undefined;
  readonly matter?: string | undefined;
  /** Who has claimed the item's task. */
  readonly officer?: string | undefined;
  /** Division and all below it: what its code begins with. */
  readonly district?: string | undefined;
}
const like = (digits: string) => `${digits}%`;

/** Conditions on clocks `k` and the open task `t` of their item; the first value is now. */
function conditions(now: number, scope: Scope, f: ClockFilter) {
  const values: unknown[] = [toTimestamp(now)];
  const bind = (value: unknown) => `$${values.push(value)}`;
  const where: string[] = [];
  if (!scope.everything)
    where.push(
      `(k.region like any(${bind(scope.prefixes.map(like))}) or k.region = any(${bind(scope.divisions)})
        or k.organ = any(${bind(scope.organs)}) or k.lead = any(${bind(scope.leads)}))`,
    );
  if (f.light !== undefined) where.push(SIGHT[f.light]);
  if (f.kind !== undefined) where.push(`k.kind = ${bind(f.kind)}`);
  if (f.organ !== undefined) where.push(`k.organ = ${bind(f.organ)}`);
  if (f.matter !== undefined) where.push(`k.matter = ${bind(f.matter)}`);
  if (f.district !== undefined) where.push(`k.region like ${bind(like(f.district))}`);
  if (f.officer !== undefined) where.push(`t.claimed_by = ${bind(f.officer)}`);
  return { values, bind, where };
}
const RUNNING = `clocks k left join tasks t on t.case_no = k.case_no and t.item_id = k.item_id and t.status = 'open'`;

export interface SeenClock {
  readonly caseNo: string;
  readonly id: string;
  readonly kind: ClockKind;
  readonly bound: 'organ' | 'applicant';
  readonly item: string | null;
  readonly matter: string;
  readonly planHash: string;
  readonly calendarHash: string;
  readonly region: string;
  readonly organ: string;
  readonly organName: Text | null;
  readonly officer: string | null;
  /** By which the task was claimed. */
  readonly postName: Text | null;
  readonly taskId: string | null;
  readonly stopped: boolean;
  readonly light: Light;
  readonly warnAt: number;
  readonly dueAt: number;
  /** due_at as the database writes it, for the cursor */
  readonly position: string;
}
/** Running clocks, the earliest due first. One that stands still keeps the place it had: it never sorts as the latest. */
export async function listSeenClocks(
  db: Db,
  now: number,
  scope: Scope,
  filter: ClockFilter & { readonly after?: readonly [dueAt: string, key: string] | undefined; readonly limit: number },
): Promise<SeenClock[]> {
  const { values, bind, where } = conditions(now, scope, filter);
  if (filter.after)
    where.push(
      `(k.due_at, k.case_no || ' ' || k.id) > (${bind(filter.after[0])}::timestamptz, ${bind(filter.after[1])})`,
      `k.due_at >= ${bind(filter.after[0])}::timestamptz`,
    );
  const { rows } = await db.query<Omit<SeenClock, 'warnAt' | 'dueAt'> & { warn_at: Date; due_at: Date }>(
    `select k.case_no as "caseNo", k.id, k.kind, k.bound, k.item_id as item, k.matter, c.plan_hash as "planHash",
       c.calendar_hash as "calendarHash", k.region, k.organ,
       o.name as "organName", t.claimed_by as officer, p.name as "postName", t.id as "taskId", k.stopped, ${LIGHT} as light, k.warn_at,
       k.due_at, k.due_at::text as position
     from ${RUNNING} join cases c on c.case_no = k.case_no left join organisations o on o.id = k.organ
       left join posts p on p.id = t.claimed_post
     where ${['k.ended_at is null', ...where].join(' and ')} order by k.due_at, k.case_no || ' ' || k.id limit ${bind(filter.limit)}`,
    values,
  );
  return rows.map(({ warn_at, due_at, ...r }) => ({ ...r, warnAt: warn_at.getTime(), dueAt: due_at.getTime() }));
}

export const DIMENSIONS = {
  organ: { key: 'k.organ', name: '(select name from organisations o where o.id = key)' },
  matter: {
    key: 'k.matter',
    name: `(select p.body->'name' from definitions d join plans p on p.hash = d.plan_hash where d.matter = key order by d.published_at desc limit 1)`,
  },
  officer: { key: 't.claimed_by', name: 'null::jsonb' },
  // a division is called as its government
  district: {
    key: 'k.region',
    name: `(select name from organisations o where o.kind = 'government' and o.division_code = key and o.closed_at is null limit 1)`,
  },
  light: { key: LIGHT, name: 'null::jsonb' },
} as const;
export type Dimension = keyof typeof DIMENSIONS;
export interface SeenCount extends Readonly<Record<'green' | 'yellow' | 'red' | 'stopped' | 'overdue', number>> {
  /** null: claimed by nobody */
  readonly key: string | null;
  readonly name: Text | null;
  readonly stoppedTooLong: number;
  readonly clocks: number;
  readonly cases: number;
}
/** The worst first. */
export async function countSeenClocks(
  db: Db,
  now: number,
  scope: Scope,
  by: Dimension,
  filter: ClockFilter,
): Promise<SeenCount[]> {
  const { values, where } = conditions(now, scope, filter);
  const { key, name } = DIMENSIONS[by];
  const count = (sight: Sight) => `count(*) filter (where ${SIGHT[sight]})::int`;
  const { rows } = await db.query<SeenCount>(
    `select *, ${name} as name from (
       select ${key} as key, ${count('green')} as green, ${count('yellow')} as yellow, ${count('red')} as red, ${count('stopped')} as stopped,
         ${count('overdue')} as overdue, ${count('stopped-too-long')} as "stoppedTooLong", count(*)::int as clocks,
         count(distinct k.case_no)::int as cases
       from ${RUNNING} where ${['k.ended_at is null', ...where].join(' and ')} group by 1
     ) counted order by overdue desc, red desc, yellow desc, clocks desc, key limit 500`,
    values,
  );
  return rows;
}

export interface DurationFilter {
  readonly from: number;
  readonly until: number;
  readonly organ?: string | undefined;
  readonly matter?: string | undefined;
  readonly item?: string | undefined;
  readonly district?: string | undefined;
}
/** Decided items by their committed clock: what it was and what was used. $1: now, unused but for the scope's numbering. */
function decided(now: number, scope: Scope, { from, until, item, ...f }: DurationFilter) {
  const found = conditions(now, scope, f);
  found.where.push(
    `k.kind = 'committed' and k.item_id is not null and k.used is not null`,
    `k.ended_at >= ${found.bind(toTimestamp(from))} and k.ended_at < ${found.bind(toTimestamp(until))} and k.ended_at <= $1`,
    `exists (select from cases c where c.case_no = k.case_no and c.state->'items'->k.item_id->>'status' in ('granted', 'refused'))`,
  );
  if (item !== undefined) found.where.push(`k.item_id = ${found.bind(item)}`);
  return found;
}
export interface Duration {
  readonly organ: string;
  readonly organName: Text | null;
  readonly matter: string;
  readonly item: string;
  readonly itemName: Text | null;
  readonly unit: Unit;
  readonly decided: number;
  readonly late: number;
  readonly committed: number;
  readonly median: number;
  readonly p90: number;
  readonly most: number;
}
/** Per organ and item: the limit committed to against what was used, in the unit of the limit; the largest share of it first. */
export async function listDurations(db: Db, now: number, scope: Scope, filter: DurationFilter): Promise<Duration[]> {
  const { values, where } = decided(now, scope, filter);
  const { rows } = await db.query<Duration & { latest: string }>(
    `select d.*, o.name as "organName",
       (select i->'name' from cases c join plans p on p.hash = c.plan_hash cross join jsonb_array_elements(p.body->'items') i
        where c.case_no = d.latest and i->>'id' = d.item) as "itemName" from (
       select k.organ, k.matter, k.item_id as item, k.limit_unit as unit, count(*)::int as decided,
         count(*) filter (where k.ended_at >= k.due_at)::int as late, max(k.limit_amount)::float8 as committed,
         percentile_cont(0.5) within group (order by k.used)::float8 as median,
         percentile_cont(0.9) within group (order by k.used)::float8 as p90, max(k.used)::float8 as most, max(k.case_no) as latest
       from clocks k where ${where.join(' and ')} group by 1, 2, 3, 4
     ) d left join organisations o on o.id = d.organ
     order by d.median / greatest(d.committed, 1) desc, d.organ, d.matter, d.item limit 500`,
    values,
  );
  return rows.map(({ latest: _, ...row }) => row);
}

export interface SpentTask {
  readonly caseNo: string;
  readonly matter: string;
  readonly planHash: string;
  readonly item: string;
  readonly organ: string;
  readonly taskId: string;
  /** By which post and person the task was claimed. */
  readonly post: string | null;
  readonly postName: Text | null;
  readonly officer: string | null;
  readonly startedAt: number;
  readonly claimedAt: number | undefined;
  readonly endedAt: number;
  readonly unit: Unit;
  readonly committed: number;
  readonly used: number;
  readonly late: boolean;
  readonly position: string;
}
/** The decided items behind a duration, the one that used most first. */
export async function listSpentTasks(
  db: Db,
  now: number,
  scope: Scope,
  filter: DurationFilter & {
    readonly after?: readonly [used: string, key: string] | undefined;
    readonly limit: number;
  },
): Promise<SpentTask[]> {
  const { values, bind, where } = decided(now, scope, filter);
  if (filter.after)
    where.push(`(-k.used, k.case_no || ' ' || k.id) > (${bind(filter.after[0])}::numeric, ${bind(filter.after[1])})`);
  const { rows } = await db.query<
    Omit<SpentTask, 'startedAt' | 'claimedAt' | 'endedAt'> & {
      started_at: Date;
      claimed_at: Date | null;
      ended_at: Date;
    }
  >(
    `select k.case_no as "caseNo", k.matter, c.plan_hash as "planHash", k.item_id as item, k.organ, t.id as "taskId", t.claimed_post as post,
       p.name as "postName", t.claimed_by as officer, k.started_at, t.claimed_at, k.ended_at, k.limit_unit as unit,
       k.limit_amount::float8 as committed, k.used::float8 as used, k.ended_at >= k.due_at as late, (-k.used)::text as position
     from clocks k join cases c on c.case_no = k.case_no
       join lateral (select * from tasks t where t.case_no = k.case_no and t.item_id = k.item_id order by t.round desc limit 1) t on true
       left join posts p on p.id = t.claimed_post
     where ${where.join(' and ')} order by -k.used, k.case_no || ' ' || k.id limit ${bind(filter.limit)}`,
    values,
  );
  return rows.map(({ started_at, claimed_at, ended_at, ...r }) => ({
    ...r,
    startedAt: started_at.getTime(),
    claimedAt: fromTimestamp(claimed_at),
    endedAt: ended_at.getTime(),
  }));
}
