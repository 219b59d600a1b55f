// Originals seen at the window or by an organ that reads the paper; papers brought to the window and scanned in there.
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { item, plan, text } from '../core/engine/fixtures.ts';
import { createTestApp, type TestApp } from '../support/test-app.ts';
import { fiveInParallel } from '../support/test-ledger.ts';
import { addOfficer, publishTestPlan } from '../support/test-plans.ts';
import { uploadPicture } from '../support/upload-picture.ts';

let a: TestApp;
const field = (id: string) => ({ id, type: 'text' as const, label: text(id), required: false });
const form = { groups: [{ id: 'g', label: text('g'), fields: [field('subject'), field('applicantName')] }] };
const organ = (id: string) => ({ accepts: id, decides: id, issues: id, supervises: id });
beforeAll(async () => {
  a = await createTestApp();
  await addOfficer(a.t.database, 'w', 'w-clerk', 'clerk', 'window');
  await addOfficer(a.t.database, 'far', 'far-clerk', 'clerk', 'window');
  await a.t.database.owner.query(`update organisations set division_code = '440199' where id = 'far'`);
  const paper = { required: false, accepts: ['image/png'], maxBytes: 9999 };
  await publishTestPlan(
    a.t.database,
    plan(
      [
        item('permit', { organs: organ('reads'), reads: { form: [], materials: ['lease'] } }),
        item('other', { organs: organ('reads-not') }),
      ],
      {
        matter: 'originals',
        form,
        materials: [
          { id: 'lease', name: text('lease'), original: true, ...paper },
          { id: 'plan', name: text('plan'), ...paper },
        ],
      },
    ),
  );
});
afterAll(() => a.close());

const APPLICANT = 'wang-xiaoming';
const upload = (who = APPLICANT, forWhom?: string) =>
  uploadPicture(a, who, 'originals', 'lease', forWhom === undefined ? {} : { 'lianban-on-behalf-of': forWhom });
const apply = async () => {
  const body = { ...fiveInParallel(), matter: 'originals', materials: { lease: await upload() } };
  const { caseNo } = (await a.call(APPLICANT, 'POST', '/api/cases', body)).body;
  await a.t.ledger.advance(caseNo);
  return caseNo as string;
};
const see = (who: string, caseNo: string, kept: boolean, material = 'lease') =>
  a.call(who, 'POST', `/api/cases/${caseNo}/materials/${material}/original`, { kept });
const giveBack = (who: string, caseNo: string) =>
  a.call(who, 'POST', `/api/cases/${caseNo}/materials/lease/original/return`);
const papersOf = async (who: string, caseNo: string) => (await a.call(who, 'GET', `/api/cases/${caseNo}`)).body.papers;

describe('the original', () => {
  test('kept at the window: applicant and officer read it, the ledger says who; then it goes back', async () => {
    const caseNo = await apply();
    expect(await papersOf(APPLICANT, caseNo)).toMatchObject([
      { material: 'lease', original: { required: true, seen: false } },
    ]);
    expect(await see('w-clerk', caseNo, true)).toMatchObject({
      status: 200,
      body: { papers: [{ original: { seen: true, kept: true, post: 'w-clerk' } }] },
    });
    const { rows } = await a.t.database.pool.query(
      `select body, actor from events where case_no = $1 and type = 'originalSeen'`,
      [caseNo],
    );
    expect(rows).toMatchObject([
      { body: { material: 'lease', kept: true, post: 'w-clerk' }, actor: { personId: 'w-clerk', orgId: 'w' } },
    ]);
    const { tasks } = (await a.call('reads-officer', 'GET', `/api/tasks?case=${caseNo}`)).body;
    const task = (await a.call('reads-officer', 'GET', `/api/tasks/${tasks[0].id}`)).body;
    expect(task.materials).toMatchObject([{ material: 'lease', original: { seen: true, kept: true } }]);
    expect(task.actions).toContainEqual({ action: 'returnOriginal', material: 'lease', allowed: true });
    expect(await giveBack('w-clerk', caseNo)).toMatchObject({ status: 200 });
    expect(await papersOf(APPLICANT, caseNo)).toMatchObject([
      { original: { seen: true, kept: false, returnedAt: expect.stringMatching(/Z$/) } },
    ]);
    const told = (await a.call(APPLICANT, 'GET', `/api/cases/${caseNo}/timeline`)).body.events;
    expect(told.map((e: { type: string }) => e.type)).toEqual(
      expect.arrayContaining(['originalSeen', 'originalReturned']),
    );
  });
  test('is seen by an officer whose item reads the paper, and by nobody else of the case', async () => {
    const caseNo = await apply();
    expect(await see('reads-not-officer', caseNo, false)).toMatchObject({ status: 403 });
    expect(await see(APPLICANT, caseNo, false)).toMatchObject({ status: 403 });
    expect(await see('far-clerk', caseNo, false)).toMatchObject({ status: 404, body: { code: 'case-not-found' } });
    expect((await papersOf(APPLICANT, caseNo))[0].original.seen).toBe(false);
    expect((await see('reads-officer', caseNo, false)).status).toBe(200);
  });
  test('is not seen twice, not of a paper that is not there; what was not kept does not go back', async () => {
    const caseNo = await apply();
    expect(await see('w-clerk', caseNo, false, 'plan')).toMatchObject({
      status: 409,
      body: { code: 'material-not-given' },
    });
    expect(await see('w-clerk', caseNo, false, 'none')).toMatchObject({
      status: 404,
      body: { code: 'material-not-found' },
    });
    expect(await giveBack('w-clerk', caseNo)).toMatchObject({ status: 409, body: { code: 'original-not-kept' } });
    expect((await see('w-clerk', caseNo, false)).status).toBe(200);
    expect(await see('reads-officer', caseNo, true)).toMatchObject({ status: 409, body: { code: 'original-seen' } });
    expect(await giveBack('w-clerk', caseNo)).toMatchObject({ status: 409, body: { code: 'original-not-kept' } });
  });
});

describe('papers brought to the window', () => {
  test('are scanned in for the applicant: his paper, the clerk on record, the officer is told it changed', async () => {
    const caseNo = await apply();
    const scanned = await upload('w-clerk', APPLICANT);
    expect((await a.call('w-clerk', 'GET', `/api/materials/${scanned}`)).status).toBe(200);
    expect((await a.call('reads-officer', 'GET', `/api/materials/${scanned}`)).status).toBe(404);
    const supplement = (who: string, materialId: string) =>
      a.call(who, 'POST', `/api/cases/${caseNo}/supplements`, { material: 'lease', materialId });
    expect((await supplement('far-clerk', scanned)).status).toBe(404);
    expect((await supplement('w-clerk', scanned)).status).toBe(200);
    const { rows } = await a.t.database.pool.query(
      `select actor from events where case_no = $1 and type = 'supplemented'`,
      [caseNo],
    );
    expect(rows[0].actor).toMatchObject({ personId: 'w-clerk', postId: 'w-clerk', orgId: 'w' });
    expect((await papersOf(APPLICANT, caseNo))[0].materialId).toBe(scanned);
  });
  test('complete what was to be corrected, of which a window elsewhere knows nothing', async () => {
    const caseNo = await apply();
    const { tasks } = (await a.call('reads-officer', 'GET', `/api/tasks?case=${caseNo}`)).body;
    const asked = { content: '请补交租赁合同原件的扫描件' };
    expect((await a.call('reads-officer', 'POST', `/api/tasks/${tasks[0].id}/correction`, asked)).status).toBe(200);
    const complete = (who: string) => a.call(who, 'POST', `/api/cases/${caseNo}/corrections`, { item: 'permit' });
    expect((await complete('far-clerk')).status).toBe(404);
    expect((await complete('reads-officer')).status).toBe(403);
    // also while the officer works on it: it is the applicant's act
    expect((await a.call('reads-officer', 'POST', `/api/tasks/${tasks[0].id}/claim`)).status).toBe(200);
    expect((await complete('w-clerk')).status).toBe(200);
    expect(await complete('w-clerk')).toMatchObject({ status: 409, body: { code: 'correction-not-asked' } });
  });
  test("nobody's else: an upload of another person is refused", async () => {
    const caseNo = await apply();
    const others = await upload('w-clerk', 'li-na');
    const answer = await a.call('w-clerk', 'POST', `/api/cases/${caseNo}/supplements`, {
      material: 'lease',
      materialId: others,
    });
    expect(answer).toMatchObject({ status: 404, body: { code: 'material-not-found' } });
  });
});
