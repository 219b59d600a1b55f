// Branches: a delivery for each dispatch of the agenda, on the time-skipping server, against a department's system over HTTP.
import { describe, expect, it } from '@jest/globals';
import { progress } from '../../workflows/messages.ts';
import { createTheatre } from './play.ts';
import { dispatching, idle, request } from './scripted-ledger.ts';
import { until } from './servers.ts';

const play = createTheatre();

describe('a delivery', () => {
  it('is started once, and its end is a look', async () => {
    const { ledger, handle } = await play((look) => (look === 1 ? { ...dispatching(request()), inMs: 60_000 } : idle), {
      bank: { status: 200, body: { answerId: 'a', outcome: 'approved' } },
    });
    await handle.result();
    expect(ledger.calls.map(([m]) => m)).toEqual(['advance', 'getDispatchContent', 'answer', 'advance']);
  });

  it('that has failed for as long as it makes sense is reported with its code, never approved', async () => {
    const { bank, ledger, handle } = await play((look) => (look === 1 ? dispatching(request(), 30_000) : idle), {
      bank: { status: 503, body: 'CANARY' },
    });
    await handle.result();
    expect(ledger.calls.slice(-2)).toEqual([
      ['report', { type: 'reportDispatchFailure', dispatchId: 'bank-account/1', code: 'http-503' }],
      ['advance'],
    ]);
    expect(bank.received.length).toBeGreaterThan(3);
  });

  it('that can never succeed is reported at once', async () => {
    const { bank, ledger, handle } = await play((look) => (look === 1 ? dispatching(request()) : idle), {
      bank: { status: 400 },
    });
    await handle.result();
    expect(ledger.calls.at(-2)).toEqual([
      'report',
      { type: 'reportDispatchFailure', dispatchId: 'bank-account/1', code: 'http-400' },
    ]);
    expect(bank.received).toHaveLength(1);
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
    const { bank, ledger, handle, wake } = await play((look) => (look === 1 ? dispatching(request()) : idle), {
      bank: { status: 500 },
    });
    await until('a try', () => bank.received.length > 0);
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
    const { env, ledger, handle } = await play((look) => (look < 4 ? dispatching(request()) : idle), {
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
    const { env, ledger, handle } = await play((look) => (look === 1 ? dispatching(request()) : idle), {
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
    const { bank, ledger, handle } = await play((look) => (look === 1 ? dispatching(recall) : idle), {
      bank: { status: 200 },
    });
    await handle.result();
    expect(ledger.calls.slice(1)).toEqual([
      ['report', { type: 'confirmRecall', dispatchId: 'bank-account/1' }],
      ['advance'],
    ]);
    expect(bank.received[0]!.path).toBe('/desk/recalls');
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
