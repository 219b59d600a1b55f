// A published calendar over the open cases, step by step. It may be ended and started again at any time: the ledger knows which
// cases follow the calendar already.
import { continueAsNew, proxyActivities, workflowInfo } from '@temporalio/workflow';
import type { BatchActivities } from '../activities/index.ts';

const { rolloutStep } = proxyActivities<BatchActivities>({
  startToCloseTimeout: '5 minutes',
  retry: { initialInterval: '1s', maximumInterval: '1 minute' },
});

export async function recalculateCalendar(calendarHash: string, from = ''): Promise<void> {
  for (let after: string | undefined = from; after !== undefined;) {
    if (workflowInfo().continueAsNewSuggested) await continueAsNew<typeof recalculateCalendar>(calendarHash, after);
    after = (await rolloutStep(calendarHash, after)).after;
  }
}
