// The conductor's own logic, on the time-skipping server, with a ledger that follows a script.
import { describe, expect, it } from '@jest/globals';
import { DomainError } from '../../core/errors.ts';
import { progress } from '../../workflows/messages.ts';
import { createTheatre } from './play.ts';
import { idle } from './scripted-ledger.ts';
import { until } from './servers.ts';

const play = createTheatre();
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
    const { env, ledger, handle } = await play((look) =>
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
    const { env, ledger, handle } = await play((look) => (look <= 8 ? failed : idle));
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
    const { env, ledger, handle, wake } = await play((look) => (look === 1 ? failed : idle));
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
