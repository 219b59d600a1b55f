// `npm run bench:cost`: what a five-department case costs, ours beside a hand-written minimal Temporal workflow, in one run.
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { Client, Connection } from '@temporalio/client';
import { Command } from 'commander';
import pg from 'pg';
import { startChild } from '../embedded/child-process.ts';
import { freePort } from '../embedded/free-port.ts';
import { startStack } from '../embedded/stack.ts';
import { minimal, ours } from './contestants.ts';
import { faultsOf, print } from './report.ts';
import { measure } from './measure.ts';
import { MINIMAL_SCHEMA } from './minimal/activities.ts';

const { cases, json } = new Command('npm run bench:cost --')
  .option('--cases <n>', 'cases of each', (text) => Number.parseInt(text, 10), 30)
  .option('--json', 'print a last line for programs', false)
  .parse()
  .opts<{ cases: number; json: boolean }>();
const here = path.dirname(fileURLToPath(import.meta.url));
const dataDir = fs.mkdtempSync(path.join(os.tmpdir(), 'lianban-bench-'));
const say = (line: string) => void process.stdout.write(`${line}\n`);
const stops: (() => Promise<unknown>)[] = [async () => fs.rmSync(dataDir, { recursive: true, force: true })];

try {
  const stack = await startStack({ dataDir, ports: 'any', say, settings: { RATE_LIMIT_PER_MINUTE: '1000000' } });
  stops.push(() => stack.stop());
  const db = new pg.Pool({ connectionString: stack.ownerUrl, max: 2 });
  stops.push(() => db.end());
  await db.query(MINIMAL_SCHEMA);
  await db.query('grant select, insert, update on minimal_cases, minimal_items to lianban_app');
  const port = await freePort();
  const start = async (name: 'server' | 'worker') => {
    const entry = path.join(here, 'minimal', `${name}.ts`);
    const child = await startChild({
      name: `minimal ${name}`,
      entry,
      environment: { ...stack.environment, PORT: String(port) },
    });
    stops.push(() => child.stop());
    return child;
  };
  const [minimalServer, minimalWorker] = [await start('server'), await start('worker')];
  const connection = await Connection.connect({ address: stack.temporalAddress });
  stops.push(() => connection.close());

  const shared = { Temporal: stack.temporal!.pid, PostgreSQL: stack.postgres!.pid };
  const processes = {
    ours: { server: stack.server.pid, worker: stack.worker.pid, ...shared },
    minimal: { server: minimalServer.pid, worker: minimalWorker.pid, ...shared },
  };
  const token = (person: string) => stack.token(person);
  const contestants = [ours(stack.url, token, db), minimal(`http://127.0.0.1:${port}`, token, db)];
  const costs = await measure({ client: new Client({ connection }), db, processes }, contestants, cases);
  const [our, their] = [costs.get('ours')!, costs.get('minimal')!];
  print(our, their, cases, say);
  const faults = faultsOf(our, their);
  for (const fault of faults) say(`✗ ${fault}`);
  process.exitCode = faults.length > 0 ? 1 : 0;
  if (json) {
    for (const stop of stops.splice(1).reverse()) await stop();
    say(JSON.stringify({ ours: our, minimal: their }));
  }
} catch (error) {
  process.stderr.write(`The benchmark failed: ${(error as Error).message}\n`);
  process.exitCode = 1;
} finally {
  for (const stop of stops.reverse()) await stop();
}
