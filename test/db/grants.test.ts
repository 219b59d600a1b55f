// What the database itself refuses, whatever the program does.
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import pg from 'pg';
import { createPool } from '../../db/pool.ts';
import { verifyCase } from '../../ledger/verify.ts';
import { createTestDatabase, type TestDatabase } from '../support/test-database.ts';
import { EXPECTED, ROLES } from './role-grants.ts';

const INSUFFICIENT_PRIVILEGE = '42501';
let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
  await insertEvent();
});
afterAll(() => database.drop());

const changes = [
  `update events set type = 'forged'`,
  `update events set body = body where seq = 1`,
  'delete from events',
  'truncate events',
  'truncate cases cascade',
];
const countEvents = async () => (await database.pool.query(`select 1 from events where type = 'untouched'`)).rowCount;

describe('the application', () => {
  test.each(changes)('may not: %s', async (change) => {
    await expect(database.pool.query(change)).rejects.toMatchObject({
      code: INSUFFICIENT_PRIVILEGE,
      message: /permission denied/,
    });
    expect(await countEvents()).toBe(1);
  });

  test.each([
    'create table strays (id int)',
    'create schema strays',
    `create function stray() returns int language sql as 'select 1'`,
    'create index stray on cases (matter)',
    'alter table cases add column stray int',
    'alter table events disable trigger all',
    'drop trigger events_append_only on events',
    'drop table events',
    'create role strays',
    `set session_replication_role = 'replica'`,
    'set role owner',
  ])('has no DDL and no way round it: %s', async (statement) => {
    await expect(database.pool.query(statement)).rejects.toMatchObject({ code: INSUFFICIENT_PRIVILEGE });
  });

  test.each([
    'submissions',
    'texts',
    'materials',
    'plans',
    'calendars',
    'idempotency_keys',
    'answers',
    'case_materials',
  ])('only adds to %s', async (table) => {
    await expect(database.pool.query(`delete from ${table}`)).rejects.toMatchObject({ code: INSUFFICIENT_PRIVILEGE });
    const { rows } = await database.pool.query<{ can: boolean }>(
      `select has_any_column_privilege($1, 'update') as can`,
      [table],
    );
    expect(rows[0]!.can).toBe(false);
  });

  test('can delete nowhere', async () => {
    const { rows } = await database.pool.query(
      `select relname from pg_class where relnamespace = 'public'::regnamespace and relkind = 'r' and has_table_privilege(oid, 'delete, truncate')`,
    );
    expect(rows).toEqual([]);
  });
});

describe('each process', () => {
  const may = async (role: string) => {
    const { rows } = await database.owner.query<{ name: string; may: string }>(
      `select relname as name, concat(
         case when has_table_privilege($1, oid, 'select') then 's' end,
         case when has_table_privilege($1, oid, 'insert') then 'i' end,
         case when has_table_privilege($1, oid, 'update') then 'u' end,
         case when has_table_privilege($1, oid, 'delete, truncate, references, trigger') then 'd' end) as may
       from pg_class where relnamespace = 'public'::regnamespace and relkind in ('r', 'p', 'v', 'm')`,
      [role],
    );
    return Object.fromEntries(rows.map((r) => [r.name, r.may]));
  };
  test.each(ROLES.map((role, i) => [role, i] as const))(
    '%s may do what its line says, table by table',
    async (role, i) => {
      expect(await may(role)).toEqual(Object.fromEntries(Object.entries(EXPECTED).map(([name, of]) => [name, of[i]])));
    },
  );
  test.each([
    ['lianban_worker', `insert into persons (id, kind, subject) values ('x', 'natural', 'x')`],
    ['lianban_worker', `update post_holdings set valid_until = null`],
    ['lianban_worker', `update definitions set retired_at = null`],
    ['lianban_worker', `select nextval('case_serials')`],
    ['lianban_api', `insert into conductor (namespace_id) values ('x')`],
    ['lianban_api', `update conductor set namespace_id = 'x'`],
    ['lianban_auditor', `update cases set head = ''`],
    ['lianban_auditor', `select sealed from submissions`],
    ['lianban_auditor', `select profile from persons`],
    ...['lianban_api', 'lianban_worker', 'lianban_auditor'].flatMap((role) => [
      [role, 'delete from events'],
      [role, `update events set type = 'forged'`],
      [role, 'create table strays (id int)'],
      [role, 'set role owner'],
    ]),
  ])('%s may not: %s', async (role, statement) => {
    const pool = new pg.Pool({
      connectionString: Object.assign(new URL(database.url), { username: role }).href,
      max: 1,
    });
    await expect(pool.query(statement!).finally(() => pool.end())).rejects.toMatchObject({
      code: INSUFFICIENT_PRIVILEGE,
    });
  });
  test('nobody logs in as the group', async () => {
    const { rows } = await database.owner.query(
      `select rolcanlogin, rolsuper from pg_roles where rolname = 'lianban_app'`,
    );
    expect(rows).toEqual([{ rolcanlogin: false, rolsuper: false }]);
  });
  test('the auditor’s reading is enough to verify a case', async () => {
    const pool = createPool(Object.assign(new URL(database.url), { username: 'lianban_auditor' }).href, {
      max: 1,
      applicationName: 'test',
    });
    await expect(verifyCase(pool, 'none').finally(() => pool.end())).rejects.toMatchObject({ code: 'case-not-found' });
  });
});

describe('the owner of the schema', () => {
  test.each(changes)('may not: %s', async (change) => {
    await expect(database.owner.query(change)).rejects.toMatchObject({
      code: INSUFFICIENT_PRIVILEGE,
      message: /events are never changed \((UPDATE|DELETE|TRUNCATE) on events\)/,
    });
    expect(await countEvents()).toBe(1);
  });
});

/** A row trigger refuses rows, so there must be one; its case does not matter here. */
async function insertEvent(): Promise<void> {
  const client = await database.owner.connect();
  await client.query(`begin; set local session_replication_role = 'replica'`);
  await client.query(
    `insert into events (case_no, stream, seq, type, v, at, recorded_at, command_id, actor, engine_format, body, prev_hash, hash, alg)
     values ('none', 'case', 1, 'untouched', 1, clock_timestamp(), clock_timestamp(), 'none', '{}', 1, '{}', '', '', 'none')`,
  );
  await client.query('commit');
  client.release();
}
