// `npm start` as people use it: killed with everything it runs, started again on its folder, refused twice at once, ended by Ctrl-C.
import { spawn, type ChildProcess } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { afterAll, expect, test } from '@jest/globals';
import { freePort } from '../../embedded/free-port.ts';
import { issueToken } from '../../embedded/issuer.ts';
import { PREFERRED } from '../../embedded/ports.ts';
import { AUDIENCE } from '../../embedded/stack.ts';
import { createPool } from '../../db/pool.ts';
import { verifyAllCases } from '../support/test-ledger.ts';
import { caseOf, createCall, grant, LETTERS, makeDataDir, submitFive, taskOf, until, type Call } from './client.ts';
import { processesOf } from './processes.ts';

/** On a machine so busy that the first start took longer than half of it: twice the first. */
const READY_AGAIN_MS = 15_000;
const dataDir = makeDataDir();
afterAll(async () => {
  for (const pid of processesOf(dataDir)) process.kill(pid, 'SIGKILL');
  await until(
    async () => processesOf(dataDir),
    (pids) => pids.length === 0,
  );
  fs.rmSync(dataDir, { recursive: true, force: true });
});

interface Started {
  readonly child: ChildProcess;
  readonly said: () => string;
  readonly exited: Promise<number | NodeJS.Signals>;
}
function start(): Started {
  const { NODE_OPTIONS: _jest, DATABASE_URL: _database, TEMPORAL_ADDRESS: _temporal, ...env } = process.env;
  const child = spawn(process.execPath, ['--import', 'tsx', 'embedded/start.ts', '--data', dataDir], {
    env,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let said = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (data: Buffer) => (said += data.toString()));
  const exited = new Promise<number | NodeJS.Signals>((resolve) =>
    child.once('exit', (code, signal) => resolve(signal ?? code!)),
  );
  return { child, said: () => said, exited };
}
const untilReady = ({ said }: Started, limitMs: number) =>
  until(
    async () => said(),
    (text) => text.includes('is ready ('),
    limitMs,
  );

async function choosePorts(): Promise<typeof PREFERRED> {
  const names = Object.keys(PREFERRED);
  const ports = await Promise.all(names.map(() => freePort()));
  const chosen = Object.fromEntries(names.map((name, i) => [name, ports[i]!])) as unknown as typeof PREFERRED;
  fs.writeFileSync(path.join(dataDir, 'ports.json'), JSON.stringify(chosen));
  return chosen;
}
async function finish(call: Call, caseNo: string): Promise<void> {
  for (const letter of LETTERS) expect((await grant(call, caseNo, `officer-${letter}`)).status).toBe(200);
  expect(await caseOf(call, caseNo)).toMatchObject({ status: 'closed', outcome: 'granted' });
}

test('killed with all its processes, it is there again in seconds with everything it had said', async () => {
  const ports = await choosePorts();
  const issuerUrl = `http://127.0.0.1:${ports.issuer}`;
  const call = createCall(`http://127.0.0.1:${ports.api}`, (person) =>
    issueToken({ dataDir, issuerUrl, audience: AUDIENCE, person }),
  );
  const begun = performance.now();
  const first = start();
  await untilReady(first, 60_000);
  const firstStart = performance.now() - begun;
  const conducted = (await submitFive(call)).body.caseNo;
  for (const letter of LETTERS) await taskOf(call, conducted, `officer-${letter}`);
  const justSubmitted = (await submitFive(call)).body.caseNo;

  const all = processesOf(dataDir);
  expect(all).toContain(first.child.pid);
  expect(all.length).toBeGreaterThan(4); // it, API, worker, Temporal, PostgreSQL and its own
  for (const pid of all) if (processesOf(dataDir).includes(pid)) process.kill(pid, 'SIGKILL');
  expect(await first.exited).toBe('SIGKILL');
  await until(
    async () => processesOf(dataDir),
    (pids) => pids.length === 0,
  );

  const second = start();
  await untilReady(second, Math.max(READY_AGAIN_MS, 2 * firstStart));
  expect(JSON.parse(fs.readFileSync(path.join(dataDir, 'ports.json'), 'utf8'))).toEqual(ports);
  expect(await caseOf(call, conducted)).toMatchObject({ caseNo: conducted, status: 'open' });
  await finish(call, conducted);
  await finish(call, justSubmitted);

  const refused = start();
  expect(await refused.exited).toBe(1);
  expect(refused.said()).toContain(`Lianban already runs on ${dataDir} (process ${second.child.pid})`);
  expect((await call(undefined, 'GET', '/readyz')).status).toBe(200);

  const pool = createPool(`postgresql://lianban_auditor@127.0.0.1:${ports.postgres}/lianban`, {
    max: 1,
    applicationName: 'test',
  });
  await verifyAllCases({ pool }).finally(() => pool.end());

  second.child.kill('SIGINT');
  expect(await second.exited).toBe(0);
  expect(processesOf(dataDir)).toEqual([]);
  expect(second.said()).toContain('Stopped; the data stays in');
}, 120_000);
