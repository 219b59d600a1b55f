// What is sent to a department's system, and what may come back.
import { createHmac } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import type { DepartmentSystem } from '../../config.ts';
import { CASE, createDesk } from './desk.ts';

const desk = createDesk();

describe('a request', () => {
  it('is signed over its raw body and carries what docs/department-systems.md says', async () => {
    await desk.run();
    const [{ path, headers, raw }] = desk.bank.received as [(typeof desk.bank.received)[number]];
    expect(path).toBe('/desk/requests');
    expect(headers['idempotency-key']).toBe(`${CASE}/bank-account/1`);
    expect(headers['lianban-key-id']).toBe('bank-1');
    const signed = createHmac('sha256', desk.bank.system.keys[0]!.secret).update(
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
    desk.ledger.getDispatchContent = async () => undefined;
    await desk.run();
    expect(desk.bank.received).toEqual([]);
  });

  it('goes to no system that is not configured', async () => {
    expect(await desk.failure('deliver', { systems: {} })).toMatchObject({
      type: 'system-unknown',
      nonRetryable: true,
    });
    const systems = Object.create({ bank: desk.bank.system }) as Record<string, DepartmentSystem>;
    expect(await desk.failure('deliver', { systems })).toMatchObject({ type: 'system-unknown' });
  });
});

describe('an answer', () => {
  it('202 is acknowledged', async () => {
    await desk.run();
    expect(desk.ledger.calls.at(-1)).toEqual(['report', { type: 'acknowledgeDispatch', dispatchId: 'bank-account/1' }]);
  });

  it('200 approved is a grant, with its outputs; the failpoint lies between', async () => {
    desk.bank.behaviour = {
      status: 200,
      body: { answerId: 'a-1', outcome: 'approved', outputs: { accountNo: '622' } },
    };
    const reached: unknown[] = [];
    const failpoints = { reach: (point: string) => void reached.push(point, desk.ledger.count('answer')) };
    await desk.run('deliver', { failpoints });
    expect(reached).toEqual(['deliver:after-answer', 0]);
    const answer = { answerId: 'a-1', outcome: 'granted', outputs: { accountNo: '622' } };
    expect(desk.ledger.calls.at(-1)).toEqual(['answer', 'bank-account/1', 'bank', answer]);
  });

  it('200 refused carries reason and basis', async () => {
    desk.bank.behaviour = {
      status: 200,
      body: { answerId: 'a', outcome: 'refused', reason: { text: '不符' }, legalBasis: '办法第三条' },
    };
    await desk.run();
    expect(desk.ledger.calls.at(-1)![3]).toEqual({
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
    desk.bank.behaviour = { status: 200, body };
    expect(await desk.failure()).toMatchObject({ type: 'wrong-body', nonRetryable: false });
    expect(desk.ledger.count('answer') + desk.ledger.count('report')).toBe(0);
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
    desk.bank.behaviour = {
      status,
      ...(status !== 204 && { body: 'CANARY' }),
      headers: { location: 'http://127.0.0.1:1/elsewhere' },
    };
    const error = await desk.failure();
    expect(error).toMatchObject({ type: status === 204 ? 'wrong-body' : `http-${status}`, nonRetryable: final });
    expect({ message: error.message, stack: error.stack, cause: error.cause, details: error.details }).toEqual({
      message: error.type,
      stack: '',
      cause: undefined,
      details: undefined,
    });
    expect(desk.logged.join()).not.toContain('CANARY');
    expect(desk.bank.received).toHaveLength(1);
  });

  it('that does not come in time, or a system that is not there', async () => {
    desk.bank.behaviour = 'silence';
    expect(await desk.failure()).toMatchObject({ type: 'timeout', nonRetryable: false });
    await desk.bank.close();
    expect(await desk.failure()).toMatchObject({ type: 'unreachable', nonRetryable: false });
  });
});
