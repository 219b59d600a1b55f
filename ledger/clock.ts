// The ledger's one clock: the database's time, read after the lock. Tests inject theirs; tokens, rate limits and TLS use wall time.
import { readClock } from '../db/clock.ts';
import type { Db } from '../db/db.ts';

export type { Db };
/** Epoch milliseconds of the ledger's now. */
export type LedgerClock = (db: Db) => Promise<number>;

export const databaseClock: LedgerClock = readClock;
