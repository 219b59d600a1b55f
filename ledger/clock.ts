// The ledger's one clock: the database's time, read after the lock. Tests inject theirs; tokens, rate limits and TLS use wall time.
import type { Db } from '../db/db.ts';

export type { Db };
/** Epoch milliseconds of the ledger's now. */
export type LedgerClock = (db: Db) => Promise<number>;

export const databaseClock: LedgerClock = async (db) => {
  const { rows } = await db.query<{ ms: string }>({
    name: 'clock',
    text: 'select floor(extract(epoch from clock_timestamp()) * 1000) as ms',
  });
  return Number(rows[0]!.ms);
};
