// The ledger's clock of a measurement: the database's time and so many milliseconds more, as a file says that several processes read.
import fs from 'node:fs';
import { databaseClock, type LedgerClock } from '../../ledger/clock.ts';

export const offsetClock =
  (file: string): LedgerClock =>
  async (db) =>
    (await databaseClock(db)) + Number(fs.readFileSync(file, 'utf8'));

/** From now on it is this instant. */
export function setClock(file: string, instant: number): void {
  fs.writeFileSync(file, String(instant - Date.now()));
}
