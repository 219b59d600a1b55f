// After a change: the answer is already durable, so the conductor is woken in the background.
import type { Applied } from '../ledger/ledger.ts';
import type { AppDeps } from './deps.ts';

export async function wakeAfter<T extends Applied>(
  deps: Pick<AppDeps, 'wakes' | 'failpoints'>,
  applied: T,
): Promise<T> {
  await deps.failpoints.reach('api:before-wake', applied.caseNo);
  if (applied.wake) deps.wakes.send({ caseNo: applied.caseNo, matter: applied.matter, seq: applied.seq });
  return applied;
}
