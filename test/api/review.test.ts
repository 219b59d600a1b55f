// 一审一核: one officer reviews, another decides.
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { item, plan } from '../core/engine/fixtures.ts';
import { createTestApp, type TestApp } from '../support/test-app.ts';
import { fiveInParallel } from '../support/test-ledger.ts';
import { addOfficer, publishTestPlan } from '../support/test-plans.ts';

let a: TestApp;
beforeAll(async () => {
  a = await createTestApp();
  const organs = { accepts: 'bureau', decides: 'bureau', issues: 'bureau', supervises: 'bureau' };
  await publishTestPlan(a.t.database, plan([item('permit', { organs, review: 'required' })], { matter: 'reviewed' }));
  await addOfficer(a.t.database, 'bureau', 'first', 'reviewer');
  await addOfficer(a.t.database, 'bureau', 'second', 'decider');
});
afterAll(() => a.close());

const open = async () => {
  const { caseNo } = (
    await a.call('wang-xiaoming', 'POST', '/api/cases', { ...fiveInParallel(), matter: 'reviewed', form: {} })
  ).body;
  await a.t.ledger.advance(caseNo);
  const [task] = (await a.call('second', 'GET', `/api/tasks?case=${caseNo}`)).body.tasks;
  return task.id as string;
};
const review = (who: string, task: string, more = {}) =>
  a.call(who, 'POST', `/api/tasks/${task}/review`, { revision: 1, proposal: 'granted', opinion: '材料齐全', ...more });
const decide = (who: string, task: string) =>
  a.call(who, 'POST', `/api/tasks/${task}/decision`, { revision: 1, outcome: 'granted' });

describe('an item that needs its review', () => {
  test('is not decided before', async () => {
    expect((await decide('second', await open())).body.code).toBe('review-missing');
  });
  test('nor by who reviewed it; another decides, and reads the opinion', async () => {
    const task = await open();
    expect((await review('second', task)).status).toBe(200);
    expect(await decide('second', task)).toMatchObject({ status: 403, body: { code: 'reviewed-by-oneself' } });
    expect((await a.call('bureau-officer', 'GET', `/api/tasks/${task}`)).body).toMatchObject({
      reviewRequired: true,
      review: { proposal: 'granted', opinion: '材料齐全', mine: false, current: true },
    });
    expect((await decide('bureau-officer', task)).status).toBe(200);
  });
  test('a reviewer reviews and does not decide', async () => {
    const task = await open();
    expect((await a.call('first', 'POST', `/api/tasks/${task}/claim`)).status).toBe(200);
    expect((await review('second', task)).body.code).toBe('task-claimed');
    const reviewed = await review('first', task);
    expect(reviewed).toMatchObject({ status: 200, body: { claim: null } }); // free for who decides
    expect((await decide('first', task)).body.code).toBe('post-not-held');
    expect((await decide('second', task)).status).toBe(200);
  });
  test('a review of data that changed since is refused', async () => {
    expect((await review('first', await open(), { revision: 2 })).body.code).toBe('item-changed');
  });
  test('the opinion is sealed: events hold its id and hash', async () => {
    const task = await open();
    await review('first', task, { opinion: 'CANARY-OPINION' });
    const { rows } = await a.t.database.pool.query(`select body from events where type = 'reviewed'`);
    expect(rows.at(-1).body).toMatchObject({ proposal: 'granted', opinion: { id: expect.any(String) } });
    expect(JSON.stringify(rows)).not.toContain('CANARY');
  });
});
