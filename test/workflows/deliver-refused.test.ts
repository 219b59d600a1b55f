// Deliveries that the ledger refuses, and recalls.
import { beforeEach, describe, expect, it } from '@jest/globals';
import { DomainError } from '../../core/errors.ts';
import { CASE, createDesk } from './desk.ts';

const desk = createDesk();

describe('the refusal of the ledger', () => {
  beforeEach(() => {
    desk.bank.behaviour = { status: 200, body: { answerId: 'a', outcome: 'approved' } };
  });
  it.each(['item-already-decided', 'case-closed', 'dispatch-not-open', 'case-not-found'] as const)(
    '%s ends the delivery quietly',
    async (code) => {
      desk.ledger.refusals.push(new DomainError(code, 'CANARY'));
      await desk.run();
    },
  );
  it.each(['busy', 'database-unavailable', 'upgrade-under-way'] as const)('%s is tried again', async (code) => {
    desk.ledger.refusals.push(new DomainError(code, 'CANARY'));
    expect(await desk.failure()).toMatchObject({ type: code, message: code, nonRetryable: false, stack: '' });
  });
  it('outputs-invalid is a task for people, at once', async () => {
    desk.ledger.refusals.push(new DomainError('outputs-invalid', 'CANARY'));
    expect(await desk.failure()).toMatchObject({ type: 'outputs-invalid', nonRetryable: true });
  });
  it('an error that is no refusal leaves as a code; the log has where, not what', async () => {
    desk.ledger.refusals.push(Object.assign(new Error('duplicate key (name)=(CANARY)\nCANARY'), { detail: 'CANARY' }));
    expect(await desk.failure()).toMatchObject({
      type: 'internal-error',
      nonRetryable: false,
      message: 'internal-error',
      stack: '',
    });
    expect(desk.logged.join()).not.toContain('CANARY');
    expect(desk.logged.join()).toContain('deliver-refused.test.ts');
  });
});

describe('a recall', () => {
  it('is confirmed by any 2xx', async () => {
    desk.bank.behaviour = { status: 204 };
    await desk.run('recall');
    expect(desk.bank.received[0]).toMatchObject({
      path: '/desk/recalls',
      headers: { 'idempotency-key': `${CASE}/bank-account/1/recall` },
    });
    expect(JSON.parse(desk.bank.received[0]!.raw)).toEqual({
      dispatchId: `${CASE}.bank-account.1`,
      caseNo: CASE,
      item: 'bank-account',
    });
    expect(desk.ledger.calls).toEqual([['report', { type: 'confirmRecall', dispatchId: 'bank-account/1' }]]);
  });
  it('that fails is a code', async () => {
    desk.bank.behaviour = { status: 500, body: 'CANARY' };
    expect(await desk.failure('recall')).toMatchObject({ type: 'http-500' });
  });
});
