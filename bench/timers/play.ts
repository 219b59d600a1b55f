// Many open cases whose time ends in the same second, on the real stack with a clock that is set: what readers see, what is recorded and
// when, and how it goes for those who go on deciding meanwhile.
import { randomUUID } from 'node:crypto';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { Client, Connection } from '@temporalio/client';
import pg from 'pg';
import { addDays, civilDate } from '../../core/clock/calendar.ts';
import { createWakes } from '../../conductor/wakes.ts';
import { createPool } from '../../db/pool.ts';
import { publishFile } from '../../embedded/seed.ts';
import { startStack, type Stack } from '../../embedded/stack.ts';
import { databaseClock } from '../../ledger/clock.ts';
import { createLedger } from '../../ledger/create-ledger.ts';
import { createKeyProvider } from '../../ledger/key-provider.ts';
import { createVault } from '../../ledger/vault.ts';
import { verifyCase } from '../../ledger/verify.ts';
import { createCpuMeter } from '../cpu.ts';
import { UNHINDERED } from '../unhindered.ts';
import { offsetClock, setClock } from './offset-clock.ts';
import { createPublic, MATTER, type Public } from './public.ts';
import { inspect, type Recorded } from './record.ts';

const here = import.meta.dirname;
const APPLICANT = 'wang-xiaoming';
/** Decided before the second comes, so that the figures of before and after are of the same work. */
const SPARE = 600;
/** Before the second no more runs are started, and lights are read. */
const QUIET_MS = 25_000;
const READ_MS = 8_000;
const CHUNK = 50;

export interface Wanted {
  readonly cases: number;
  /** Seconds from the start of the conductor's runs to the second in question. */
  readonly lead: number;
  /** Seconds after it within which all must be recorded. */
  readonly limit: number;
  readonly dataDir: string;
  readonly say: (line: string) => void;
  /** What must be stopped when the measurement is broken off. */
  readonly onStart?: (stack: Stack) => void;
}
export interface Figures extends Recorded {
  readonly cases: number;
  /** Runs that had looked before the second came; the others are found by the sweeper. */
  readonly conducted: number;
  readonly readers: Public['seen'];
  readonly decisions: Public['decisions'];
  /** Seconds of CPU from the second on until all was recorded, by process. */
  readonly cpuSeconds: Readonly<Record<string, number>>;
  readonly setUpSeconds: number;
  readonly faults: readonly string[];
}

export async function playTimers(wanted: Wanted): Promise<Figures> {
  const { dataDir, say } = wanted;
  const clockFile = path.join(dataDir, 'clock');
  setClock(clockFile, Date.parse(`${addDays(civilDate(Date.now()), 1)}T10:00+08:00`));
  const stack = await startStack({
    dataDir,
    ports: 'any',
    say,
    settings: { ...UNHINDERED, CLOCK_FILE: clockFile },
    entries: { server: path.join(here, 'offset-server.ts'), worker: path.join(here, 'offset-worker.ts') },
  });
  wanted.onStart?.(stack);
  const owner = new pg.Pool({ connectionString: stack.ownerUrl, max: 2 });
  try {
    await stack.worker.stop(); // nobody conducts until all are there
    await publishFile({ pool: owner, clock: databaseClock }, path.join(here, 'on-the-spot.yaml'));
    return await play(wanted, stack, owner, clockFile);
  } finally {
    await owner.end();
    await stack.stop();
  }
}

async function play(wanted: Wanted, stack: Stack, owner: pg.Pool, clockFile: string): Promise<Figures> {
  const { cases, lead, limit, say } = wanted;
  const started = performance.now();
  const [due, spare] = [
    await submitMany(stack, cases, clockFile),
    await submitMany(stack, Math.min(cases, SPARE), clockFile),
  ];
  const setUpSeconds = seconds(started);
  say(`${cases} cases are open after ${setUpSeconds} s`);
  const { rows } = await owner.query<{ due: string }>(
    `select state #>> '{clocks,case,dueAt}' as due from cases where case_no = $1`,
    [due[0]],
  );
  const dueAt = Number(rows[0]!.due);
  setClock(clockFile, dueAt - lead * 1000);
  const at = Date.now() + lead * 1000; // the same second, by this machine's clock
  await stack.startWorker();
  const people = createPublic(stack, owner, { due, spare, at });
  const deciding = people.decide();
  await wakeAll(stack, due, at, say);
  const conducted = await countConducted(owner, due);
  say(`${conducted} of ${cases} runs have looked; ${Math.round((at - Date.now()) / 1000)} s are left`);

  await sleep(Math.max(0, at - Date.now() - READ_MS));
  await people.read('before');
  await sleep(Math.max(0, at - Date.now()));
  const { server, worker, temporal, postgres } = stack;
  const pids = { server: server.pid, worker: worker.pid, Temporal: temporal!.pid, PostgreSQL: postgres!.pid };
  const meter = createCpuMeter(pids);
  const recorded = await meter.count(async () => {
    await people.read('after');
    return inspect(owner, due, dueAt, at + limit * 1000, say);
  });
  await people.stop();
  await deciding;
  const faults = [...recorded.faults, ...people.faults(), ...(await faultsOfChains(owner, due))];
  return {
    ...recorded,
    cases,
    conducted,
    readers: people.seen,
    decisions: people.decisions,
    cpuSeconds: Object.fromEntries(Object.entries(meter.ms).map(([name, ms]) => [name, Math.round(ms / 100) / 10])),
    setUpSeconds,
    faults,
  };
}

/** By the ledger itself: what HTTP costs is not what is measured here. */
async function submitMany(stack: Stack, count: number, clockFile: string): Promise<string[]> {
  const { DATABASE_URL, MASTER_KEY } = stack.environment as { DATABASE_URL: string; MASTER_KEY: string };
  const key = Buffer.from(MASTER_KEY, 'base64');
  const pool = createPool(DATABASE_URL, { max: 8, applicationName: 'bench' });
  const vault = createVault(createKeyProvider({ id: 'master-1', key }), key);
  const ledger = createLedger({ pool, vault, clock: offsetClock(clockFile) });
  const form = { applicantName: '示例甲' };
  const empty = { guide: {}, materials: {}, deselected: [], held: [] };
  const submit = () => {
    const request = {
      actor: { personId: APPLICANT, channel: 'web' as const },
      key: randomUUID(),
      requestHash: 'bench',
    };
    return ledger.submit(request, { matter: MATTER, form, ...empty });
  };
  const made: string[] = [];
  await inParallel(Array.from({ length: count }), 8, async () => void made.push((await submit()).caseNo));
  await pool.end();
  return made;
}

/** As the API does it after each submission. */
async function wakeAll(stack: Stack, due: readonly string[], at: number, say: Wanted['say']): Promise<void> {
  const connection = await Connection.connect({ address: stack.temporalAddress });
  const logger = { info: () => undefined, warn: () => undefined, error: () => undefined };
  const client = new Client({ connection });
  const one = createWakes({ client, taskQueue: 'cases', deadlineMs: 15_000, logger });
  let woken = 0;
  const chunks = Array.from({ length: Math.ceil(due.length / CHUNK) }, (_, n) => due.slice(n * CHUNK, (n + 1) * CHUNK));
  for (const chunk of chunks) {
    if (Date.now() > at - QUIET_MS) break; // what has no run by then is the sweeper's
    for (const caseNo of chunk) one.send({ caseNo, matter: MATTER, seq: 1 });
    await one.settled();
    woken += chunk.length;
    if (woken % 1000 === 0) say(`${woken} runs started, ${Math.round((at - Date.now()) / 1000)} s left`);
  }
  await connection.close();
}
const countConducted = async (owner: pg.Pool, due: readonly string[]): Promise<number> =>
  (
    await owner.query<{ n: number }>(
      'select count(*)::int as n from cases where case_no = any ($1) and conducted_seq >= wake_seq',
      [due],
    )
  ).rows[0]!.n;

async function faultsOfChains(owner: pg.Pool, due: readonly string[]): Promise<string[]> {
  const sample = due.filter((_, n) => n % Math.ceil(due.length / 50) === 0);
  const faults: string[] = [];
  for (const caseNo of sample)
    if ((await verifyCase(owner, caseNo)).faults.length > 0) faults.push(`the chain of ${caseNo} is broken`);
  return faults;
}

export async function inParallel<T>(list: readonly T[], width: number, work: (one: T) => Promise<void>): Promise<void> {
  const left = [...list];
  const run = async () => {
    while (left.length > 0) await work(left.pop()!);
  };
  await Promise.all(Array.from({ length: width }, run));
}
const seconds = (since: number): number => Math.round((performance.now() - since) / 100) / 10;
