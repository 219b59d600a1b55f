// The worker's activities, bound to what they work on.
import { Context } from '@temporalio/activity';
import { DomainError } from '../core/errors.ts';
import { nothingToConduct, toLook, type DeliveryLimits } from './advance.ts';
import { deliver, recall, type Deliveries } from './deliver.ts';
import { toFailure, tracesOf } from './errors.ts';
import type { Activities } from './index.ts';
import type { Log } from './log.ts';

export interface ActivityDeps extends Omit<Deliveries, 'signal'>, DeliveryLimits {
  readonly logger: Log;
}

/** Every error leaves as a code (activities/errors.ts); what it was in full, without what it quotes, goes to the log. */
export function createActivities(deps: ActivityDeps): Activities {
  const { ledger, logger } = deps;
  const clean =
    <A extends unknown[], R>(activity: string, run: (caseNo: string, ...rest: A) => Promise<R>) =>
    async (caseNo: string, ...rest: A): Promise<R> => {
      try {
        return await run(caseNo, ...rest);
      } catch (error) {
        const failure = toFailure(error);
        logger.warn({ caseNo, activity, code: failure.message, ...tracesOf(error) }, 'activity failed');
        throw failure;
      }
    };
  return {
    advance: clean('advance', async (caseNo) => {
      try {
        return toLook(await ledger.advance(caseNo), deps);
      } catch (error) {
        if (error instanceof DomainError && error.code === 'case-not-found') return nothingToConduct;
        throw error;
      }
    }),
    report: clean('report', async (caseNo, command) => {
      await ledger.report(caseNo, command);
    }),
    reportConductFailure: clean('reportConductFailure', (caseNo, code, retryInMs) =>
      ledger.reportConductFailure(caseNo, code, retryInMs),
    ),
    deliver: clean('deliver', (caseNo, dispatch) => deliver({ ...deps, signal: stopSignal() }, caseNo, dispatch)),
    recall: clean('recall', (caseNo, dispatch) => recall({ ...deps, signal: stopSignal() }, caseNo, dispatch)),
  };
}

const stopSignal = (): AbortSignal => Context.current().cancellationSignal;
