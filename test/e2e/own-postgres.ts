// A PostgreSQL of one's own, as a city has it: the distribution's server with its pg_dump and pg_restore.
import { execFileSync, spawn, type ChildProcess } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import pg from 'pg';

const ROOT = '/usr/lib/postgresql';
const installed = (): number[] =>
  fs.existsSync(ROOT)
    ? fs
        .readdirSync(ROOT)
        .map(Number)
        .filter((v) => v >= 15 && fs.existsSync(path.join(ROOT, String(v), 'bin/pg_dump')))
    : [];
export const hasPrograms = (): boolean => installed().length > 0;
/** Where the newest installed one has its programs. @throws when there is none: `.ci/run` installs it */
export function findPrograms(): string {
  if (!hasPrograms()) throw new Error('needs PostgreSQL 15 or newer with pg_dump: apt-get install postgresql-15');
  return path.join(ROOT, String(Math.max(...installed())), 'bin');
}
const isRoot = process.getuid?.() === 0;
/** PostgreSQL does not run as root: it is nobody, in a namespace of its own where our folders are its. */
const asOther = (program: string, args: readonly string[]): [string, string[]] =>
  isRoot ? ['unshare', ['-U', '--map-user=65534', '--map-group=65534', program, ...args]] : [program, [...args]];

export interface OwnPostgres {
  readonly url: string;
  dump(file: string): void;
  /** Roles, then everything else, into an empty database. */
  restore(file: string): void;
  stop(): Promise<void>;
}
export async function startOwnPostgres(port: number): Promise<OwnPostgres> {
  const bin = findPrograms();
  const dir = fs.mkdtempSync(path.join(os.tmpdir(), 'lianban-own-postgres-'));
  const data = path.join(dir, 'data');
  const run = (name: string, args: readonly string[]) =>
    execFileSync(...asOther(path.join(bin, name), args), { stdio: ['ignore', 'pipe', 'pipe'] });
  run('initdb', ['-D', data, '-U', 'owner', '-A', 'trust', '-E', 'UTF8', '--no-locale', '-N']);
  const settings = ['listen_addresses=127.0.0.1', 'timezone=UTC', 'fsync=off', 'max_connections=100'].flatMap((s) => [
    '-c',
    s,
  ]);
  const server: ChildProcess = spawn(
    ...asOther(path.join(bin, 'postgres'), ['-D', data, '-p', String(port), '-k', '', ...settings]),
    { stdio: 'ignore' },
  );
  const exited = new Promise((resolve) => server.once('exit', resolve));
  const address = `postgresql://owner@127.0.0.1:${port}`;
  for (let n = 0; ; n += 1) {
    const client = new pg.Client({ connectionString: `${address}/postgres` });
    try {
      await client.connect();
      await client.query('create database lianban');
      await client.end();
      break;
    } catch (error) {
      await client.end().catch(() => undefined);
      if (n === 100) throw error;
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
  }
  const tool = (name: string, args: readonly string[]) =>
    execFileSync(path.join(bin, name), args, { stdio: ['ignore', 'pipe', 'pipe'] });
  return {
    url: `${address}/lianban`,
    dump(file) {
      tool('pg_dumpall', ['--roles-only', '-d', `${address}/postgres`, '-f', `${file}.roles.sql`]);
      tool('pg_dump', ['-Fc', '-d', `${address}/lianban`, '-f', file]);
    },
    restore(file) {
      tool('psql', ['-q', '-d', `${address}/postgres`, '-f', `${file}.roles.sql`]); // the owner is there already
      tool('pg_restore', ['--exit-on-error', '-d', `${address}/lianban`, file]);
    },
    async stop() {
      execFileSync(...asOther(path.join(bin, 'pg_ctl'), ['-D', data, '-m', 'fast', 'stop']), { stdio: 'ignore' });
      await exited;
      fs.rmSync(dir, { recursive: true, force: true });
    },
  };
}
