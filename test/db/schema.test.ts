import { afterAll, beforeAll, expect, test } from '@jest/globals';
import fs from 'node:fs';
import type { PoolClient } from 'pg';
import { dumpSchema } from '../../db/dump-schema.ts';
import { createTestDatabase, type TestDatabase } from '../support/test-database.ts';

const HINT =
  'db/schema.sql is not what the migrations make. Renew it with `npm run db:schema`, review its diff, commit it.';
const committed = fs.readFileSync(new URL('../../db/schema.sql', import.meta.url), 'utf8');

/** The lines that only one of the two texts has. */
function findDrift(expected: string, found: string): string[] {
  const [a, b] = [expected.split('\n'), found.split('\n')];
  return [
    ...a.filter((l) => !b.includes(l)).map((l) => `- ${l}`),
    ...b.filter((l) => !a.includes(l)).map((l) => `+ ${l}`),
  ];
}

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.drop());

test('schema.sql is what the migrations make', async () => {
  const found = await dumpSchema(database.owner);
  const drift = findDrift(committed, found);
  if (found !== committed) throw new Error([HINT, ...drift].join('\n'));
  expect(found.length).toBeGreaterThan(1000);
});

test('the dump is the same for the owner and for the application', async () => {
  expect(await dumpSchema(database.pool)).toBe(committed);
});

const DRIFTS: [what: string, change: string, seen: string][] = [
  ['a table', 'create table strays (id int primary key)', '+ create table strays ('],
  ['a column', 'alter table cases add column stray text', '+   stray text,'],
  ['a type', 'alter table tasks alter column round type bigint', '+   round bigint not null,'],
  [
    'a default',
    `alter table cases alter column region set default '310000'`,
    `+   region text not null default '310000'::text,`,
  ],
  ['a lost not-null', 'alter table cases alter column region drop not null', '+   region text,'],
  ['a check', 'alter table tasks add constraint stray check (round > 0)', '+   constraint stray CHECK ((round > 0)),'],
  ['a lost index', 'drop index cases_next', '- CREATE INDEX cases_next'],
  [
    'a switched-off trigger',
    'alter table events disable trigger events_append_only',
    '+ CREATE TRIGGER events_append_only',
  ],
  [
    'a function',
    `create function stray() returns int language sql as 'select 1'`,
    '+ CREATE OR REPLACE FUNCTION public.stray()',
  ],
  ['a sequence', 'create sequence strays', '+ create sequence strays as bigint start 1 increment 1;'],
  ['a grant', 'grant update on events to lianban_app', '+ grant insert, select, update on events to lianban_app;'],
  [
    'a grant on a column',
    'grant update (body) on plans to lianban_app',
    '+ grant update on plans (body) to lianban_app;',
  ],
  [
    'a grant on the schema',
    'grant create on schema public to lianban_app',
    '+ grant create, usage on schema public to lianban_app;',
  ],
];
test.each(DRIFTS)('sees a drift: %s', async (_what, change, seen) => {
  const drift = await inUndone(async (client) => {
    await client.query(change);
    return findDrift(committed, await dumpSchema(client));
  });
  expect(drift.filter((line) => line.startsWith(seen))).toHaveLength(1);
});

test.each([
  'create view stray as select 1',
  `create type stray as enum ('a')`,
  'alter table cases enable row level security',
])('refuses what it can not show: %s', async (change) => {
  await inUndone(async (client) => {
    await client.query(change);
    await expect(dumpSchema(client)).rejects.toThrow(/does not show .*teach it/);
  });
});

/** Runs in a transaction of the owner that is rolled back. */
async function inUndone<T>(work: (client: PoolClient) => Promise<T>): Promise<T> {
  const client = await database.owner.connect();
  try {
    await client.query('begin');
    return await work(client);
  } finally {
    await client.query('rollback');
    client.release();
  }
}
