// What operators do about incidents: what each kind's retry does, who may, what is refused, and that all of it is kept.
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { raiseIncident } from '../../db/incidents.ts';
import { createTestLedger, fiveInParallel, requestOf, type TestLedger } from '../support/test-ledger.ts';
import { item, plan } from '../core/engine/fixtures.ts';
import { publishTestPlan } from '../support/test-plans.ts';

const WANG = 'wang-xiaoming';
const OPERATOR = 'guo-bin';
const options = { limit: 100, wakeOwedMs: 5_000, nextPassedMs: 30_000, leaseMs: 1_000 };
let t: TestLedger;
beforeAll(async () => {
  t = await createTestLedger();
  const bank = (id: string) => item(id, { system: 'bank', legalType: 'market-service' });
  await publishTestPlan(t.database, plan([bank('bank'), bank('tax'), item('rest')], { matter: 'banked' }));
});
afterAll(() => t.close());

const submit = async () => (await t.ledger.submit(requestOf(WANG), { ...fiveInParallel(), matter: 'banked' })).caseNo;
const openCase = async () => {
  const caseNo = await submit();
  await t.ledger.advance(caseNo);
  return caseNo;
};
const fails = (caseNo: string, dispatchId: string, code = 'unreachable') =>
  t.ledger.report(caseNo, { type: 'reportDispatchFailure', dispatchId, code });
const rows = async <T>(sql: string, ...values: unknown[]) => (await t.database.pool.query(sql, values)).rows as T[];
const incidentsOf = (caseNo: string) =>
  rows<{ id: string; kind: string; code: string; resolved_at: Date | null }>(
    'select * from incidents where case_no = $1 order by opened_at, code',
    caseNo,
  );
const handlings = (id: string) =>
  rows<object>(
    'select action, reason, person_id, post_id from incident_handlings where incident_id = $1 order by at',
    id,
  );
const incidentOf = async (caseNo: string) => (await incidentsOf(caseNo))[0]!.id;
const retry = (id: string, person = OPERATOR) => t.ledger.incidents.retry(requestOf(person), id);
const calls = async (caseNo: string) => (await t.ledger.advance(caseNo)).dispatch.map((d) => d.id);

describe('conduct', () => {
  test('the case is owed a look at once, by a wake of another name; the look that succeeds resolves it', async () => {
    const caseNo = await openCase();
    await t.ledger.reportConductFailure(caseNo, 'calendar-year-missing', 300_000);
    const id = await incidentOf(caseNo);
    t.clock.advance(6_000);
    const found = async () => (await t.ledger.sweep(options)).filter((f) => f.caseNo === caseNo);
    expect(await found()).toEqual([]); // it waits for its next try
    const { seq } = (await rows<{ seq: number }>('select seq from cases where case_no = $1', caseNo))[0]!;
    expect(await retry(id)).toEqual({ caseNo, matter: 'banked', seq, why: 'retry-1' });
    t.clock.advance(6_000);
    expect(await found()).toEqual([{ caseNo, matter: 'banked', seq, retries: 1, why: 'wake-owed' }]);
    expect((await retry(id))!.why).toBe('retry-2');
    expect((await incidentsOf(caseNo))[0]!.resolved_at).toBeNull();
    await t.ledger.advance(caseNo);
    expect((await incidentsOf(caseNo))[0]!.resolved_at).not.toBeNull();
    expect(await handlings(id)).toEqual([
      { action: 'retry', reason: null, person_id: OPERATOR, post_id: expect.any(String) },
      { action: 'retry', reason: null, person_id: OPERATOR, post_id: expect.any(String) },
    ]);
    await expect(retry(id)).rejects.toMatchObject({ code: 'incident-resolved' });
  });
});

describe('dispatch-failed', () => {
  test('every system that could not be asked is asked again; failing again raises a new incident', async () => {
    const caseNo = await openCase();
    await fails(caseNo, 'bank/1');
    await fails(caseNo, 'tax/1', 'http-500');
    expect(await calls(caseNo)).toEqual([]);
    expect(await retry(await incidentOf(caseNo))).toMatchObject({ caseNo, matter: 'banked' });
    expect(await calls(caseNo)).toEqual(['bank/1', 'tax/1']);
    expect((await incidentsOf(caseNo)).map((i) => i.resolved_at === null)).toEqual([false, false]);
    expect(await t.ledger.getDispatchContent(caseNo, 'bank/1')).toMatchObject({ item: 'bank' });
    expect(await t.ledger.answer(caseNo, 'tax/1', 'bank', { answerId: 'a', outcome: 'granted' })).toMatchObject({
      disposition: 'applied',
    });
    await fails(caseNo, 'bank/1');
    expect((await incidentsOf(caseNo)).filter((i) => i.resolved_at === null)).toMatchObject([{ code: 'unreachable' }]);
  });
  test('refused when people have decided meanwhile: nothing waits for the answer', async () => {
    const caseNo = await openCase();
    await fails(caseNo, 'bank/1');
    await t.ledger.apply(caseNo, requestOf(WANG), { type: 'withdrawApplication' });
    const id = await incidentOf(caseNo);
    await expect(retry(id)).rejects.toMatchObject({ code: 'incident-not-retryable' });
    expect(await handlings(id)).toEqual([]);
    expect((await incidentsOf(caseNo))[0]!.resolved_at).toBeNull();
  });
  test('of several at once one is done', async () => {
    const caseNo = await openCase();
    await fails(caseNo, 'bank/1');
    const id = await incidentOf(caseNo);
    const all = await Promise.allSettled(Array.from({ length: 5 }, () => retry(id)));
    expect(all.filter((r) => r.status === 'fulfilled')).toHaveLength(1);
    expect(await handlings(id)).toHaveLength(1);
  });
});

test('recall-failed: the recall is sent again, also in a closed case', async () => {
  const caseNo = await openCase();
  await t.ledger.apply(caseNo, requestOf(WANG), { type: 'withdrawApplication' });
  await t.ledger.report(caseNo, { type: 'reportRecallFailure', dispatchId: 'bank/1', code: 'timeout' });
  expect(await calls(caseNo)).toEqual(['tax/1/recall']);
  const id = await incidentOf(caseNo);
  expect(await retry(id)).toMatchObject({ caseNo });
  expect(await calls(caseNo)).toEqual(['bank/1/recall', 'tax/1/recall']);
  await t.ledger.report(caseNo, { type: 'confirmRecall', dispatchId: 'bank/1' });
  await expect(retry(id)).rejects.toMatchObject({ code: 'incident-resolved' });
});

test('answer: people must look; they say so by a code', async () => {
  const caseNo = await openCase();
  const answer = (answerId: string, outcome: 'granted' | 'refused') =>
    t.ledger.answer(caseNo, 'bank/1', 'bank', { answerId, outcome, ...(outcome === 'refused' && { reason: 'x' }) });
  await answer('a', 'granted');
  await answer('b', 'refused');
  const id = await incidentOf(caseNo);
  await expect(retry(id)).rejects.toMatchObject({ code: 'incident-not-retryable' });
  const request = requestOf(OPERATOR);
  await t.ledger.incidents.resolve(request, id, 'answer-confirmed');
  await t.ledger.incidents.resolve(request, id, 'answer-confirmed'); // the same request again: nothing new
  expect(await handlings(id)).toEqual([
    { action: 'resolve', reason: 'answer-confirmed', person_id: OPERATOR, post_id: expect.any(String) },
  ]);
  await expect(t.ledger.incidents.resolve(requestOf(OPERATOR), id, 'mended')).rejects.toMatchObject({
    code: 'incident-resolved',
  });
});

test('nobody but operators; no incident that there is not; none without a case is retried', async () => {
  const caseNo = await openCase();
  await fails(caseNo, 'bank/1');
  const id = await incidentOf(caseNo);
  for (const person of [WANG, 'bank-organ-officer', 'xu-jie', 'lin-tao']) {
    await expect(retry(id, person)).rejects.toMatchObject({ code: 'not-allowed' });
    await expect(t.ledger.incidents.resolve(requestOf(person), id, 'mended')).rejects.toMatchObject({
      code: 'not-allowed',
    });
  }
  await expect(retry(randomUUID())).rejects.toMatchObject({ code: 'incident-not-found' });
  const lone = { id: randomUUID(), caseNo: undefined, kind: 'conduct', code: 'x', at: Date.now() };
  await raiseIncident(t.database.pool, lone);
  await expect(retry(lone.id)).rejects.toMatchObject({ code: 'incident-not-retryable' });
  expect(await handlings(id)).toEqual([]);
});

test('what was done is never changed', async () => {
  for (const change of ['update incident_handlings set reason = null', 'delete from incident_handlings'])
    for (const pool of [t.database.pool, t.database.owner])
      await expect(pool.query(change)).rejects.toMatchObject({ code: '42501' });
});
