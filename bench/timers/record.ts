// What was recorded of the second: each clock's end once, with its own instant, none before it.
import { setTimeout as sleep } from 'node:timers/promises';
import type pg from 'pg';

export interface Recorded {
  /** Events that were expected: each case has three clocks that end. */
  readonly expected: number;
  readonly recorded: number;
  /** Seconds after the second, of recording: the median, and the last. */
  readonly medianSeconds: number;
  readonly lastSeconds: number;
  readonly faults: readonly string[];
}
const CLOCKS = ['case', 'note/committed', 'note/statutory'];

/** @param until gives up then, by this machine's clock */
export async function inspect(
  owner: pg.Pool,
  due: readonly string[],
  dueAt: number,
  until: number,
  say: (line: string) => void,
): Promise<Recorded> {
  const expected = due.length * CLOCKS.length;
  for (let told = 0; Date.now() < until; await sleep(1_000)) {
    const n = await count(owner, due);
    if (n >= expected) break;
    if (Date.now() - told > 10_000) {
      say(`${n} of ${expected} recorded`);
      told = Date.now();
    }
  }
  const { rows } = await owner.query<Record<string, number>>(
    `with e as (select case_no, body ->> 'clock' as clock, at, recorded_at,
              extract(epoch from recorded_at) * 1000 - $2 as late
            from events where type = 'overdue' and case_no = any ($1))
     select (select count(*)::int from e) as recorded,
       (select count(*)::int from e where extract(epoch from at) * 1000 <> $2) as untrue,
       (select count(*)::int from e where late < 0) as early,
       (select count(*)::int from (select 1 from e group by case_no, clock having count(*) > 1) d) as twice,
       (select count(*)::int from (select case_no from e group by case_no having count(distinct clock) = $3) d) as whole,
       coalesce((select percentile_cont(0.5) within group (order by late) from e), 0) as median,
       coalesce((select max(late) from e), 0) as last`,
    [due, dueAt, CLOCKS.length],
  );
  const { recorded, untrue, early, twice, whole, median, last } = rows[0] as Record<string, number>;
  const faults = [
    ...(untrue! > 0 ? [`${untrue} have another instant than that second`] : []),
    ...(early! > 0 ? [`${early} were recorded before it`] : []),
    ...(twice! > 0 ? [`${twice} were recorded twice`] : []),
    ...(whole! < due.length ? [`${due.length - whole!} cases miss one`] : []),
    ...(recorded !== expected ? [`${recorded} were recorded, not ${expected}`] : []),
  ];
  return { expected, recorded: recorded!, medianSeconds: toSeconds(median!), lastSeconds: toSeconds(last!), faults };
}
const count = async (owner: pg.Pool, due: readonly string[]): Promise<number> =>
  (
    await owner.query<{ n: number }>(
      `select count(*)::int as n from events where type = 'overdue' and case_no = any ($1)`,
      [due],
    )
  ).rows[0]!.n;
const toSeconds = (ms: number): number => Math.round(Number(ms) / 100) / 10;
