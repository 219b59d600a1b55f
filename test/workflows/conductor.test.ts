// The conductor's own logic, on the time-skipping server, with a ledger that follows a script.
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import type { WorkflowHandle } from '@temporalio/client';
import type { TestWorkflowEnvironment } from '@temporalio/testing';
import { DomainError, type ProblemCode } from '../../core/errors.ts';
import { progress } from '../../workflows/messages.ts';
import { createDepartment, type Behaviour, type Department } from './department.ts';
import {
  createScriptedLedger,
  dispatching,
  idle,
  request,
  type Script,
  type ScriptedLedger,
} from './scripted-ledger.ts';
import { createSkippingServer, startStage, until, type Stage, type StageDeps } from './servers.ts';

let env: TestWorkflowEnvironment;
let stage: Stage | undefined;
let bank: Department | undefined;
let serial = 0;

beforeAll(async () => {
  env = await createSkippingServer();
});
afterEach(async () => {
  await stage?.stop();
  await bank?.close();
  stage = bank = undefined;
});
afterAll(() => env.teardown());

interface Play {
  readonly ledger: ScriptedLedger;
  readonly handle: WorkflowHandle;
  wake(seq: number): Promise<void>;
}
/** Starts a run by its first wake, as the product does. */
async function play(
  script: Script,
  deps: Partial<StageDeps> & { bank?: Behaviour; refusals?: ProblemCode[] } = {},
): Promise<Play> {
  const { bank: behaviour, refusals = [], ...rest } = deps;
  if (behaviour) bank = await createDepartment(behaviour);
  const ledger = createScriptedLedger(script);
  ledger.refusals.push(...refusals.map((code) => new DomainError(code, 'CANARY')));
  serial += 1;
  const caseNo = `case-${serial}`;
  stage = await startStage(env, { ledger, systems: bank ? { bank: bank.system } : {}, ...rest }, `cases-${serial}`);
  const { wakes } = stage;
  const wake = (seq: number) => {
    wakes.send({ caseNo, matter: 'company-set-up', seq });
    return wakes.settled();
  };
  await wake(1);
  return { ledger, wake, handle: env.client.workflow.getHandle(caseNo) };
}
const failed = new DomainError('item-not-found', 'a refusal: final, so not tried three times');

describe('a run', () => {
  it('looks once and ends when the agenda is idle; a wake after its end starts another', async () => {
    const { ledger, handle, wake } = await play(() => idle);
    await handle.result();
    expect(ledger.calls).toEqual([['advance']]);
    await wake(2);
    await handle.result();
    expect(ledger.count('advance')).toBe(2);
    expect((await handle.describe()).type).toBe('company-set-up');
  });

  it('ends when the ledger does not know its case', async () => {
    const { handle } = await play(() => new DomainError('case-not-found', ''));
    await handle.result();
  });

  it('looks again when woken, and does not miss a wake that comes while it looks', async () => {
    let wakeMeanwhile: Promise<void> | undefined;
    const { ledger, handle, wake } = await play((look) => (look < 3 ? {} : idle));
    const { advance } = ledger;
    ledger.advance = async (caseNo) => {
      wakeMeanwhile ??= wake(3);
      await new Promise((resolve) => setTimeout(resolve, 300));
      return advance(caseNo);
    };
    await wake(2);
    await wakeMeanwhile;
    await handle.result();
    expect(ledger.count('advance')).toBe(3);
  });

  it('sleeps until the threshold the ledger names, then looks', async () => {
    const { ledger, handle } = await play((look) =>
      look === 1 ? { inMs: 3 * 86_400_000, waitsFor: ['a (organ)'] } : idle,
    );
    const before = await env.currentTimeMs();
    await handle.result();
    expect((await env.currentTimeMs()) - before).toBeGreaterThanOrEqual(3 * 86_400_000 - 1000);
    expect(ledger.count('advance')).toBe(2);
  });

  it('says whom it waits for', async () => {
    const { handle, wake, ledger } = await play(() => ({
      inMs: 1000,
      waitsFor: ['tax (tax-bureau)', 'seal (police)'],
    }));
    expect(await handle.query(progress)).toEqual({
      waitsFor: ['tax (tax-bureau)', 'seal (police)'],
      delivering: [],
      nextInMs: 1000,
      failures: 0,
    });
    const { currentDetails } = await handle.query<{ currentDetails: string }>('__temporal_workflow_metadata');
    expect(currentDetails).toBe('Waits for tax (tax-bureau), seal (police)');
    ledger.script = () => idle;
    await wake(2);
    await handle.result();
  });
});

describe('a look that fails', () => {
  it('is tried three times, then waited for and told to operators; the run never fails', async () => {
    const { ledger, handle } = await play((look) => (look <= 3 ? new Error('CANARY') : idle));
    await handle.result();
    expect(ledger.calls.map(([m, ...rest]) => (m === 'advance' ? m : rest))).toEqual([
      'advance',
      'advance',
      'advance',
      ['internal-error', 10_000],
      'advance',
    ]);
  });

  it('is waited for twice as long each time, up to five minutes', async () => {
    const { ledger, handle } = await play((look) => (look <= 8 ? failed : idle));
    const before = await env.currentTimeMs();
    await handle.result();
    const waits = ledger.calls.filter(([m]) => m === 'reportConductFailure').map((c) => c[2] as number);
    expect(waits).toEqual([10_000, 20_000, 40_000, 80_000, 160_000, 300_000, 300_000, 300_000]);
    expect((await env.currentTimeMs()) - before).toBeGreaterThan(waits.reduce((a, b) => a + b));
  });

  it('starts anew with ten seconds after one that succeeded', async () => {
    const { ledger, handle } = await play((look) =>
      look === 1 || look === 3 ? failed : look === 2 ? { inMs: 5 } : idle,
    );
    await handle.result();
    expect(ledger.calls.filter(([m]) => m === 'reportConductFailure').map((c) => c[2])).toEqual([10_000, 10_000]);
  });

  it('is repeated at once by a wake', async () => {
    const { ledger, handle, wake } = await play((look) => (look === 1 ? failed : idle));
    await until('the backoff', () => ledger.count('reportConductFailure') === 1);
    const before = await env.currentTimeMs();
    await wake(2);
    await until('the second look', () => ledger.count('advance') === 2);
    expect((await env.currentTimeMs()) - before).toBeLessThan(9_000);
    await handle.result();
  });

  it('goes on when even telling it fails', async () => {
    const { ledger, handle } = await play((look) => (look === 1 ? failed : idle));
    ledger.reportConductFailure = () => Promise.reject(failed);
    await handle.result();
    expect(ledger.count('advance')).toBe(2);
  });
});

describe('a delivery', () => {
  it('is started once, and its end is a look', async () => {
    const { ledger, handle } = await play((look) => (look === 1 ? { ...dispatching(request()), inMs: 60_000 } : idle), {
      bank: { status: 200, body: { answerId: 'a', outcome: 'approved' } },
    });
    await handle.result();
    expect(ledger.calls.map(([m]) => m)).toEqual(['advance', 'getDispatchContent', 'answer', 'advance']);
  });

  it('that has failed for as long as it makes sense is reported with its code, never approved', async () => {
    const { ledger, handle } = await play((look) => (look === 1 ? dispatching(request(), 30_000) : idle), {
      bank: { status: 503, body: 'CANARY' },
    });
    await handle.result();
    expect(ledger.calls.slice(-2)).toEqual([
      ['report', { type: 'reportDispatchFailure', dispatchId: 'bank-account/1', code: 'http-503' }],
      ['advance'],
    ]);
    expect(bank!.received.length).toBeGreaterThan(3);
  });

  it('that can never succeed is reported at once', async () => {
    const { ledger, handle } = await play((look) => (look === 1 ? dispatching(request()) : idle), {
      bank: { status: 400 },
    });
    await handle.result();
    expect(ledger.calls.at(-2)).toEqual([
      'report',
      { type: 'reportDispatchFailure', dispatchId: 'bank-account/1', code: 'http-400' },
    ]);
    expect(bank!.received).toHaveLength(1);
  });

  it('whose answer the ledger can not take yet is tried again', async () => {
    const { ledger, handle } = await play((look) => (look === 1 ? dispatching(request()) : idle), {
      bank: { status: 200, body: { answerId: 'a', outcome: 'approved' } },
      refusals: ['busy', 'database-unavailable'],
    });
    await handle.result();
    expect([ledger.count('answer'), ledger.count('report'), ledger.refusals.length]).toEqual([3, 0, 0]);
  });

  it('is cancelled when it leaves the agenda, and nothing is reported', async () => {
    const { ledger, handle, wake } = await play((look) => (look === 1 ? dispatching(request()) : idle), {
      bank: { status: 500 },
    });
    await until('a try', () => bank!.received.length > 0);
    expect(await handle.query(progress)).toMatchObject({ delivering: ['bank-account/1'] });
    await wake(2);
    await handle.result();
    expect(ledger.count('report')).toBe(0);
    const { events } = await handle.fetchHistory();
    expect(events!.some((e) => e.activityTaskCancelRequestedEventAttributes)).toBe(true);
  });

  it('runs beside the others', async () => {
    const items = ['a', 'b', 'c'].map((item) => request(item));
    const all = { dispatch: items, leftMs: Object.fromEntries(items.map((d) => [d.id, 60_000])) };
    const { ledger, handle } = await play((look) => (look === 1 ? all : idle), { bank: { status: 202 } });
    await handle.result();
    expect(
      ledger.calls
        .filter(([m]) => m === 'report')
        .map((c) => (c[1] as { dispatchId: string }).dispatchId)
        .sort(),
    ).toEqual(['a/1', 'b/1', 'c/1']);
  });

  it('that ended and is still on the agenda is not repeated at full speed', async () => {
    const { ledger, handle } = await play((look) => (look < 4 ? dispatching(request()) : idle), {
      bank: { status: 202 },
    });
    const before = await env.currentTimeMs();
    await handle.result();
    expect((await env.currentTimeMs()) - before).toBeGreaterThan(29_000);
    expect(ledger.count('report')).toBe(3);
  });

  it('gets one whole try however late it is', async () => {
    const { ledger, handle } = await play((look) => (look === 1 ? dispatching(request(), 1) : idle), {
      bank: { status: 202 },
    });
    await handle.result();
    expect(ledger.calls.at(-2)).toEqual(['report', { type: 'acknowledgeDispatch', dispatchId: 'bank-account/1' }]);
  });

  it('whose failure can not be reported is reported later', async () => {
    const { ledger, handle } = await play((look) => (look === 1 ? dispatching(request()) : idle), {
      bank: { status: 400 },
      refusals: ['item-not-found'],
    });
    const before = await env.currentTimeMs();
    await handle.result();
    expect((await env.currentTimeMs()) - before).toBeGreaterThan(9_000);
    expect(ledger.calls.slice(1).map(([m]) => m)).toEqual([
      'getDispatchContent',
      'report',
      'reportConductFailure',
      'report',
      'advance',
    ]);
  });

  it('is taken back by a recall', async () => {
    const recall = { ...request(), id: 'bank-account/1/recall', kind: 'recall' as const };
    const { ledger, handle } = await play((look) => (look === 1 ? dispatching(recall) : idle), {
      bank: { status: 200 },
    });
    await handle.result();
    expect(ledger.calls.slice(1)).toEqual([
      ['report', { type: 'confirmRecall', dispatchId: 'bank-account/1' }],
      ['advance'],
    ]);
    expect(bank!.received[0]!.path).toBe('/desk/recalls');
  });

  it('a recall that fails is reported as one', async () => {
    const recall = { ...request(), id: 'bank-account/1/recall', kind: 'recall' as const };
    const { ledger, handle } = await play((look) => (look === 1 ? dispatching(recall) : idle), {
      bank: { status: 410 },
    });
    await handle.result();
    expect(ledger.calls.at(-2)).toEqual([
      'report',
      { type: 'reportRecallFailure', dispatchId: 'bank-account/1', code: 'http-410' },
    ]);
  });
});
