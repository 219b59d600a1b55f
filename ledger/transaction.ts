// One transaction; and the one place that says which of PostgreSQL's failures are "try again".
import type { Pool } from 'pg';
import { CalendarYearMissing } from '../core/clock/calendar.ts';
import { DomainError } from '../core/errors.ts';
import type { Db } from '../db/db.ts';

export const inTransaction = <T>(pool: Pool, work: (db: Db) => Promise<T>): Promise<T> => run(pool, 'begin', work);

/** Every query sees the same state of the database, whatever others commit meanwhile; nothing is locked, nothing can be written. */
export const inSnapshot = <T>(pool: Pool, work: (db: Db) => Promise<T>): Promise<T> =>
  run(pool, 'begin isolation level repeatable read read only', work);

async function run<T>(pool: Pool, begin: string, work: (db: Db) => Promise<T>): Promise<T> {
  const client = await pool.connect().catch((error: unknown) => {
    throw asUnavailable(error);
  });
  let broken: Error | undefined;
  try {
    await client.query(begin);
    const result = await work(client);
    await client.query('commit');
    return result;
  } catch (error) {
    await client.query('rollback').catch((e: Error) => {
      broken = e;
    });
    throw asUnavailable(error);
  } finally {
    client.release(broken);
  }
}

// 25006: a standby after a failover takes no writes; 25P0[34]: the database ended what stood still too long
const CONNECTION = /^(ECONN|EPIPE|ETIMEDOUT|ENOTFOUND|EAI_AGAIN|EHOST|ENET|08|57P0|53|25006|25P0[34])/;
/** A failure of the database as the refusal that says "try again"; anything else as it is. */
export function asUnavailable(error: unknown): unknown {
  if (!(error instanceof Error) || error instanceof DomainError) return error;
  if (error instanceof CalendarYearMissing)
    return new DomainError('calendar-year-missing', `No date can be computed in ${error.year}; nothing was changed.`);
  const code = 'code' in error && typeof error.code === 'string' ? error.code : '';
  if (code === '55P03' || code === '57014' || code === '40P01')
    return new DomainError('busy', 'Others are working on the same case; nothing was changed.');
  if (
    CONNECTION.test(code) ||
    /Connection terminated|timeout exceeded when trying to connect|not queryable/.test(error.message)
  )
    return new DomainError('database-unavailable', 'The database can not be reached; nothing was changed.');
  return error;
}
