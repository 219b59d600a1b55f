// `npm run bench:cost`: what a five-department case costs, ours beside a hand-written minimal Temporal workflow, in one run.
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { Client, Connection } from '@temporalio/client';
import { Command, InvalidArgumentError } from 'commander';
import pg from 'pg';
import { startChild } from '../embedded/child-process.ts';
import { freePort } from '../embedded/free-port.ts';
import { startStack, type Stack } from '../embedded/stack.ts';
import { minimal, ours } from './contestants.ts';
import { measure, type Costs } from './measure.ts';
import { MINIMAL_SCHEMA } from './minimal/activities.ts';
import { UNHINDERED } from './unhindered.ts';
import { findFaults, print } from './report.ts';

const { cases, json } = new Command('npm run bench:cost --')
  .description('Plays five-in-parallel, ours beside a hand-written minimal workflow, and prints what a case costs.')
  .option('--cases <n>', 'cases of each', toCount, 30)
  .option('--json', 'print a last line for programs', false)
  .parse()
  .opts<{ cases: number; json: boolean }>();
const here = path.dirname(fileURLToPath(import.meta.url));
const dataDir = fs.mkdtempSync(path.join(os.tmpdir(), 'lianban-bench-'));
const say = (line: string) => void process.stdout.write(`${line}\n`);
const stops: (() => unknown)[] = [() => fs.rmSync(dataDir, { recursive: true, force: true })];
let stopping: Promise<void> | undefined;
/** Last opened, first stopped; what can not be stopped does not keep the rest. Whoever asks again waits for the same. */
const stop = () =>
  (stopping ??= (async () => {
    for (let end = stops.pop(); end; end = stops.pop())
      try {
        await end();
      } catch (error) {
        process.stderr.write(`! ${(error as Error).message}\n`);
      }
  })());
const starting = startStack({ dataDir, ports: 'any', say, settings: UNHINDERED });
stops.push(() => starting.then((stack) => stack.stop()).catch(() => undefined));
for (const signal of ['SIGINT', 'SIGTERM'] as const)
  process.once(signal, () => void stop().then(() => process.exit(130)));

try {
  const costs = await run(await starting);
  print(costs, cases, say);
  const faults = findFaults(costs);
  for (const fault of faults) say(`✗ ${fault}`);
  process.exitCode = faults.length > 0 ? 1 : 0;
  await stop();
  if (json) say(JSON.stringify(costs));
} catch (error) {
  if (!stopping) process.stderr.write(`The benchmark failed: ${(error as Error).message}\n`);
  process.exitCode = 1;
} finally {
  await stop();
}

/** The minimal workflow gets a database and a task queue of its own, on the same servers and with the same settings. */
async function run(stack: Stack): Promise<Costs> {
  const openPool = (url: string) => {
    const pool = new pg.Pool({ connectionString: url, max: 2 });
    stops.push(() => pool.end());
    return pool;
  };
  const db = openPool(stack.ownerUrl);
  await db.query('create database minimal');
  const minimalDb = openPool(withDatabase(stack.ownerUrl, 'minimal'));
  await minimalDb.query(MINIMAL_SCHEMA);
  const port = await freePort();
  const startMinimal = async (name: 'server' | 'worker') => {
    const child = await startChild({
      name: `minimal ${name}`,
      entry: path.join(here, 'minimal', `${name}.ts`),
      environment: {
        ...stack.environment,
        DATABASE_URL: withDatabase(stack.databaseUrl, 'minimal'),
        PORT: String(port),
      },
    });
    stops.push(() => child.stop());
    return child;
  };
  const minimalServer = await startMinimal('server');
  const minimalWorker = await startMinimal('worker');
  const connection = await Connection.connect({ address: stack.temporalAddress });
  stops.push(() => connection.close());

  const shared = { Temporal: stack.temporal!.pid, PostgreSQL: stack.postgres!.pid };
  const processes = {
    ours: { server: stack.server.pid, worker: stack.worker.pid, ...shared },
    minimal: { server: minimalServer.pid, worker: minimalWorker.pid, ...shared },
  };
  const getToken = (person: string) => stack.token(person);
  const contestants = [ours(stack.url, getToken, db), minimal(`http://127.0.0.1:${port}`, getToken, minimalDb)];
  return measure({ client: new Client({ connection }), db, processes }, contestants, cases);
}

function withDatabase(connectionString: string, name: string): string {
  const url = new URL(connectionString);
  url.pathname = `/${name}`;
  return url.href;
}

function toCount(text: string): number {
  const count = Number(text);
  if (!Number.isInteger(count) || count < 1) throw new InvalidArgumentError('A whole number above 0.');
  return count;
}
