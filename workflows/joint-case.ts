// The conductor: makes happen what the ledger's agenda says, and decides nothing (invariant 11). It holds no rule and no personal
// data, and a run is disposable: any look may be the first, and looking twice is harmless.
//
// To change what this file does between two durable steps, ask `patched('<kebab-case-name>')`, keep the old way beside the new
// one until every run that saw it has ended, then `deprecatePatch`. test/workflows/replay.test.ts replays every recorded history.
//
// Each promise and each `await` here costs (the SDK takes a stack for each): stay synchronous between durable steps.
import {
  allHandlersFinished,
  CancellationScope,
  condition,
  continueAsNew,
  isCancellation,
  proxyActivities,
  proxyLocalActivities,
  setCurrentDetails,
  setHandler,
  sleep,
  workflowInfo,
} from '@temporalio/workflow';
import type { DeliveryActivities, LedgerActivities, Look, WireDispatch } from '../activities/index.ts';
import { progress, wake } from './messages.ts';
import { backoffMs, codeOf } from './pace.ts';

// Three tries or ten seconds; what fails longer is waited for with a durable timer, not with the workflow task held open. One limit
// for all tries (the database's own limits end a single one): the SDK's timer of a single try outlives a worker that stops.
const { advance, report, reportConductFailure } = proxyLocalActivities<LedgerActivities>({
  scheduleToCloseTimeout: '10s',
  retry: { maximumAttempts: 3, initialInterval: '200ms', maximumInterval: '2s' },
});
/** The activity's own time limit comes first; this is for a worker that died. */
const ATTEMPT_MARGIN_MS = 5_000;

/** Conducts one case. `workflowId` is the case number, the type is the name of its matter. */
export default async function jointCase(caseNo: string): Promise<void> {
  let look = true;
  let failures = 0;
  let now: Look = { dispatch: [], waitsFor: [], idle: false };
  const branches = new Map<string, CancellationScope>(); // one a dispatch, in parallel
  const starts = new Map<string, number>();

  setHandler(wake, () => {
    look = true;
  });
  setHandler(progress, () => ({
    waitsFor: now.waitsFor,
    delivering: [...branches.keys()],
    ...(now.inMs !== undefined && { nextInMs: now.inMs }),
    failures,
  }));

  for (;;) {
    while (look) {
      look = false;
      try {
        now = await advance(caseNo);
        failures = 0;
      } catch (error) {
        if (isCancellation(error)) throw error;
        failures += 1;
        await admitFailure(caseNo, codeOf(error), backoffMs(failures));
        await condition(() => look, backoffMs(failures)); // a wake cuts it short
        look = true;
        continue;
      }
      direct();
    }
    if (rests()) break;
    if (workflowInfo().continueAsNewSuggested) await renew();
    if (look) continue;
    if (now.inMs === undefined) await condition(() => look || rests());
    else if (!(await condition(() => look || rests(), now.inMs))) look = true; // the threshold has come
  }
  if (!allHandlersFinished()) await condition(allHandlersFinished);

  function rests(): boolean {
    return now.idle && branches.size === 0;
  }

  /** Branches follow the agenda: what is new is started, what has left it (decided by a person, withdrawn, …) is cancelled. */
  function direct(): void {
    for (const [id, scope] of branches) if (!now.dispatch.some((d) => d.id === id)) scope.cancel();
    for (const dispatch of now.dispatch) if (!branches.has(dispatch.id)) start(dispatch);
    setCurrentDetails(now.waitsFor.length ? `Waits for ${now.waitsFor.join(', ')}` : 'Waits for nobody');
  }

  function start(dispatch: WireDispatch): void {
    const { id } = dispatch;
    // Ended and still on the agenda is not how it should be; then not at full speed.
    const before = starts.get(id) ?? 0;
    starts.set(id, before + 1);
    const scope = new CancellationScope();
    branches.set(id, scope);
    void scope.run(async () => {
      try {
        if (before > 0) await sleep(backoffMs(before));
        await carry(caseNo, dispatch);
        look = true;
      } catch (error) {
        if (!isCancellation(error)) throw error;
      } finally {
        branches.delete(id);
      }
    });
  }

  /** A fresh history, when nothing is in flight; otherwise the loop goes on and it is tried again. */
  async function renew(): Promise<void> {
    for (const scope of branches.values()) scope.cancel();
    await condition(() => branches.size === 0 && allHandlersFinished());
    if (!look) await continueAsNew<typeof jointCase>(caseNo);
  }
}

/** Delivers to a department's system for as long as it makes sense, then reports that it could not: a task for people, never an approval. */
async function carry(caseNo: string, { limitMs, attemptMs, ...dispatch }: WireDispatch): Promise<void> {
  const { deliver, recall } = proxyActivities<DeliveryActivities>({
    startToCloseTimeout: attemptMs + ATTEMPT_MARGIN_MS,
    scheduleToCloseTimeout: limitMs,
    retry: { initialInterval: '1s', maximumInterval: '1 minute' },
    summary: dispatch.system,
  });
  const asked = dispatch.kind === 'request';
  let code: string;
  try {
    return await (asked ? deliver : recall)(caseNo, dispatch);
  } catch (error) {
    if (isCancellation(error)) throw error;
    code = codeOf(error);
  }
  const type = asked ? 'reportDispatchFailure' : 'reportRecallFailure';
  for (let failures = 1; ; failures += 1) {
    try {
      return await report(caseNo, { type, dispatchId: dispatch.dispatchId, code });
    } catch (error) {
      if (isCancellation(error)) throw error;
      await admitFailure(caseNo, codeOf(error), backoffMs(failures));
      await sleep(backoffMs(failures));
    }
  }
}

/** Tells operators, if it can be told: what stopped the look may stop this too. */
async function admitFailure(caseNo: string, code: string, retryInMs: number): Promise<void> {
  try {
    await reportConductFailure(caseNo, code, retryInMs);
  } catch (error) {
    if (isCancellation(error)) throw error;
  }
}
