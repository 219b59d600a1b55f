// The same case written by hand for Temporal, as small as it can honestly be: every decision is an Update whose local activity
// writes it; a timer stands for the committed limit. No definition, no access, no proof: what the baseline costs.
import {
  allHandlersFinished,
  condition,
  defineUpdate,
  proxyLocalActivities,
  setHandler,
  sleep,
  CancellationScope,
} from '@temporalio/workflow';
import type { MinimalActivities } from './activities.ts';

export const decide = defineUpdate<void, [string]>('decide');
const { writeDecision, closeCase } = proxyLocalActivities<MinimalActivities>({ startToCloseTimeout: '5s' });

export async function minimalCase(caseNo: string, items: string[], limitMs: number): Promise<void> {
  const waiting = new Set(items);
  setHandler(decide, async (item) => {
    await writeDecision(caseNo, item);
    waiting.delete(item);
  });
  await CancellationScope.cancellable(async () => {
    void sleep(limitMs).catch(() => undefined);
    await condition(() => waiting.size === 0);
    CancellationScope.current().cancel();
  }).catch(() => undefined);
  await closeCase(caseNo);
  await condition(allHandlersFinished);
}
