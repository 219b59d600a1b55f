// Temporal for a laptop: the official development server, on a file, as a process of ours.
import { spawn, type ChildProcess } from 'node:child_process';
import fs from 'node:fs';
import net from 'node:net';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { Connection } from '@temporalio/client';
import { commandLine, sendSignal } from './process-table.ts';
import type { Say } from './progress.ts';

export interface TemporalServer {
  /** host:port for clients and workers. */
  readonly address: string;
  readonly pid: number;
  /** SIGTERM, and SIGKILL when that took longer than five seconds. */
  stop(): Promise<void>;
  /** SIGKILL, for tests of recovery. */
  kill(): Promise<void>;
}
export interface TemporalServerOptions {
  /** Existing or new folder; holds temporal.sqlite, temporal.log and temporal.pid. */
  readonly dataDir: string;
  readonly port: number;
  readonly cliPath: string;
  readonly say?: Say;
}

const READY_LIMIT = 30_000;
const STOP_LIMIT = 5_000;

/**
 * Starts the server on 127.0.0.1 and waits until a client can use the namespace `default`. A server that an earlier, killed process left
 * behind on the same data is stopped first. @throws Error with the last lines of the log when it does not come up.
 */
export async function startTemporal({
  dataDir,
  port,
  cliPath,
  say = () => undefined,
}: TemporalServerOptions): Promise<TemporalServer> {
  fs.mkdirSync(dataDir, { recursive: true });
  if (await stopTemporalOrphan(dataDir)) say('! stopped a Temporal server that an earlier run left behind');
  // Without this, a Temporal of somebody else on the port would answer our question whether ours is ready.
  await assertFree(port);
  const logFile = path.join(dataDir, 'temporal.log');
  const logStart = fs.existsSync(logFile) ? fs.statSync(logFile).size : 0;
  const log = fs.openSync(logFile, 'a');
  // The ports for HTTP and metrics are left to the server: it picks free ones.
  const args = [
    '--headless',
    '--ip',
    '127.0.0.1',
    '--port',
    String(port),
    '--db-filename',
    database(dataDir),
    '--log-level',
    'error',
  ];
  const child = spawn(cliPath, ['server', 'start-dev', ...args], {
    stdio: ['ignore', log, log],
    detached: true, // Ctrl-C reaches only us; we stop it after those who use it
  });
  fs.closeSync(log);
  const exited = new Promise<string>((resolve) => {
    child.once('exit', (code, signal) => resolve(String(signal ?? code)));
    child.once('error', (error) => resolve(error.message));
  });
  const end = async (signal: NodeJS.Signals) => {
    if (isRunning(child)) {
      child.kill(signal);
      const timer = setTimeout(() => child.kill('SIGKILL'), STOP_LIMIT);
      await exited;
      clearTimeout(timer);
    }
    // After a kill too: the process is known to be gone.
    fs.rmSync(pidFile(dataDir), { force: true });
  };
  if (child.pid) fs.writeFileSync(pidFile(dataDir), String(child.pid));
  const address = `127.0.0.1:${port}`;
  try {
    await untilReady(address, child, exited);
  } catch (error) {
    await end('SIGKILL');
    const lines = fs.readFileSync(logFile).subarray(logStart).toString().trim().split('\n').slice(-10).join('\n');
    throw new Error(`Temporal ${(error as Error).message}. The end of ${logFile}:\n${lines}`);
  }
  return { address, pid: child.pid!, stop: () => end('SIGTERM'), kill: () => end('SIGKILL') };
}

const database = (dataDir: string) => path.resolve(dataDir, 'temporal.sqlite');
const pidFile = (dataDir: string) => path.join(dataDir, 'temporal.pid');
const isRunning = (child: ChildProcess) =>
  child.pid !== undefined && child.exitCode === null && child.signalCode === null;

async function untilReady(address: string, child: ChildProcess, exited: Promise<string>): Promise<void> {
  const deadline = Date.now() + READY_LIMIT;
  for (let last: unknown; ;) {
    if (!isRunning(child)) throw new Error(`ended (${await exited}) before it was ready`);
    if (Date.now() > deadline) throw new Error(`was not ready within ${READY_LIMIT / 1000} s (${String(last)})`);
    try {
      await askForNamespace(address);
      return;
    } catch (error) {
      last = error;
      await sleep(100);
    }
  }
}

/** The port opens before the namespace exists, so only this question tells that the server can be used. */
async function askForNamespace(address: string): Promise<void> {
  const connection = await Connection.connect({ address, connectTimeout: 1_000 });
  try {
    await connection.withDeadline(Date.now() + 2_000, () =>
      connection.workflowService.describeNamespace({ namespace: 'default' }),
    );
  } finally {
    await connection.close();
  }
}

/**
 * Stops the server that a killed run left on this folder; a process that is not ours (the pid was given away since) is left alone.
 * @returns whether there was one.
 */
export async function stopTemporalOrphan(dataDir: string): Promise<boolean> {
  if (!fs.existsSync(pidFile(dataDir))) return false;
  const pid = Number(fs.readFileSync(pidFile(dataDir), 'utf8'));
  const isOurs = () => commandLine(pid).includes(database(dataDir));
  const found = isOurs();
  for (let waited = 0; isOurs(); waited += 50) {
    if (waited === 0) sendSignal(pid, 'SIGTERM');
    if (waited === STOP_LIMIT) sendSignal(pid, 'SIGKILL');
    if (waited > 2 * STOP_LIMIT)
      throw new Error(`The Temporal server of an earlier run (process ${pid}) can not be stopped.`);
    await sleep(50);
  }
  fs.rmSync(pidFile(dataDir), { force: true });
  return found;
}

function assertFree(port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    const server = net.createServer();
    server.once('error', (error) => reject(new Error(`Port ${port} for Temporal is not free (${error.message}).`)));
    server.listen(port, '127.0.0.1', () => server.close(() => resolve()));
  });
}
