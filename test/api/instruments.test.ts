// 文书 over HTTP: the applicant's list and papers, who else sees them, and every way of service.
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { rulesOf } from '../support/instrument-samples.ts';
import { readPdfText } from '../support/pdf-text.ts';
import { createTestApp, type TestApp } from '../support/test-app.ts';
import { fiveInParallel, requestOf } from '../support/test-ledger.ts';
import { addOfficer, publishTestPlan } from '../support/test-plans.ts';

let a: TestApp;
beforeAll(async () => {
  a = await createTestApp();
  a.t.clock.set('2026-03-02T10:00+08:00');
  await publishTestPlan(a.t.database, { ...rulesOf().plan, matter: 'documented', materials: [] });
  await addOfficer(a.t.database, 'permit-organ', 'permit-clerk', 'clerk');
});
afterAll(() => a.close());

const APPLICANT = 'wang-xiaoming';
const OFFICER = 'permit-organ-officer';
const REASON = '不符合经营条件';
const decided = async () => {
  a.t.clock.set('2026-03-02T10:00+08:00');
  const submission = { ...fiveInParallel(), matter: 'documented' };
  const { caseNo } = await a.t.ledger.submit(requestOf(APPLICANT), submission);
  await a.t.ledger.advance(caseNo);
  await a.t.ledger.apply(caseNo, requestOf(OFFICER), { type: 'accept', item: 'permit' });
  const decision = { type: 'decide', item: 'permit', revision: 1, outcome: 'refused' } as const;
  await a.t.ledger.apply(caseNo, requestOf(OFFICER), { ...decision, reason: REASON, legalBasis: '某法第一条' });
  return caseNo;
};
const list = async (who: string, caseNo: string) =>
  (await a.call(who, 'GET', `/api/cases/${caseNo}/instruments`)).body.instruments;
const paper = (who: string | undefined, caseNo: string, no = 3) =>
  a.call(who, 'GET', `/api/instruments/${caseNo}-W${no}`);
const serve = (who: string, caseNo: string, body: object, no = 3) =>
  a.call(who, 'POST', `/api/instruments/${caseNo}-W${no}/service`, body);

describe('the list', () => {
  test('has every document of the case, by number, for the applicant', async () => {
    const caseNo = await decided();
    const [slip, accepted, refused] = await list(APPLICANT, caseNo);
    expect(slip).toMatchObject({ number: `${caseNo}-W1`, kind: 'receipt-slip', title: { zh: '收件凭证' }, item: null });
    expect(accepted).toMatchObject({ kind: 'acceptance-notice', item: 'permit', itemName: { zh: '食品经营许可' } });
    expect(refused).toMatchObject({
      kind: 'decision-refused',
      title: { zh: '不予行政许可决定书' },
      organ: 'permit-organ',
      ownNumber: null,
      madeAt: '2026-03-02T02:00:00.000Z',
      service: null,
      remedies: null,
    });
  });
  test('an organ sees its own; others’ and the case’s are none of its business', async () => {
    const caseNo = await decided();
    const numbers = async (who: string) => (await list(who, caseNo)).map((i: { kind: string }) => i.kind);
    expect(await numbers(OFFICER)).toEqual(['acceptance-notice', 'decision-refused']);
    expect(await numbers('sign-organ-officer')).toEqual([]);
    expect((await paper('sign-organ-officer', caseNo)).status).toBe(404);
    expect((await paper(OFFICER, caseNo, 1)).status).toBe(404);
  });
  test.each(['li-na', 'officer-a', 'guo-bin'])('for %s there is no such case', async (who) => {
    const caseNo = await decided();
    expect((await a.call(who, 'GET', `/api/cases/${caseNo}/instruments`)).status).toBe(404);
  });
});

describe('the paper', () => {
  test('is a PDF to keep, whose name is its title and number; what it says is the applicant’s own', async () => {
    const caseNo = await decided();
    const answer = await paper(APPLICANT, caseNo);
    expect(answer.headers).toMatchObject({ 'content-type': 'application/pdf' });
    expect(decodeURIComponent(String(answer.headers['content-disposition']))).toContain(
      `不予行政许可决定书-${caseNo}-W3.pdf`,
    );
    const said = readPdfText(answer.raw).replaceAll(/\s/g, '');
    for (const part of ['王小明：', REASON, '某法第一条', '行政复议', '2026年3月2日']) expect(said).toContain(part);
    expect(a.logged()).not.toContain(REASON);
  });
  test('is there for nobody else: another’s, one that is none, and no number sound alike', async () => {
    const caseNo = await decided();
    const told = async (who: string, number: string) => {
      const { status, body } = await a.call(who, 'GET', `/api/instruments/${number}`);
      return [status, body.code];
    };
    expect(await told('li-na', `${caseNo}-W3`)).toEqual([404, 'instrument-not-found']);
    expect(await told('li-na', `${caseNo}-W9`)).toEqual([404, 'instrument-not-found']);
    expect(await told(APPLICANT, `${caseNo}-W9`)).toEqual([404, 'instrument-not-found']);
    expect((await told(APPLICANT, `${caseNo}-W0`))[0]).toBe(400);
    expect((await paper(undefined, caseNo)).status).toBe(401);
    expect((await list(APPLICANT, caseNo))[2].service).toBeNull(); // nobody was served by a refusal
  });
  test('opened by an official leaves a line for the applicant, and serves nobody', async () => {
    const caseNo = await decided();
    expect((await paper(OFFICER, caseNo)).status).toBe(200);
    expect((await list(APPLICANT, caseNo))[2].service).toBeNull();
    const { looks } = (await a.call(APPLICANT, 'GET', `/api/cases/${caseNo}/access-log`)).body;
    expect(looks).toContainEqual(expect.objectContaining({ what: 'instrument', item: 'permit' }));
  });
});

describe('served', () => {
  const WEEK_LATER = '2026-03-09T10:00+08:00';
  test('in the portal: when the applicant opens it, once, whoever opens it again', async () => {
    const caseNo = await decided();
    a.t.clock.set(WEEK_LATER);
    await a.app.inject({
      method: 'HEAD',
      url: `/api/instruments/${caseNo}-W3`,
      headers: { authorization: `Bearer ${await a.token(APPLICANT)}` },
    });
    expect((await list(APPLICANT, caseNo))[2].service).toBeNull(); // that it is there is not yet that it was read
    await paper(APPLICANT, caseNo);
    a.t.clock.set('2026-03-10T10:00+08:00');
    expect((await paper(APPLICANT, caseNo)).status).toBe(200);
    const [, , served] = await list(APPLICANT, caseNo);
    expect(served).toMatchObject({
      service: { how: 'portal', howName: { zh: expect.any(String) }, at: '2026-03-09T02:00:00.000Z', post: null },
      remedies: { from: '2026-03-09', reconsiderBy: '2026-05-08', sueBy: '2026-09-09' },
    });
    expect(served.remedies.words.zh).toContain('申请行政复议至 2026-05-08');
  });
  test.each([
    ['counter', {}],
    ['electronic', {}],
    ['post', { proof: '挂号信 XA123', servedAt: '2026-03-05T01:00:00.000Z' }],
    ['publication', { proof: '示范日报 2026-03-06', servedAt: '2026-03-05T16:00:00.000Z' }],
  ])('by %s, by whom it was handed over, with what proves it', async (how, more: { servedAt?: string }) => {
    const caseNo = await decided();
    a.t.clock.set(WEEK_LATER);
    const at = new Date(more.servedAt ?? WEEK_LATER).toISOString();
    expect(await serve('permit-clerk', caseNo, { how, ...more })).toMatchObject({
      status: 200,
      body: { service: { how, at, post: 'permit-organ-clerk' } },
    });
    expect(await serve('permit-clerk', caseNo, { how, ...more })).toMatchObject({
      status: 409,
      body: { code: 'instrument-served' },
    });
    await paper(APPLICANT, caseNo);
    expect((await list(APPLICANT, caseNo))[2].service).toMatchObject({ how, at });
    const { clocks } = (await a.call(APPLICANT, 'GET', `/api/cases/${caseNo}/clock`)).body;
    expect(clocks.find((c: { kind: string }) => c.kind === 'deliver')).toMatchObject({ endedAt: at, light: 'green' });
    const { events } = (await a.call(APPLICANT, 'GET', `/api/cases/${caseNo}/timeline`)).body;
    expect(events.some((e: { type: string; at: string }) => e.type === 'served' && e.at === at)).toBe(true);
  });
  test('late: the light of the delivery is red, and stays so', async () => {
    const caseNo = await decided();
    a.t.clock.set('2026-03-17T00:00:01+08:00');
    expect((await serve(OFFICER, caseNo, { how: 'counter' })).status).toBe(200);
    const { clocks } = (await a.call(APPLICANT, 'GET', `/api/cases/${caseNo}/clock`)).body;
    expect(clocks.find((c: { kind: string }) => c.kind === 'deliver').light).toBe('red');
  });
  test.each([
    ['by the applicant as if he were an officer', APPLICANT, { how: 'counter' }, 403, 'not-allowed'],
    ['by an organ that can not see it', 'sign-organ-officer', { how: 'counter' }, 404, 'instrument-not-found'],
    ['by a stranger', 'li-na', { how: 'counter' }, 404, 'instrument-not-found'],
    ['in the portal, by an officer', OFFICER, { how: 'portal' }, 400, 'request-malformed'],
    ['by post without proof', OFFICER, { how: 'post' }, 422, 'proof-missing'],
    [
      'before it was made',
      OFFICER,
      { how: 'counter', servedAt: '2026-03-01T02:00:00.000Z' },
      422,
      'service-time-invalid',
    ],
    ['tomorrow', OFFICER, { how: 'counter', servedAt: '2026-03-03T02:00:00.000Z' }, 422, 'service-time-invalid'],
  ])('%s: refused, and nothing is written', async (_name, who, body, status, code) => {
    const caseNo = await decided();
    const answer = await serve(who, caseNo, body);
    expect([answer.status, answer.body.code]).toEqual([status, code]);
    expect((await list(APPLICANT, caseNo))[2].service).toBeNull();
  });
});
