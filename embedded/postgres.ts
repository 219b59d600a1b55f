// PostgreSQL for a laptop: the binaries of a registry package, started by our own launcher (as root or not, again after SIGKILL).
import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import pg from 'pg';
import { createDatabase } from '../db/create-database.ts';
import { stopOrphan } from './postgres-orphan.ts';
import { findPrograms } from './postgres-programs.ts';

export { stopOrphan };
export interface EmbeddedPostgres {
  /** Connection string of the owner of the database `lianban`. */
  readonly url: string;
  readonly port: number;
  readonly pid: number;
  /** Ends connections and writes a checkpoint; harder when that took longer than ten seconds. */
  stop(): Promise<void>;
  /** SIGKILL, for tests of recovery. */
  kill(): Promise<void>;
}
export interface PostgresOptions {
  /** Made when it is not there; may be empty. A folder with anything else in it is refused. */
  readonly dataDir: string;
  /** On 127.0.0.1 only. */
  readonly port: number;
  /** false turns fsync off: for tests only. */
  readonly durable?: boolean;
  /** More settings, as `name=value`. */
  readonly settings?: readonly string[];
}

const OWNER = 'owner';
export const DATABASE = 'lianban';
type Programs = ReturnType<typeof findPrograms>;
/** Recovery after a SIGKILL reads the whole log since the last checkpoint. */
const READY_LIMIT = 120_000;
const STOP_LIMIT = 10_000;

/**
 * Starts the server, with the superuser `owner` and the database `lianban`, and waits until it can be used. Whatever a killed run left
 * on the folder is stopped first. @throws Error with PostgreSQL's own last words when it does not come up; then no process is left.
 */
export async function startPostgres(options: PostgresOptions): Promise<EmbeddedPostgres> {
  const { port, durable = true, settings = [] } = options;
  const dataDir = path.resolve(options.dataDir);
  const programs = findPrograms();
  await stopOrphan(dataDir);
  initialise(programs, dataDir);
  const given = [
    'listen_addresses=127.0.0.1',
    'timezone=UTC',
    'max_connections=200',
    'shared_buffers=64MB',
    ...(durable ? [] : ['fsync=off', 'synchronous_commit=off', 'full_page_writes=off']),
    ...settings,
  ].flatMap((s) => ['-c', s]);
  const child = spawn(...programs('postgres', ['-D', dataDir, '-p', String(port), '-k', '', ...given]), {
    stdio: ['ignore', 'ignore', 'pipe'],
    detached: true, // Ctrl-C reaches only us; we stop it after those who use it
  });
  const exited = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  const end = async (signal: NodeJS.Signals) => {
    if (!isRunning(child)) return;
    child.kill(signal);
    const harder = [
      setTimeout(() => child.kill('SIGQUIT'), STOP_LIMIT),
      setTimeout(() => child.kill('SIGKILL'), 2 * STOP_LIMIT),
    ];
    await exited;
    harder.forEach(clearTimeout);
  };
  try {
    await untilReady(child, port);
    await ensureDatabase(port);
  } catch (error) {
    await end('SIGQUIT');
    throw error;
  }
  return {
    url: `postgresql://${OWNER}@127.0.0.1:${port}/${DATABASE}`,
    port,
    pid: child.pid!,
    stop: () => end('SIGINT'),
    kill: () => end('SIGKILL'),
  };
}

const isRunning = (child: ChildProcess) =>
  child.pid !== undefined && child.exitCode === null && child.signalCode === null;

/** Made beside its place and renamed into it: one killed half way is never taken for a database, and nothing of anybody's is removed. */
function initialise(programs: Programs, dataDir: string): void {
  if (fs.existsSync(path.join(dataDir, 'PG_VERSION'))) return;
  if (fs.existsSync(dataDir) && fs.readdirSync(dataDir).length > 0)
    throw new Error(
      `${dataDir} is not empty and holds no PostgreSQL data: choose another folder, or empty it yourself.`,
    );
  const fresh = `${dataDir}.initdb`;
  fs.rmSync(fresh, { recursive: true, force: true });
  fs.mkdirSync(fresh, { recursive: true });
  const { status, stderr, error } = spawnSync(
    ...programs('initdb', [
      ...['-D', fresh, '-U', OWNER, '--auth=trust', '--encoding=UTF8', '--locale=C.UTF-8'],
      '--no-sync', // a power cut in the first minute costs an empty database
    ]),
    { encoding: 'utf8' },
  );
  if (status !== 0) throw new Error(`PostgreSQL's initdb failed in ${fresh}: ${stderr || error?.message}`);
  fs.renameSync(fresh, dataDir);
}

function untilReady(child: ChildProcess, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    let said = '';
    const timer = setTimeout(() => fail(`was not ready within ${READY_LIMIT / 1000} s`), READY_LIMIT);
    const fail = (what: string) => {
      clearTimeout(timer);
      const taken = said.includes('could not bind') ? ` Port ${port} is not free.` : '';
      reject(new Error(`PostgreSQL ${what}.${taken} It said:\n${said.trim()}`));
    };
    child.stderr!.on('data', (data: Buffer) => {
      said = (said + data.toString()).slice(-2000);
      if (!said.includes('ready to accept connections')) return;
      clearTimeout(timer);
      resolve();
    });
    child.once('exit', (code, signal) => fail(`ended (${signal ?? code}) before it was ready`));
    child.once('error', (error) => fail(`could not be started (${error.message})`));
  });
}

async function ensureDatabase(port: number): Promise<void> {
  const client = new pg.Client({ host: '127.0.0.1', port, user: OWNER, database: 'postgres' });
  await client.connect();
  await createDatabase(client, DATABASE).finally(() => client.end());
}
