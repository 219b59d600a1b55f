// Audit of a case: every event in words with its hash, for who audits or supervises; whether the chains are whole, and where not.
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { createTestApp, type TestApp } from '../support/test-app.ts';
import { fiveInParallel, requestOf } from '../support/test-ledger.ts';

let a: TestApp;
let caseNo: string;
beforeAll(async () => {
  a = await createTestApp();
  caseNo = await decided();
});
afterAll(() => a.close()); // every case is whole again

async function decided(): Promise<string> {
  const { caseNo } = await a.t.ledger.submit(requestOf('wang-xiaoming'), fiveInParallel());
  await a.t.ledger.advance(caseNo);
  await a.t.ledger.claim(caseNo, 'item-a', requestOf('officer-a'));
  const grant = { type: 'decide', item: 'item-a', revision: 1, outcome: 'granted' } as const;
  await a.t.ledger.apply(caseNo, requestOf('officer-a'), grant);
  return caseNo;
}
const audit = (who: string, no = caseNo) => a.call(who, 'GET', `/api/cases/${no}/audit`);
const verify = (who: string, no = caseNo) => a.call(who, 'GET', `/api/cases/${no}/audit/verification`);
interface Told {
  readonly stream: string;
  readonly seq: number;
  readonly type: string;
  readonly words: { readonly zh: string; readonly en: string };
  readonly recordedAt: string;
  readonly body: object;
}
/** As somebody who owns the database and has switched the guard off. */
const tamper = async (statement: string, no: string) => {
  const client = await a.t.database.owner.connect();
  await client.query('begin; alter table events disable trigger user');
  await client.query(statement, [no]);
  await client.query('alter table events enable trigger user; commit');
  client.release();
};

test('every event, as it was recorded, in words, with the post and never the person', async () => {
  const { body, status } = await audit('xu-jie');
  expect(status).toBe(200);
  const { rows } = await a.t.database.pool.query('select stream, seq, hash from events where case_no = $1', [caseNo]);
  const placeOf = (e: { stream: string; seq: number }) => `${e.stream} ${e.seq}`;
  expect(body.events.map(placeOf).sort()).toEqual(rows.map(placeOf).sort());
  const told: readonly Told[] = body.events;
  expect(told.map((e) => e.recordedAt)).toEqual(told.map((e) => e.recordedAt).sort());
  expect(told.filter((e) => e.words.zh.includes('读不懂'))).toEqual([]);
  expect(told.find((e) => e.type === 'claimed')).toMatchObject({
    words: { zh: '甲事项：签收' },
    by: { kind: 'post', post: 'dept-a-officer', postName: { zh: '审批岗' }, organName: { zh: '示范部门A' } },
  });
  expect(told.find((e) => e.type === 'submitted')).toMatchObject({ by: { kind: 'applicant', postName: null } });
  expect(JSON.stringify(body)).not.toMatch(/wang-xiaoming|"officer-a"|王小明/);
});

test('the supervisor of the territory and the auditor see it; to everybody else there is none', async () => {
  for (const who of ['xu-jie', 'lin-tao'])
    expect([who, (await audit(who)).status, (await verify(who)).status]).toEqual([who, 200, 200]);
  for (const who of [
    'pan-jun',
    'head-of-gov',
    'head-of-dept-a',
    'officer-a',
    'coordinator-a',
    'wang-xiaoming',
    'guo-bin',
  ])
    expect([who, (await audit(who)).status, (await verify(who)).status]).toEqual([who, 404, 404]);
});

test('who audits leaves a line that the applicant reads', async () => {
  const { looks } = (await a.call('wang-xiaoming', 'GET', `/api/cases/${caseNo}/access-log`)).body;
  expect(looks).toContainEqual(
    expect.objectContaining({
      what: 'audit',
      why: { relation: 'any', action: 'readAudit' },
      post: { zh: '审计岗', en: 'Auditor' },
    }),
  );
});

test('a case as it was recorded is whole', async () => {
  const { events } = (await audit('xu-jie')).body;
  expect((await verify('xu-jie')).body).toMatchObject({ streams: 6, events: events.length, faults: [] });
});

test.each([
  [
    'outcome',
    `update events set body = jsonb_set(body, '{outcome}', '"refused"') where case_no = $1 and type = 'decided'`,
  ],
  ['item', `update events set body = jsonb_set(body, '{item}', '"none"') where case_no = $1 and type = 'decided'`],
  ['type', `update events set type = 'nonsense' where case_no = $1 and type = 'decided'`],
])('a changed %s is told with its place, in both languages, and the audit is still read', async (_what, statement) => {
  const no = await decided();
  const told: readonly Told[] = (await audit('xu-jie', no)).body.events;
  const { seq, body: said } = told.find((e) => e.type === 'decided')!;
  await tamper(statement, no);
  const { body, status } = await verify('xu-jie', no);
  expect([status, body.faults]).toEqual([
    200,
    expect.arrayContaining([
      { stream: 'case', seq, what: { zh: '记录之后被改动过', en: 'was changed after it was recorded' } },
    ]),
  ]);
  const after = await audit('xu-jie', no);
  expect([after.status, after.body.events.length]).toEqual([200, told.length]);
  await tamper(
    `update events set type = 'decided', body = '${JSON.stringify(said)}' where case_no = $1 and stream = 'case' and seq = ${seq}`,
    no,
  );
  expect((await verify('xu-jie', no)).body.faults).toEqual([]);
});
