// Plays cases of two contestants in turn, in one run on one machine, and measures both the same way.
import { setTimeout as sleep } from 'node:timers/promises';
import type { Client } from '@temporalio/client';
import type pg from 'pg';
import type { Contestant } from './contestants.ts';
import { createCpuMeter } from './cpu.ts';

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
const WARM_UP = 3;
const COMPLETED = 2; // WORKFLOW_EXECUTION_STATUS_COMPLETED
/** The same for both: then the run has come to rest, and one look is enough to see it. */
const SETTLE_MS = 100;

/** Ours and minimal in turn, case by case, so that what else the machine does falls on both. */
export async function measure(bench: Bench, contestants: readonly Contestant[], cases: number): Promise<Costs> {
  const runs = { ours: [] as Run[], minimal: [] as Run[] };
  for (let n = -WARM_UP; n < cases; n += 1)
    for (const contestant of contestants) {
      const run = await play(bench, contestant);
      if (n >= 0) runs[contestant.name].push(run);
    }
  return { ours: summarise(runs.ours), minimal: summarise(runs.minimal) };
}
export type Costs = Readonly<Record<Contestant['name'], Cost>>;

interface Run {
  readonly stateTransitions: number;
  readonly events: number;
  readonly bytes: number;
  readonly commits: number;
  readonly cpu: Readonly<Record<string, number>>;
  readonly decisions: readonly number[];
}
async function play({ client, db, processes }: Bench, contestant: Contestant): Promise<Run> {
  const meter = createCpuMeter(processes[contestant.name]);
  const decisions: number[] = [];
  const before = await nextTransactionId(db);
  const caseNo = await meter.count(async () => {
    const submitted = await contestant.submit();
    await until(() => contestant.isOpen(submitted));
    return submitted;
  });
  const addresses = await contestant.findAddresses(caseNo);
  const describe = async () =>
    (
      await client.workflowService.describeWorkflowExecution({
        namespace: 'default',
        execution: { workflowId: caseNo },
      })
    ).workflowExecutionInfo!;
  const run = await meter.count(async () => {
    for (const address of addresses) {
      const started = performance.now();
      await contestant.decide(address);
      decisions.push(performance.now() - started);
    }
    return until(describe, (info) => Boolean(info.closeTime));
  });
  if (run.status !== COMPLETED)
    throw new Error(`the run of ${caseNo} (${contestant.name}) ended with status ${run.status}`);
  await sleep(SETTLE_MS); // what is written after the end of the run is of this case, too
  return {
    stateTransitions: Number(run.stateTransitionCount),
    events: Number(run.historyLength),
    bytes: Number(run.historySizeBytes),
    commits: (await nextTransactionId(db)) - before,
    cpu: meter.ms,
    decisions,
  };
}

/** Reading it assigns none. */
async function nextTransactionId(db: pg.Pool): Promise<number> {
  const { rows } = await db.query<{ xmax: string }>('select pg_snapshot_xmax(pg_current_snapshot())::text as xmax');
  return Number(rows[0]!.xmax);
}
async function until<T>(look: () => Promise<T>, good: (found: T) => boolean = Boolean): Promise<T> {
  await sleep(SETTLE_MS);
  for (let left = 500; left > 0; left -= 1) {
    const found = await look();
    if (good(found)) return found;
    await sleep(20);
  }
  throw new Error('waited at least 10 s in vain');
}

function summarise(runs: readonly Run[]): Cost {
  const middle = (of: (run: Run) => number) => quantile(runs.map(of), 0.5);
  const decisions = runs.flatMap((r) => r.decisions);
  const mean = (of: (run: Run) => number) => round(runs.reduce((sum, r) => sum + of(r), 0) / runs.length);
  const names = Object.keys(runs[0]!.cpu);
  return {
    stateTransitions: middle((r) => r.stateTransitions),
    events: middle((r) => r.events),
    bytes: middle((r) => r.bytes),
    commits: middle((r) => r.commits),
    cpuMs: mean((r) => Object.values(r.cpu).reduce((sum, ms) => sum + ms, 0)),
    cpuMsByProcess: Object.fromEntries(names.map((name) => [name, mean((r) => r.cpu[name]!)])),
    decisionP50: round(quantile(decisions, 0.5)),
    decisionP99: round(quantile(decisions, 0.99)),
  };
}
const round = (value: number) => Math.round(value * 10) / 10;
function quantile(values: readonly number[], q: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(q * sorted.length))]!;
}
