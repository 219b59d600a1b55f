import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { createPool } from '../../db/pool.ts';
import { inTransaction } from '../../ledger/transaction.ts';
import { createTestDatabase, type TestDatabase } from '../support/test-database.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.drop());

test('a connection lost between two queries of a transaction is a refusal, not the end of the process', async () => {
  const work = inTransaction(database.pool, async (db) => {
    const { rows } = await db.query<{ pid: number }>('select pg_backend_pid() as pid');
    await database.owner.query('select pg_terminate_backend($1)', [rows[0]!.pid]);
    await new Promise((resolve) => setTimeout(resolve, 200)); // the loss is heard of while no query is under way
    return db.query('select 1');
  });
  await expect(work).rejects.toMatchObject({ code: 'database-unavailable' });
  expect((await database.pool.query('select 1 as one')).rows).toEqual([{ one: 1 }]);
});

test('a stuck statement is ended, is answered as unavailable, and the next one is served', async () => {
  const pool = createPool(database.url, { max: 1, applicationName: 'test', statementMs: 200 });
  const since = performance.now();
  await expect(inTransaction(pool, (db) => db.query('select pg_sleep(10)'))).rejects.toMatchObject({ code: 'busy' });
  expect(performance.now() - since).toBeLessThan(5_000);
  expect((await pool.query('select 1 as one')).rows).toEqual([{ one: 1 }]);
  await pool.end();
});
