// The real PostgreSQL: kept over stops and kills of every kind, refused where it would harm, and no process left.
import { spawn } from 'node:child_process';
import fs from 'node:fs';
import net from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { pathToFileURL } from 'node:url';
import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import pg from 'pg';
import { freePort } from '../../embedded/free-port.ts';
import { startPostgres, stopOrphan, type EmbeddedPostgres } from '../../embedded/postgres.ts';
import { completePackage } from '../../embedded/postgres-programs.ts';
import { commandLine, processIds, workingFolder } from '../../embedded/process-table.ts';

let dir: string;
let dataDir: string;
const started: EmbeddedPostgres[] = [];
beforeAll(() => {
  dir = fs.mkdtempSync(path.join(os.tmpdir(), 'lianban-postgres-'));
  dataDir = path.join(dir, 'pg');
});
afterEach(async () => {
  for (const server of started.splice(0)) await server.stop();
  expect(left(dataDir)).toEqual([]);
});
afterAll(() => fs.rmSync(dir, { recursive: true, force: true }));

const left = (folder: string) => processIds().filter((pid) => workingFolder(pid) === folder);
async function start(more: { dataDir?: string; port?: number; durable?: boolean } = {}): Promise<EmbeddedPostgres> {
  const server = await startPostgres({ dataDir, port: await freePort(), ...more });
  started.push(server);
  return server;
}
async function connect({ url }: EmbeddedPostgres): Promise<pg.Client> {
  const client = new pg.Client(url);
  client.on('error', () => undefined); // it is killed on purpose
  await client.connect();
  return client;
}
async function ask(server: EmbeddedPostgres, text: string): Promise<unknown> {
  const client = await connect(server);
  const { rows } = await client.query<Record<string, unknown>>(text);
  await client.end();
  return rows[0] && Object.values(rows[0])[0];
}
/** Adds a row and answers how many there are: what was committed before is still there. */
const count = async (server: EmbeddedPostgres) => {
  await ask(server, 'create table if not exists kept (at timestamptz); insert into kept values (now())').catch(() => 0);
  return Number(await ask(server, 'select count(*) from kept'));
};

describe('the server', () => {
  test('has its owner and its database, is durable, and speaks to this machine only', async () => {
    const server = await start();
    const asked = `select concat_ws(' ', current_user, current_database(), current_setting('listen_addresses'),
      current_setting('timezone'), current_setting('fsync'), current_setting('unix_socket_directories'), usesuper) from pg_user where usename = current_user`;
    expect(await ask(server, asked)).toBe('owner lianban 127.0.0.1 UTC on  t');
    expect(await count(server)).toBe(1);
    await server.stop();
    await server.stop(); // a second time changes nothing
    expect(left(dataDir)).toEqual([]);
    expect(fs.existsSync(path.join(dataDir, 'postmaster.pid'))).toBe(false);
  });

  test('keeps its data over a stop, and over a kill with a backend at work', async () => {
    const first = await start({ durable: false });
    expect(await ask(first, 'show fsync')).toBe('off');
    expect(await count(first)).toBe(2);
    const busy = await connect(first);
    const { rows } = await busy.query<{ pid: number }>('select pg_backend_pid() as pid');
    void busy.query('do $$ begin loop end loop; end $$').catch(() => undefined); // does not notice that the server is gone
    await sleep(200);
    await first.kill();
    expect(left(dataDir)).toContain(rows[0]!.pid);
    const second = await start();
    expect(commandLine(rows[0]!.pid)).toBe('');
    expect(await count(second)).toBe(3);
  });

  test('whose parent was killed is stopped, and its data kept', async () => {
    const file = path.join(dir, 'parent.mts');
    const module = pathToFileURL(path.resolve('embedded/postgres.ts')).href;
    const options = JSON.stringify({ dataDir, port: await freePort() });
    fs.writeFileSync(
      file,
      `import { startPostgres } from '${module}';
process.stdout.write(String((await startPostgres(${options})).pid));
setInterval(() => undefined, 1000);`,
    );
    const parent = spawn(process.execPath, ['--import', 'tsx', file], { stdio: ['ignore', 'pipe', 'inherit'] });
    const pid = await new Promise<number>((resolve) => parent.stdout.once('data', (data) => resolve(Number(data))));
    parent.kill('SIGKILL');
    await new Promise((resolve) => parent.once('exit', resolve));
    expect(workingFolder(pid)).toBe(dataDir);
    const next = await start();
    expect(commandLine(pid)).toBe('');
    expect(await count(next)).toBe(4);
  });
});

describe('a lock that nobody holds', () => {
  const lock = () => path.join(dataDir, 'postmaster.pid');

  test.each(['a pid given to another program since', 'a pid given to the PostgreSQL of another folder'])(
    '%s: that one is left alone',
    async (whose) => {
      const other = whose.includes('folder')
        ? await start({ dataDir: path.join(dir, 'pg-other'), durable: false }) // its path begins like ours
        : undefined;
      const pid = other?.pid ?? process.pid;
      fs.writeFileSync(lock(), `${pid}\n${dataDir}\n1\n1\n\n127.0.0.1\n`);
      const server = await start();
      expect(commandLine(pid)).not.toBe('');
      expect(await count(server)).toBeGreaterThan(4);
      await server.stop();
    },
  );

  test.each(['', 'half', '1\n'])('that holds %j is removed', async (content) => {
    fs.writeFileSync(lock(), content);
    await stopOrphan(dataDir);
    expect(fs.existsSync(lock())).toBe(false);
  });
});

describe('what is refused', () => {
  test('a folder with something else in it, which stays as it is', async () => {
    const mine = path.join(dir, 'mine');
    fs.mkdirSync(mine);
    fs.writeFileSync(path.join(mine, 'thesis.txt'), 'years of work');
    await expect(start({ dataDir: mine })).rejects.toThrow(`${mine} is not empty and holds no PostgreSQL data`);
    expect(fs.readdirSync(mine)).toEqual(['thesis.txt']);
  });

  test('a port that somebody else has, by its number', async () => {
    const other = net.createServer().listen(0, '127.0.0.1');
    await new Promise((resolve) => other.once('listening', resolve));
    const { port } = other.address() as net.AddressInfo;
    await expect(start({ port })).rejects.toThrow(`Port ${port} is not free`);
    other.close();
    await start({ port });
  });
});

test('what an initdb that was killed half way left behind is in nobody’s way', async () => {
  const fresh = path.join(dir, 'pg-fresh');
  fs.mkdirSync(`${fresh}.initdb/base`, { recursive: true });
  fs.writeFileSync(`${fresh}.initdb/PG_VERSION`, '18\n');
  fs.mkdirSync(fresh);
  const server = await start({ dataDir: fresh, durable: false });
  expect(await ask(server, 'select 1')).toBe(1);
  expect(fs.existsSync(`${fresh}.initdb`)).toBe(false);
});

test('a package is completed once, by however many; one that can not be is told', () => {
  const folder = path.join(dir, 'package');
  fs.mkdirSync(path.join(folder, 'native/lib'), { recursive: true });
  const list = [{ source: 'native/lib/libpq.so.5.18', target: 'native/lib/libpq.so.5' }];
  fs.writeFileSync(path.join(folder, 'native/pg-symlinks.json'), JSON.stringify(list));
  fs.writeFileSync(path.join(folder, list[0]!.source), 'library');
  for (let i = 0; i < 2; i += 1) completePackage(folder);
  expect(fs.readFileSync(path.join(folder, list[0]!.target), 'utf8')).toBe('library');
  fs.renameSync(path.join(folder, 'native/lib'), path.join(folder, 'native/moved'));
  expect(() => completePackage(folder)).toThrow('ENOENT');
});
