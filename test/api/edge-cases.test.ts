// Uploads that are no form, and changes that take the task away from him who makes them.
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { item, plan, text } from '../core/engine/fixtures.ts';
import { createTestApp, type TestApp } from '../support/test-app.ts';
import { fiveInParallel } from '../support/test-ledger.ts';
import { publishTestPlan } from '../support/test-plans.ts';

let a: TestApp;
beforeAll(async () => {
  a = await createTestApp();
  const organs = { accepts: 'front-desk', decides: 'back-office', issues: 'back-office', supervises: 'back-office' };
  const field = (id: string) => ({ id, type: 'text' as const, label: text(id), required: false });
  await publishTestPlan(
    a.t.database,
    plan([item('x', { organs, acceptance: 'item' })], {
      matter: 'two-organs',
      form: { groups: [{ id: 'g', label: text('g'), fields: [field('subject'), field('applicantName')] }] },
      materials: [{ id: 'paper', name: text('paper'), required: false, accepts: ['application/pdf'], maxBytes: 9 }],
    }),
  );
});
afterAll(() => a.close());

test.each([
  ['without a boundary', 'multipart/form-data', 'x'],
  ['with an empty boundary', 'multipart/form-data; boundary=', 'x'],
  ['that is nothing but its end', 'multipart/form-data; boundary=b', '--b--\r\n'],
  ['that never begins', 'multipart/form-data; boundary=b', 'nothing'],
  ['with a part that is no part', 'multipart/form-data; boundary=b', '--b\r\nx\r\n\r\n--b--\r\n'],
])('an upload %s: the sender’s fault, not ours', async (_name, type, body) => {
  const url = '/api/materials?matter=two-organs&material=paper';
  const answer = await a.call('wang-xiaoming', 'POST', url, body, { 'content-type': type });
  expect([answer.status, answer.body.code]).toEqual([400, 'request-malformed']);
});

test('acceptance by one organ for another: 200, although the task is now the other’s', async () => {
  const submission = { ...fiveInParallel(), matter: 'two-organs' };
  const { caseNo } = (await a.call('wang-xiaoming', 'POST', '/api/cases', submission)).body;
  await a.t.ledger.advance(caseNo);
  const tasksOf = async (person: string) => (await a.call(person, 'GET', `/api/tasks?case=${caseNo}`)).body.tasks;
  const [task] = await tasksOf('front-desk-officer');
  const url = `/api/tasks/${task.id}`;
  const accept = (person: string) =>
    a.call(person, 'POST', `${url}/acceptance`, { outcome: 'accept' }, { 'idempotency-key': `accept-${caseNo}` });
  for (let tries = 0; tries < 2; tries += 1)
    expect(await accept('front-desk-officer')).toMatchObject({
      status: 200,
      body: { stage: 'decide', organ: 'back-office' },
    });
  // its contents are the other's alone, and so is what follows
  expect((await a.call('front-desk-officer', 'GET', url)).status).toBe(404);
  expect((await accept('li-na')).status).toBe(404);
  expect(await tasksOf('back-office-officer')).toMatchObject([{ stage: 'decide' }]);
});

test('of texts that are none, some are told, not all', async () => {
  const form = { subject: Array.from({ length: 50_000 }, () => '\u0000') };
  const answer = await a.call('wang-xiaoming', 'POST', '/api/cases', { ...fiveInParallel(), form });
  expect(answer.status).toBe(400);
  expect(answer.body.faults).toHaveLength(20);
});
