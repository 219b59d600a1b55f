// Plays cases of two contestants in turn, in one run on one machine, and measures both the same way.
import type { Client } from '@temporalio/client';
import type pg from 'pg';
import type { Contestant } from './contestants.ts';
import { familyCpuMs } from './cpu.ts';

export interface Cost {
  /** Medians a case. */
  readonly stateTransitions: number;
  readonly events: number;
  readonly bytes: number;
  /** Writing PostgreSQL transactions: transaction ids assigned. */
  readonly commits: number;
  /** Mean milliseconds of CPU a case, all processes together. */
  readonly cpuMs: number;
  readonly cpuMsByProcess: Readonly<Record<string, number>>;
  /** Milliseconds of a decision's HTTP answer. */
  readonly decisionP50: number;
  readonly decisionP99: number;
}
export interface Bench {
  readonly client: Client;
  /** The database server both use; transaction ids are those of the whole server. */
  readonly db: pg.Pool;
  /** Processes of each contestant; shared ones (Temporal, PostgreSQL) are named under both. */
  readonly processes: Readonly<Record<Contestant['name'], Readonly<Record<string, number>>>>;
}
const BLOCK = 5;
const WARM_UP = 3;

export async function measure(
  bench: Bench,
  contestants: readonly Contestant[],
  cases: number,
): Promise<Map<string, Cost>> {
  const found = new Map(contestants.map((c) => [c.name, { runs: [] as Run[], cpu: {} as Record<string, number> }]));
  for (const c of contestants) for (let n = 0; n < WARM_UP; n += 1) await play(bench, c);
  for (let done = 0; done < cases; done += BLOCK)
    for (const c of contestants) {
      const { runs, cpu } = found.get(c.name)!;
      const before = cpuOf(bench, c.name);
      for (let n = 0; n < Math.min(BLOCK, cases - done); n += 1) runs.push(await play(bench, c));
      for (const [name, ms] of Object.entries(cpuOf(bench, c.name))) cpu[name] = (cpu[name] ?? 0) + ms - before[name]!;
    }
  return new Map([...found].map(([name, { runs, cpu }]) => [name, summarise(runs, cpu)]));
}

const cpuOf = (bench: Bench, name: Contestant['name']) =>
  Object.fromEntries(Object.entries(bench.processes[name]).map(([process, pid]) => [process, familyCpuMs(pid)]));

interface Run {
  readonly stateTransitions: number;
  readonly events: number;
  readonly bytes: number;
  readonly commits: number;
  readonly decisions: readonly number[];
}
async function play({ client, db }: Bench, contestant: Contestant): Promise<Run> {
  const before = await nextTransactionId(db);
  const caseNo = await contestant.submit();
  await until(() => contestant.isOpen(caseNo));
  const decisions: number[] = [];
  for (const address of await contestant.addresses(caseNo)) {
    const started = performance.now();
    await contestant.decide(address);
    decisions.push(performance.now() - started);
  }
  const describe = async () =>
    (
      await client.workflowService.describeWorkflowExecution({
        namespace: 'default',
        execution: { workflowId: caseNo },
      })
    ).workflowExecutionInfo!;
  await until(async () => (await describe()).closeTime != null);
  const run = await describe();
  return {
    stateTransitions: Number(run.stateTransitionCount),
    events: Number(run.historyLength),
    bytes: Number(run.historySizeBytes),
    commits: (await nextTransactionId(db)) - before,
    decisions,
  };
}

/** Reading it assigns none. */
async function nextTransactionId(db: pg.Pool): Promise<number> {
  const { rows } = await db.query<{ xmax: string }>('select pg_snapshot_xmax(pg_current_snapshot())::text as xmax');
  return Number(rows[0]!.xmax);
}
async function until(good: () => Promise<boolean>): Promise<void> {
  for (let left = 1000; left > 0; left -= 1) {
    if (await good()) return;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  throw new Error('waited 20 s in vain');
}

function summarise(runs: readonly Run[], cpu: Readonly<Record<string, number>>): Cost {
  const middle = (values: number[]) => quantile(values, 0.5);
  const decisions = runs.flatMap((r) => r.decisions);
  const cpuMsByProcess = Object.fromEntries(Object.entries(cpu).map(([name, ms]) => [name, round(ms / runs.length)]));
  return {
    stateTransitions: middle(runs.map((r) => r.stateTransitions)),
    events: middle(runs.map((r) => r.events)),
    bytes: middle(runs.map((r) => r.bytes)),
    commits: middle(runs.map((r) => r.commits)),
    cpuMs: round(Object.values(cpu).reduce((sum, ms) => sum + ms, 0) / runs.length),
    cpuMsByProcess,
    decisionP50: round(quantile(decisions, 0.5)),
    decisionP99: round(quantile(decisions, 0.99)),
  };
}
const round = (value: number) => Math.round(value * 10) / 10;
function quantile(values: readonly number[], q: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(q * sorted.length))]!;
}
