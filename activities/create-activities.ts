// The worker's activities, bound to what they work on.
import { performance } from 'node:perf_hooks';
import { Context } from '@temporalio/activity';
import { ApplicationFailure } from '@temporalio/common';
import { DomainError } from '../core/errors.ts';
import { nothingToConduct, toLook, type DeliveryLimits } from './advance.ts';
import { deliver, recall, type Deliveries } from './deliver.ts';
import { toFailure, tracesOf } from './errors.ts';
import type { Activities, DispatchRef } from './index.ts';
import type { Log } from './log.ts';
import type { ObserveActivity } from './observe.ts';

export interface ActivityDeps extends Omit<Deliveries, 'signal'>, DeliveryLimits {
  readonly logger: Log;
  readonly observeActivity?: ObserveActivity;
}

/** Cases a step of a roll-out: some seconds of work. */
const ROLLOUT_STEP = 50;

/** Every error leaves as a code (activities/errors.ts); what it was in full, without what it quotes, goes to the log. */
export function createActivities(deps: ActivityDeps): Activities {
  const { ledger, logger, observeActivity } = deps;
  const clean =
    <A extends unknown[], R>(activity: keyof Activities, run: (caseNo: string, ...rest: A) => Promise<R>) =>
    async (caseNo: string, ...rest: A): Promise<R> => {
      const since = performance.now();
      let code = 'done';
      try {
        return await run(caseNo, ...rest);
      } catch (error) {
        const failure = toFailure(error);
        code = failure instanceof ApplicationFailure ? (failure.type ?? 'internal-error') : 'cancelled';
        logger.warn({ caseNo, activity, code: failure.message, ...tracesOf(error) }, 'activity failed');
        throw failure;
      } finally {
        const called = activity === 'deliver' || activity === 'recall';
        const seconds = (performance.now() - since) / 1000;
        observeActivity?.({ activity, seconds, code, ...(called && { dispatch: rest[0] as DispatchRef }) });
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
    rolloutStep: clean('rolloutStep', async (calendarHash, after) => {
      const step = await ledger.rolloutStep(calendarHash, after, ROLLOUT_STEP);
      return step.after === undefined ? {} : { after: step.after };
    }),
    deliver: clean('deliver', (caseNo, dispatch) => deliver({ ...deps, signal: stopSignal() }, caseNo, dispatch)),
    recall: clean('recall', (caseNo, dispatch) => recall({ ...deps, signal: stopSignal() }, caseNo, dispatch)),
  };
}

const stopSignal = (): AbortSignal => Context.current().cancellationSignal;
