import { createHmac } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { ApplicationFailure } from '@temporalio/common';
import { MockActivityEnvironment } from '@temporalio/testing';
import { createActivities } from '../../activities/create-activities.ts';
import { installRuntime } from '../../conductor/runtime.ts';
import { DomainError } from '../../core/errors.ts';
import { noFailpoints } from '../../ledger/failpoints.ts';
import { createDepartment, type Department } from './department.ts';
import { createScriptedLedger, idle, request, type ScriptedLedger } from './scripted-ledger.ts';

installRuntime({ level: 'ERROR' });
const CASE = '310115-20250303-000001-X';
let bank: Department;
let ledger: ScriptedLedger;
let logged: string[];

const activities = (more: { failpoints?: typeof noFailpoints; systems?: object } = {}) => {
  const log = (facts: object) => void logged.push(JSON.stringify(facts));
  return createActivities({
    ledger,
    systems: { bank: bank.system },
    publicUrl: 'http://us.example/',
    attemptTimeoutMs: 500,
    deliveryLimitMs: 5_000,
    failpoints: noFailpoints,
    logger: { info: log, warn: log, error: log },
    ...more,
  } as Parameters<typeof createActivities>[0]);
};
const run = (name: 'deliver' | 'recall' = 'deliver', all = activities()): Promise<void> =>
  new MockActivityEnvironment().run(all[name], CASE, { ...request(), until: undefined } as never);
const failure = async (name: 'deliver' | 'recall' = 'deliver', all = activities()): Promise<ApplicationFailure> => {
  const error: unknown = await run(name, all).then(
    () => undefined,
    (e: unknown) => e,
  );
  expect(error).toBeInstanceOf(ApplicationFailure);
  return error as ApplicationFailure;
};

beforeEach(async () => {
  logged = [];
  ledger = createScriptedLedger(() => idle);
  bank = await createDepartment({ status: 202 });
});
afterEach(() => bank.close());

describe('a request', () => {
  it('is signed over its raw body and carries what docs/department-systems.md says', async () => {
    await run();
    const [{ path, headers, raw }] = bank.received as [(typeof bank.received)[number]];
    expect(path).toBe('/desk/requests');
    expect(headers['idempotency-key']).toBe(`${CASE}/bank-account/1`);
    expect(headers['lianban-key-id']).toBe('bank-1');
    const signed = createHmac('sha256', bank.system.keys[0]!.secret).update(
      `${headers['lianban-timestamp'] as string}.${raw}`,
    );
    expect(headers['lianban-signature']).toContain(signed.digest('hex'));
    const id = `${CASE}.bank-account.1`;
    expect(JSON.parse(raw)).toEqual({
      dispatchId: id,
      caseNo: CASE,
      item: 'bank-account',
      callbackUrl: `http://us.example/api/callbacks/${id}`,
      until: '2025-03-05T16:00:00.000Z',
      form: { companyName: 'FORM-CANARY' },
      outputs: { registration: { creditCode: 'OUTPUT-CANARY' } },
    });
  });

  it('is not sent when it has left the agenda', async () => {
    ledger.getDispatchContent = async () => undefined;
    await run();
    expect(bank.received).toEqual([]);
  });

  it('goes to no system that is not configured', async () => {
    expect(await failure('deliver', activities({ systems: {} }))).toMatchObject({
      type: 'system-unknown',
      nonRetryable: true,
    });
    expect(
      await failure('deliver', activities({ systems: Object.create({ bank: bank.system }) as object })),
    ).toMatchObject({
      type: 'system-unknown',
    });
  });
});

describe('an answer', () => {
  it('202 is acknowledged', async () => {
    await run();
    expect(ledger.calls.at(-1)).toEqual(['report', { type: 'acknowledgeDispatch', dispatchId: 'bank-account/1' }]);
  });

  it('200 approved is a grant, with its outputs; the failpoint lies between', async () => {
    bank.behaviour = { status: 200, body: { answerId: 'a-1', outcome: 'approved', outputs: { accountNo: '622' } } };
    const reached: unknown[] = [];
    const failpoints = { reach: (point: string) => void reached.push(point, ledger.count('answer')) };
    await run('deliver', activities({ failpoints }));
    expect(reached).toEqual(['deliver:after-answer', 0]);
    const answer = { answerId: 'a-1', outcome: 'granted', outputs: { accountNo: '622' } };
    expect(ledger.calls.at(-1)).toEqual(['answer', 'bank-account/1', 'bank', answer]);
  });

  it('200 refused carries reason and basis', async () => {
    bank.behaviour = {
      status: 200,
      body: { answerId: 'a', outcome: 'refused', reason: { text: '不符' }, legalBasis: '办法第三条' },
    };
    await run();
    expect(ledger.calls.at(-1)![3]).toEqual({
      answerId: 'a',
      outcome: 'refused',
      reason: '不符',
      legalBasis: '办法第三条',
    });
  });

  it.each([
    ['no JSON', 'CANARY approved'],
    ['another outcome', { answerId: 'a', outcome: 'Approved' }],
    ['no id', { outcome: 'approved' }],
    ['a field nobody knows', { answerId: 'a', outcome: 'approved', force: true }],
    ['a list', [{ answerId: 'a', outcome: 'approved' }]],
    ['nothing', undefined],
    ['too much', { answerId: 'a', outcome: 'approved', legalBasis: 'CANARY'.repeat(20_000) }],
  ])('200 with %s is a wrong body and never an answer', async (_, body) => {
    bank.behaviour = { status: 200, body };
    expect(await failure()).toMatchObject({ type: 'wrong-body', nonRetryable: false });
    expect(ledger.count('answer') + ledger.count('report')).toBe(0);
  });

  it.each([
    [500, false],
    [503, false],
    [302, false],
    [204, false],
    [408, false],
    [429, false],
    [400, true],
    [404, true],
    [422, true],
  ])('%i: a code and nothing of the text; final: %s', async (status, final) => {
    bank.behaviour = {
      status,
      ...(status !== 204 && { body: 'CANARY' }),
      headers: { location: 'http://127.0.0.1:1/elsewhere' },
    };
    const error = await failure();
    expect(error).toMatchObject({ type: status === 204 ? 'wrong-body' : `http-${status}`, nonRetryable: final });
    expect({ message: error.message, stack: error.stack, cause: error.cause, details: error.details }).toEqual({
      message: error.type,
      stack: '',
      cause: undefined,
      details: undefined,
    });
    expect(logged.join()).not.toContain('CANARY');
    expect(bank.received).toHaveLength(1);
  });

  it('that does not come in time, or a system that is not there', async () => {
    bank.behaviour = 'silence';
    expect(await failure()).toMatchObject({ type: 'timeout', nonRetryable: false });
    await bank.close();
    expect(await failure()).toMatchObject({ type: 'unreachable', nonRetryable: false });
  });
});

describe('the refusal of the ledger', () => {
  beforeEach(() => {
    bank.behaviour = { status: 200, body: { answerId: 'a', outcome: 'approved' } };
  });
  it.each(['item-already-decided', 'case-closed', 'dispatch-not-open', 'case-not-found'] as const)(
    '%s ends the delivery quietly',
    async (code) => {
      ledger.refusals.push(new DomainError(code, 'CANARY'));
      await run();
    },
  );
  it.each(['busy', 'database-unavailable', 'upgrade-under-way'] as const)('%s is tried again', async (code) => {
    ledger.refusals.push(new DomainError(code, 'CANARY'));
    expect(await failure()).toMatchObject({ type: code, message: code, nonRetryable: false, stack: '' });
  });
  it('outputs-invalid is a task for people, at once', async () => {
    ledger.refusals.push(new DomainError('outputs-invalid', 'CANARY'));
    expect(await failure()).toMatchObject({ type: 'outputs-invalid', nonRetryable: true });
  });
  it('an error that is no refusal leaves as a code; the log has where, not what', async () => {
    ledger.refusals.push(Object.assign(new Error('duplicate key (name)=(CANARY)\nCANARY'), { detail: 'CANARY' }));
    expect(await failure()).toMatchObject({
      type: 'internal-error',
      nonRetryable: false,
      message: 'internal-error',
      stack: '',
    });
    expect(logged.join()).not.toContain('CANARY');
    expect(logged.join()).toContain('deliver.test.ts');
  });
});

describe('a recall', () => {
  it('is confirmed by any 2xx', async () => {
    bank.behaviour = { status: 204 };
    await run('recall');
    expect(bank.received[0]).toMatchObject({
      path: '/desk/recalls',
      headers: { 'idempotency-key': `${CASE}/bank-account/1/recall` },
    });
    expect(JSON.parse(bank.received[0]!.raw)).toEqual({
      dispatchId: `${CASE}.bank-account.1`,
      caseNo: CASE,
      item: 'bank-account',
    });
    expect(ledger.calls).toEqual([['report', { type: 'confirmRecall', dispatchId: 'bank-account/1' }]]);
  });
  it('that fails is a code', async () => {
    bank.behaviour = { status: 500, body: 'CANARY' };
    expect(await failure('recall')).toMatchObject({ type: 'http-500' });
  });
});
