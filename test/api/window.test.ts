// Papers brought to the window, acceptance there, a paper that comes later; and many who act at once.
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { endAppointment } from '../../db/people.ts';
import { item, plan, text } from '../core/engine/fixtures.ts';
import { createTestApp, type TestApp } from '../support/test-app.ts';
import { fiveInParallel } from '../support/test-ledger.ts';
import { addOfficer, publishTestPlan } from '../support/test-plans.ts';

let a: TestApp;
const field = (id: string) => ({ id, type: 'text' as const, label: text(id), required: false });
const form = { groups: [{ id: 'g', label: text('g'), fields: [field('subject'), field('applicantName')] }] };
beforeAll(async () => {
  a = await createTestApp();
  await addOfficer(a.t.database, 'w', 'w-clerk', 'clerk', 'window');
  const organs = { accepts: 'w', decides: 'back', issues: 'back', supervises: 'back' };
  const limits = { ...item('x').limits, starts: 'accepted' as const };
  const lease = { id: 'lease', name: text('lease'), required: false, accepts: ['image/png'], maxBytes: 9999 };
  const reads = { form: ['subject'], materials: ['lease'] };
  const atWindow = item('permit', { acceptance: 'window', organs, limits, reads });
  await publishTestPlan(
    a.t.database,
    plan([atWindow], { matter: 'window', receipt: { at: 'window' }, form, materials: [lease] }),
  );
  for (const extra of ['second', 'third']) await addOfficer(a.t.database, 'back', extra);
});
afterAll(() => a.close());

const apply = async () => {
  const answer = await a.call('wang-xiaoming', 'POST', '/api/cases', { ...fiveInParallel(), matter: 'window' });
  expect(answer.body).toMatchObject({ status: 'submitted', statusName: { zh: '已提交，待收件' } });
  return answer.body.caseNo as string;
};
const receive = async (caseNo: string) => {
  const answer = await a.call('w-clerk', 'POST', `/api/cases/${caseNo}/receipt`);
  await a.t.ledger.advance(caseNo);
  return answer;
};
const taskOf = async (who: string, caseNo: string) =>
  (await a.call(who, 'GET', `/api/tasks?case=${caseNo}`)).body.tasks[0];
const accepted = async () => {
  const caseNo = await apply();
  await receive(caseNo);
  const { id } = await taskOf('w-clerk', caseNo);
  await a.call('w-clerk', 'POST', `/api/tasks/${id}/acceptance`, { outcome: 'accept' });
  return { caseNo, task: await taskOf('back-officer', caseNo) };
};
const decisionsOf = async (caseNo: string) =>
  (await a.t.database.pool.query(`select 1 from events where case_no = $1 and type = 'decided'`, [caseNo])).rowCount;

describe('at the window', () => {
  test('received, once; then accepted; then the deciding organ has it, and the clock runs', async () => {
    const caseNo = await apply();
    expect(await taskOf('w-clerk', caseNo)).toBeUndefined();
    expect(await receive(caseNo)).toMatchObject({
      status: 200,
      body: { status: 'open', receivedAt: expect.any(String) },
    });
    expect(await receive(caseNo)).toMatchObject({ status: 409, body: { code: 'case-already-received' } });
    const task = await taskOf('w-clerk', caseNo);
    expect(task).toMatchObject({ stage: 'accept', organ: 'w', dueAt: null, light: null });
    const answer = await a.call('w-clerk', 'POST', `/api/tasks/${task.id}/acceptance`, { outcome: 'accept' });
    expect(answer.status).toBe(200);
    expect(await taskOf('back-officer', caseNo)).toMatchObject({ stage: 'decide', organ: 'back', light: 'green' });
  });
  test('not accepted: only with reason and basis; the applicant reads them and what he may do', async () => {
    const caseNo = await apply();
    await receive(caseNo);
    const { id } = await taskOf('w-clerk', caseNo);
    const decline = (body: object) =>
      a.call('w-clerk', 'POST', `/api/tasks/${id}/acceptance`, { outcome: 'decline', ...body });
    expect(await decline({})).toMatchObject({ status: 422, body: { code: 'reason-missing' } });
    expect(await decline({ reason: '不属于本机关职权' })).toMatchObject({
      status: 422,
      body: { code: 'legal-basis-missing' },
    });
    const grounds = { reason: '不属于本机关职权', legalBasis: '行政许可法第三十二条' };
    expect((await decline(grounds)).status).toBe(200);
    const { body } = await a.call('wang-xiaoming', 'GET', `/api/cases/${caseNo}/results`);
    expect(body.items[0]).toMatchObject({ status: 'declined', statusName: { zh: '不予受理' }, ...grounds });
    expect(body.items[0].remedies.reconsideration.zh).toEqual(expect.any(String));
  });
  test('a paper that comes later: who decides on what he saw before is told to look again', async () => {
    const { caseNo, task } = await accepted();
    const png = Buffer.concat([Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex'), Buffer.alloc(64, 1)]);
    const body = Buffer.concat([
      Buffer.from('--b\r\ncontent-disposition: form-data; name="file"; filename="a.png"\r\n\r\n'),
      png,
      Buffer.from('\r\n--b--\r\n'),
    ]);
    const type = { 'content-type': 'multipart/form-data; boundary=b' };
    const { materialId } = (
      await a.call('wang-xiaoming', 'POST', '/api/materials?matter=window&material=lease', body, type)
    ).body;
    const supplement = (who: string, id: string) =>
      a.call(who, 'POST', `/api/cases/${caseNo}/supplements`, { material: 'lease', materialId: id });
    expect((await supplement('back-officer', materialId)).status).toBe(403);
    expect((await supplement('wang-xiaoming', '01890000-0000-7000-8000-000000000000')).status).toBeGreaterThanOrEqual(
      400,
    );
    expect((await supplement('wang-xiaoming', materialId)).status).toBe(200);
    const decide = (revision: number) =>
      a.call('back-officer', 'POST', `/api/tasks/${task.id}/decision`, { revision, outcome: 'granted' });
    expect(await decide(task.revision)).toMatchObject({ status: 409, body: { code: 'item-changed' } });
    const seen = (await a.call('back-officer', 'GET', `/api/tasks/${task.id}`)).body;
    expect(seen.materials).toMatchObject([{ material: 'lease', materialId, mediaType: 'image/png' }]);
    expect(seen.form.map((f: { id: string }) => f.id)).toEqual(['subject']); // the item does not read the name
    expect((await decide(seen.revision)).status).toBe(200);
  });
});

describe('at once', () => {
  test('one decision sent twenty times: one effect, twenty same answers', async () => {
    const { caseNo, task } = await accepted();
    const once = () =>
      a.call(
        'back-officer',
        'POST',
        `/api/tasks/${task.id}/decision`,
        { revision: task.revision, outcome: 'granted' },
        {
          'idempotency-key': 'one-decision-twenty-times',
        },
      );
    const all = await Promise.all(Array.from({ length: 20 }, once));
    expect(new Set(all.map((x) => `${x.status} ${JSON.stringify(x.body)}`)).size).toBe(1);
    expect(all[0]).toMatchObject({ status: 200, body: { status: 'done' } });
    expect(await decisionsOf(caseNo)).toBe(1);
  });
  test('two officers: one wins (and the case is closed), the other is told when and by which post', async () => {
    const { caseNo, task } = await accepted();
    const both = ['back-officer', 'second'].map((who, n) =>
      a.call(who, 'POST', `/api/tasks/${task.id}/decision`, {
        revision: task.revision,
        ...(n === 0 ? { outcome: 'granted' } : { outcome: 'refused', reason: '不符', legalBasis: '第三十八条' }),
      }),
    );
    const answers = (await Promise.all(both)).sort((x, y) => x.status - y.status);
    expect(answers.map((x) => x.status)).toEqual([200, 409]);
    expect(answers[1]!.body).toMatchObject({
      code: 'case-closed',
      params: { post: 'back-officer', at: expect.stringMatching(/Z$/) },
    });
    expect(await decisionsOf(caseNo)).toBe(1);
  });
  test('who lost his post a moment ago decides nothing and sees nothing', async () => {
    const { caseNo, task } = await accepted();
    expect((await a.call('third', 'GET', `/api/tasks/${task.id}`)).status).toBe(200);
    await endAppointment(a.t.database.owner, 'third', 'back-officer', Date.now() - 1000);
    const decision = { revision: task.revision, outcome: 'granted' };
    expect((await a.call('third', 'POST', `/api/tasks/${task.id}/decision`, decision)).status).toBeGreaterThanOrEqual(
      403,
    );
    expect((await a.call('third', 'GET', `/api/tasks/${task.id}`)).status).toBe(404);
    expect((await a.call('third', 'GET', '/api/tasks')).status).toBe(403);
    expect(await decisionsOf(caseNo)).toBe(0);
  });
});
