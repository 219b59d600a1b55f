// What the database itself refuses, whatever the program does.
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { createTestDatabase, type TestDatabase } from '../support/test-database.ts';

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
