import type { Db } from './db.ts';

/** The database's time now (not the transaction's start), epoch milliseconds. */
export async function readClock(db: Db): Promise<number> {
  const { rows } = await db.query<{ ms: string }>({
    name: 'clock',
    text: 'select floor(extract(epoch from clock_timestamp()) * 1000) as ms',
  });
  return Number(rows[0]!.ms);
}
