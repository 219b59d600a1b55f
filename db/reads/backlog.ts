import { toTimestamp, type Db } from '../db.ts';

/** What the conductor owes. */
export interface Owed {
  readonly wakesOwed: number;
  readonly wakeLagSeconds: number;
}
export interface Backlog extends Owed {
  readonly cases: Readonly<Record<string, number>>;
  /** With an open task past its due date. */
  readonly casesOverdue: number;
  /** Open tasks by light. */
  readonly tasks: Readonly<Record<string, { readonly count: number; readonly oldestSeconds: number }>>;
  /** Open cases by the worst light of the organs' clocks. */
  readonly casesByLight: Readonly<Record<string, number>>;
  /** Running clocks by kind and light; and those that organs are late with, by organ. */
  readonly clocks: readonly { readonly kind: string; readonly light: string; readonly count: number }[];
  readonly overdue: readonly { readonly organ: string; readonly count: number }[];
  /** Open incidents by kind. */
  readonly incidents: Readonly<Record<string, number>>;
}

const OWED = `(select count(*) from cases where conducted_seq < wake_seq) as owed,
         (select extract(epoch from $1::timestamptz - min(woken_at)) from cases where conducted_seq < wake_seq) as lag`;
interface OwedRow {
  readonly owed: string;
  readonly lag: string | null;
}
const owedOf = ({ owed, lag }: OwedRow): Owed => ({
  wakesOwed: Number(owed),
  wakeLagSeconds: Math.max(0, Number(lag ?? 0)),
});
export async function readOwed(db: Db, now: number): Promise<Owed> {
  const { rows } = await db.query<OwedRow>({ name: 'owed', text: `select ${OWED}`, values: [toTimestamp(now)] });
  return owedOf(rows[0]!);
}

/** From narrow and partial indexes alone (test/api/metrics.test.ts reads the plan). */
export const BACKLOG = `
  select (select json_object_agg(status, n) from (select status, count(*) as n from cases group by status) s) as cases,
         (select count(distinct case_no) from tasks where status = 'open' and due_at <= $1) as overdue,
         (select json_object_agg(light, json_build_object('count', n, 'oldestSeconds', age)) from (
            select case when due_at <= $1 then 'red' when warn_at <= $1 then 'yellow' else 'green' end as light, count(*) as n,
              greatest(0, extract(epoch from $1::timestamptz - min(received_at))) as age
            from tasks where status = 'open' group by 1) t) as tasks,
         (select json_object_agg(light, n) from (
            select light, count(*) as n from (
              select case when bool_or(not stopped and due_at <= $1) then 'red' when bool_or(not stopped and warn_at <= $1) then 'yellow'
                when bool_or(not stopped) then 'green' else 'stopped' end as light
              from clocks where ended_at is null and bound = 'organ' group by case_no) w group by 1) l) as "casesByLight",
         (select json_agg(k) from (
            select kind, case when stopped then 'stopped' when due_at <= $1 then 'red' when warn_at <= $1 then 'yellow' else 'green' end as light,
              count(*)::int as count
            from clocks where ended_at is null group by 1, 2) k) as clocks,
         (select json_agg(o) from (
            select organ, count(*)::int as count from clocks
            where ended_at is null and not stopped and due_at <= $1 and bound = 'organ' and kind <> 'special' group by 1) o) as "overdueOf",
         ${OWED},
         (select json_object_agg(kind, n) from (select kind, count(*) as n from incidents where resolved_at is null group by kind) i) as incidents`;

/** What waits at this instant (the ledger's). */
export async function readBacklog(db: Db, now: number): Promise<Backlog> {
  const { rows } = await db.query<
    OwedRow & {
      cases: Backlog['cases'] | null;
      overdue: string;
      tasks: Backlog['tasks'] | null;
      casesByLight: Backlog['casesByLight'] | null;
      clocks: Backlog['clocks'] | null;
      overdueOf: Backlog['overdue'] | null;
      incidents: Backlog['incidents'] | null;
    }
  >({ name: 'backlog', text: BACKLOG, values: [toTimestamp(now)] });
  const row = rows[0]!;
  return {
    cases: row.cases ?? {},
    casesOverdue: Number(row.overdue),
    tasks: row.tasks ?? {},
    casesByLight: row.casesByLight ?? {},
    clocks: row.clocks ?? [],
    overdue: row.overdueOf ?? [],
    ...owedOf(row),
    incidents: row.incidents ?? {},
  };
}
