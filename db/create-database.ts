import type { Db } from './db.ts';

/** Creates the database on the server unless it is there. `name` is the program's own, an identifier. */
export async function createDatabase(db: Db, name: string): Promise<void> {
  const { rowCount } = await db.query('select 1 from pg_database where datname = $1', [name]);
  if (rowCount === 0) await db.query(`create database ${name}`);
}
