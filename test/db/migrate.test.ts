import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { randomBytes } from 'node:crypto';
import fs from 'node:fs';
import pg from 'pg';
import { dumpSchema } from '../../db/dump-schema.ts';
import { migrate } from '../../db/migrate.ts';

const migrations = fs
  .readdirSync(new URL('../../db/migrations/', import.meta.url))
  .map((file) => file.replace(/\.sql$/, ''))
  .sort();

let name: string;
let url: string;
beforeEach(async () => {
  name = `migrate_${randomBytes(6).toString('hex')}`;
  url = Object.assign(new URL(process.env.TEST_DATABASE_ADMIN_URL!), { pathname: `/${name}` }).href;
  await onServer((client) => client.query(`create database ${name}`));
});
afterEach(() => onServer((client) => client.query(`drop database ${name} with (force)`)));

test('an empty database gets every migration, in order; a second run finds nothing to do', async () => {
  expect(await migrate(url)).toEqual(migrations);
  expect(await migrate(url)).toEqual([]);
});

test('two at once: each migration runs once, and both come back with the schema there', async () => {
  const ran = await Promise.all([migrate(url), migrate(url)]);
  expect(ran.flat().sort()).toEqual(migrations);
  await onDatabase(url, async (client) => {
    const { rows } = await client.query<{ name: string }>('select name from migrations order by id');
    expect(rows.map((r) => r.name)).toEqual(migrations);
    expect(await dumpSchema(client)).toContain('create table events (');
  });
});

test('a migration that is not the next one is refused, and nothing changes', async () => {
  await migrate(url);
  await onDatabase(url, async (client) => {
    await client.query(`update migrations set name = '0000_another_past' where id = 1`);
    const before = await dumpSchema(client);
    await expect(migrate(url)).rejects.toThrow(/Not run migration|order/i);
    expect(await dumpSchema(client)).toBe(before);
  });
});

test('ledger tables take no instant by a default: the ledger has its own clock', async () => {
  await migrate(url);
  await onDatabase(url, async (client) => {
    const text = await dumpSchema(client);
    expect(text.match(/default .*(now\(\)|clock_timestamp|CURRENT_)/gi)).toBeNull();
  });
});

const onServer = (work: (client: pg.Client) => Promise<unknown>) =>
  onDatabase(process.env.TEST_DATABASE_ADMIN_URL!, work);
async function onDatabase(connectionString: string, work: (client: pg.Client) => Promise<unknown>): Promise<void> {
  const client = new pg.Client({ connectionString });
  await client.connect();
  try {
    await work(client);
  } finally {
    await client.end();
  }
}
