// Hearings, promises, joint handling and approval by silence over HTTP: who may, what it changes, what everybody sees.
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { item, plan } from '../core/engine/fixtures.ts';
import { createTestApp, type TestApp } from '../support/test-app.ts';
import { fiveInParallel } from '../support/test-ledger.ts';
import { addOfficer, publishTestPlan } from '../support/test-plans.ts';
import { uploadPicture } from '../support/upload-picture.ts';

const wd = (amount: number) => ({ amount, unit: 'wd' as const });
const basis = { zh: '某条例第九条', en: 'Some rules, Art. 9' };
const organs = { accepts: 'bureau', decides: 'bureau', issues: 'bureau', supervises: 'inspection' };
const OFFICER = 'bureau-officer';
const APPLICANT = 'wang-xiaoming';
let a: TestApp;
beforeAll(async () => {
  a = await createTestApp();
  const permit = item('permit', {
    organs,
    hearing: { request: wd(5), hold: wd(20), notice: wd(7), basis },
    commitment: { committed: wd(1), afterCheck: { amount: 30, unit: 'd' }, basis },
    reads: { form: [], materials: ['lease'] },
  });
  const lease = { id: 'lease', name: basis, required: true, accepts: ['image/png'], maxBytes: 9999 };
  const stage = { id: 'first', name: basis, items: ['permit', 'other'] };
  const jointHandling = { article: 26, mode: 'joint', establishedBy: basis, limit: wd(45), extension: wd(15) } as const;
  await publishTestPlan(
    a.t.database,
    plan([permit, item('other', { organs: { ...organs, decides: 'bureau-2' }, acceptance: 'onReceipt' })], {
      matter: 'procedures',
      lead: 'lead',
      materials: [{ ...lease, tolerated: { limit: wd(3), basis } }],
      stages: [{ ...stage, jointHandling }],
    }),
  );
  const limits = { ...item('x').limits, deemedApproval: { basis, region: 'national' } };
  const certificate = { type: 'permit', name: { zh: '许可证', en: 'Permit' } };
  await publishTestPlan(a.t.database, plan([item('permit', { organs, limits, certificate })], { matter: 'deemed' }));
  await addOfficer(a.t.database, 'bureau', 'reviewer', 'reviewer');
  await addOfficer(a.t.database, 'lead', 'coordinator', 'coordinator');
  await addOfficer(a.t.database, 'demo-government', 'mayor', 'head', 'government');
});
afterAll(() => a.close());

const submit = (more: object = {}) => {
  a.t.clock.set('2026-03-02T10:00+08:00');
  const given = { ...fiveInParallel(), matter: 'procedures', form: {}, materials: {}, promised: ['lease'] };
  return a.call(APPLICANT, 'POST', '/api/cases', { ...given, ...more });
};
const open = async (more: object = {}) => {
  const submitted = await submit(more);
  expect(submitted.body).toMatchObject({ status: 'open' });
  const { caseNo } = submitted.body as { caseNo: string };
  await a.t.ledger.advance(caseNo);
  const [task] = (await a.call(OFFICER, 'GET', `/api/tasks?case=${caseNo}&item=permit`)).body.tasks;
  return { caseNo, task: task.id as string };
};
const post = (who: string, path: string, body: object = {}) => a.call(who, 'POST', `/api/${path}`, body);
const clockOf = async (caseNo: string, id: string) =>
  (await a.call(APPLICANT, 'GET', `/api/cases/${caseNo}/clock`)).body.clocks.find((c: { id: string }) => c.id === id);
const grant = (task: string) => post(OFFICER, `tasks/${task}/decision`, { revision: 1, outcome: 'granted' });

describe('a promised paper (容缺受理)', () => {
  test('may be missing, and is owed; granted is nothing before', async () => {
    const { caseNo, task } = await open();
    expect(await clockOf(caseNo, 'gap/lease')).toMatchObject({ dueOn: '2026-03-05', bound: 'applicant' });
    expect(await grant(task)).toMatchObject({ status: 409, body: { code: 'gap-open' } });
  });
  test('refused: not promised and not given; promised what is no such paper', async () => {
    expect((await submit({ promised: [] })).body).toMatchObject({
      code: 'materials-invalid',
      faults: [{ pointer: '/materials/lease', code: 'missing' }],
    });
    expect((await submit({ promised: ['lease', 'none'] })).body).toMatchObject({
      code: 'form-invalid',
      faults: [{ pointer: '/promised/1', code: 'unknown-item' }],
    });
    expect((await submit({ commitments: ['other'] })).body.faults).toMatchObject([{ code: 'no-commitment' }]);
  });
});

describe('a commitment (告知承诺)', () => {
  test('is handled sooner, and taken back by who made it alone', async () => {
    const { caseNo } = await open({ commitments: ['permit'] });
    expect(await clockOf(caseNo, 'permit/committed')).toMatchObject({ dueOn: '2026-03-03' });
    const takeBack = (who: string) => post(who, `cases/${caseNo}/commitment-withdrawal`, { item: 'permit' });
    expect((await takeBack('li-na')).status).toBe(404);
    expect((await takeBack(OFFICER)).status).toBe(403);
    expect((await takeBack(APPLICANT)).status).toBe(200);
    expect((await takeBack(APPLICANT)).body.code).toBe('commitment-not-made');
    expect(await clockOf(caseNo, 'permit/committed')).toMatchObject({ dueOn: '2026-03-09' });
  });
  test('is checked after the case has closed, by the organ or who supervises it', async () => {
    const upload = await uploadPicture(a, APPLICANT, 'procedures', 'lease');
    const { caseNo, task } = await open({ commitments: ['permit'], promised: [], materials: { lease: upload } });
    expect((await grant(task)).status).toBe(200);
    const [other] = (await a.call('bureau-2-officer', 'GET', `/api/tasks?case=${caseNo}&item=other`)).body.tasks;
    await post('bureau-2-officer', `tasks/${other.id}/decision`, { revision: 1, outcome: 'granted' });
    expect((await a.call(APPLICANT, 'GET', `/api/cases/${caseNo}`)).body.status).toBe('closed');
    const check = (who: string, document = '示查〔2026〕1号') =>
      post(who, `cases/${caseNo}/after-checks`, { item: 'permit', kept: true, document });
    expect((await check(APPLICANT)).status).toBe(403);
    expect((await check('reviewer')).status).toBe(403);
    expect((await check('inspection-officer')).status).toBe(200);
    expect((await check(OFFICER)).body.code).toBe('after-check-recorded');
    expect((await clockOf(caseNo, 'permit/after-check')).endedAt).not.toBeNull();
  });
});

describe('a hearing (听证)', () => {
  const hearing = { ground: 'hearing', expected: '10wd', document: '示听〔2026〕1号' };
  test('is told, asked for, and held on a day told long enough before', async () => {
    const { caseNo, task } = await open();
    expect((await post('reviewer', `tasks/${task}/hearing-notice`)).status).toBe(403);
    expect((await post(OFFICER, `tasks/${task}/hearing-notice`)).status).toBe(200);
    expect((await post(OFFICER, `tasks/${task}/hearing-notice`)).body.code).toBe('hearing-told');
    expect(await clockOf(caseNo, 'permit/hearing-request')).toMatchObject({ dueOn: '2026-03-09', bound: 'applicant' });
    const ask = (who: string, wanted: boolean) => post(who, `cases/${caseNo}/hearing`, { item: 'permit', wanted });
    expect((await ask(OFFICER, true)).status).toBe(403);
    expect((await ask(APPLICANT, true)).status).toBe(200);
    expect(await grant(task)).toMatchObject({ status: 409, body: { code: 'hearing-pending' } });
    const start = (heldOn?: string) => post(OFFICER, `tasks/${task}/special-procedure`, { ...hearing, heldOn });
    expect((await start()).body.code).toBe('hearing-notice-short');
    expect((await start('2026-03-10')).body.code).toBe('hearing-notice-short');
    expect((await start('2026-03-12')).status).toBe(200);
    expect(await clockOf(caseNo, 'permit/statutory')).toMatchObject({ light: 'stopped' });
  });
  test('is not given up by the applicant alone while others are concerned', async () => {
    const { caseNo, task } = await open();
    await post(OFFICER, `tasks/${task}/hearing-notice`);
    const party = { kind: 'interested-party', personId: 'sun-hui' };
    expect((await post(OFFICER, `cases/${caseNo}/parties`, party)).status).toBe(204);
    const answer = (who: string, wanted: boolean) => post(who, `cases/${caseNo}/hearing`, { item: 'permit', wanted });
    expect(await answer(APPLICANT, false)).toMatchObject({ status: 409, body: { code: 'hearing-pending' } });
    expect((await answer('sun-hui', false)).status).toBe(403);
    expect((await answer('sun-hui', true)).status).toBe(200);
  });
});

describe('joint handling (并联办理)', () => {
  test('is extended by the head of the government, asked by the lead, and the reason is sealed', async () => {
    const { caseNo } = await open();
    expect(await clockOf(caseNo, '@first/joint')).toMatchObject({ dueOn: '2026-05-08' });
    const path = `cases/${caseNo}/stages/first/extension`;
    const reason = { reason: '涉及三个部门现场核查' };
    expect((await post(OFFICER, path, reason)).status).toBe(403);
    expect((await post('coordinator', `cases/${caseNo}/stages/none/extension`, reason)).body.code).toBe(
      'stage-not-found',
    );
    expect((await post('coordinator', path, reason)).status).toBe(200);
    expect((await post('coordinator', `${path}/decision`, { approve: true })).status).toBe(403);
    expect((await post('mayor', `${path}/decision`, { approve: true })).status).toBe(200);
    const clock = await clockOf(caseNo, '@first/joint');
    expect(clock).toMatchObject({ dueOn: '2026-05-28' });
    expect(clock.words.zh).toContain('经批准延期');
    const { rows } = await a.t.database.pool.query('select body from events where case_no = $1', [caseNo]);
    expect(JSON.stringify(rows)).not.toContain('现场核查');
  });
});

test('what the law grants by silence is a result like any other: certificate, document, words', async () => {
  const { caseNo } = (await submit({ matter: 'deemed', promised: [] })).body;
  await a.t.ledger.advance(caseNo);
  a.t.clock.set('2026-03-31T08:00+08:00');
  await a.t.ledger.advance(caseNo);
  expect((await a.call(APPLICANT, 'GET', `/api/cases/${caseNo}`)).body).toMatchObject({ status: 'closed' });
  const { items } = (await a.call(APPLICANT, 'GET', `/api/cases/${caseNo}/results`)).body;
  expect(items).toMatchObject([{ id: 'permit', certificate: `${caseNo}-permit`, endedAt: '2026-03-30T16:00:00.000Z' }]);
  const certificate = (await a.call(APPLICANT, 'GET', `/api/certificates/${caseNo}-permit`)).body;
  expect(certificate.certificate.issuedAt).toBe('2026-03-30T16:00:00.000Z');
  const words = (await a.call(APPLICANT, 'GET', `/api/cases/${caseNo}/timeline`)).body.events;
  expect(JSON.stringify(words)).toContain('逾期未决定，依某条例第九条');
});
