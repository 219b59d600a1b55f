// What the sweeper finds: cases whose conductor owes a look. Each is handed out once a lease, so that several sweepers share the work.
import { leaseNextPassed, leaseUnconfirmedDispatches, leaseWakeOwed, type OwedCase } from '../db/conducting.ts';
import type { LedgerDeps } from './deps.ts';
import type { SweepFind, SweepOptions } from './ledger.ts';

export async function sweep({ pool, clock }: LedgerDeps, options: SweepOptions): Promise<SweepFind[]> {
  const now = await clock(pool);
  const leaseUntil = now + options.leaseMs;
  const finds: SweepFind[] = [];
  const left = () => options.limit - finds.filter((f) => f.why !== 'next-passed').length;
  const look = async (why: SweepFind['why'], find: typeof leaseWakeOwed, olderThanMs: number, limit = left()) => {
    if (limit <= 0) return;
    const found = await find(pool, { now, before: now - olderThanMs, limit, leaseUntil });
    finds.push(...found.filter((f) => !isAmong(finds, f)).map((f) => ({ ...f, why })));
  };
  // first: what only waits for a wake would else be leased for that, and its time not be written down
  await look('next-passed', leaseNextPassed, options.nextPassedMs, options.passedLimit);
  await look('wake-owed', leaseWakeOwed, options.wakeOwedMs);
  await look('dispatch-unconfirmed', leaseUnconfirmedDispatches, 0);
  return finds;
}
const isAmong = (finds: readonly SweepFind[], one: OwedCase) => finds.some((f) => f.caseNo === one.caseNo);
