// Special procedures and extensions over HTTP: the inbox, the clock in words, the officers who may.
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { item, plan } from '../core/engine/fixtures.ts';
import { createTestApp, type TestApp } from '../support/test-app.ts';
import { fiveInParallel } from '../support/test-ledger.ts';
import { addOfficer, publishTestPlan } from '../support/test-plans.ts';

let a: TestApp;
beforeAll(async () => {
  a = await createTestApp();
  a.t.clock.set('2026-03-02T10:00+08:00');
  const organs = { accepts: 'bureau', decides: 'bureau', issues: 'bureau', supervises: 'bureau' };
  const extension = { limit: { amount: 10, unit: 'wd' as const }, by: 'head' as const };
  const limits = { ...item('x').limits, extension };
  await publishTestPlan(a.t.database, plan([item('permit', { organs, limits })], { matter: 'licensed' }));
  const accept = { amount: 5, unit: 'wd' as const };
  const acceptedFirst = item('permit', {
    organs,
    acceptance: 'item',
    limits: { ...limits, accept, starts: 'accepted' },
  });
  await publishTestPlan(a.t.database, plan([acceptedFirst], { matter: 'accepted-first' }));
  await addOfficer(a.t.database, 'bureau', 'head', 'head');
  await addOfficer(a.t.database, 'bureau', 'reviewer', 'reviewer');
});
afterAll(() => a.close());

const OFFICER = 'bureau-officer';
const open = async (matter = 'licensed') => {
  a.t.clock.set('2026-03-02T10:00+08:00');
  const submission = { ...fiveInParallel(), matter, form: {} };
  const { caseNo } = (await a.call('wang-xiaoming', 'POST', '/api/cases', submission)).body;
  await a.t.ledger.advance(caseNo);
  return { caseNo: caseNo as string, task: await taskOf(caseNo) };
};
const taskOf = async (caseNo: string) => (await a.call(OFFICER, 'GET', `/api/tasks?case=${caseNo}`)).body.tasks[0];
const post = (who: string, task: { id: string }, verb: string, body?: object) =>
  a.call(who, 'POST', `/api/tasks/${task.id}/${verb}`, body);
const review = { ground: 'expert-review', expected: '10wd', document: '示特〔2026〕1号' };
const clockOf = async (caseNo: string, id: string) =>
  (await a.call('wang-xiaoming', 'GET', `/api/cases/${caseNo}/clock`)).body.clocks.find(
    (c: { id: string }) => c.id === id,
  );

describe('an expert review', () => {
  test('stops the clock that everybody sees, and lets it run on', async () => {
    const { caseNo, task } = await open();
    expect(task.dueOn).toBe('2026-03-09');
    a.t.clock.set('2026-03-04T15:00+08:00');
    expect((await post(OFFICER, task, 'special-procedure', review)).status).toBe(200);
    expect(await clockOf(caseNo, 'permit/committed')).toMatchObject({ light: 'stopped', dueOn: null, daysLeft: null });
    const view = (await a.call('wang-xiaoming', 'GET', `/api/cases/${caseNo}`)).body;
    expect(view).toMatchObject({ dueOn: null, light: 'stopped', items: [{ procedure: { ground: 'expert-review' } }] });
    expect((await taskOf(caseNo)).dueOn).toBe('2026-03-18'); // as told to the applicant
    a.t.clock.set('2026-03-16T09:00+08:00');
    expect((await post(OFFICER, task, 'special-procedure/end')).status).toBe(200);
    expect(await clockOf(caseNo, 'permit/committed')).toMatchObject({
      dueOn: '2026-03-19',
      daysLeft: 3,
      words: {
        zh: expect.stringContaining(
          '扣除专家评审 2026-03-04 至 2026-03-16（《行政许可法》第四十五条，示特〔2026〕1号）',
        ),
      },
    });
    expect((await taskOf(caseNo)).dueOn).toBe('2026-03-19');
    const words = (await a.call('wang-xiaoming', 'GET', `/api/cases/${caseNo}/timeline`)).body.events.map(
      (e: { words: { zh: string } }) => e.words.zh,
    );
    expect(words).toEqual(
      expect.arrayContaining(['permit：进入特别程序（专家评审），停止计时', 'permit：特别程序结束，继续计时']),
    );
  });
  test('meanwhile nothing is decided', async () => {
    const { task } = await open();
    await post(OFFICER, task, 'special-procedure', review);
    const decision = await post(OFFICER, task, 'decision', { revision: 1, outcome: 'granted' });
    expect(decision).toMatchObject({ status: 409, body: { code: 'procedure-under-way' } });
  });
  test.each([
    ['a ground that no law names', OFFICER, { ...review, ground: 'site-visit' }, 'ground-not-lawful'],
    ['no document', OFFICER, { ...review, document: '' }, 'request-malformed'],
    ['no told length', OFFICER, { ...review, expected: '0wd' }, 'request-malformed'],
    ['a reviewer', 'reviewer', review, 'post-not-held'],
    ['another organ', 'officer-a', review, 'task-not-found'],
  ])('refused: %s', async (_name, who, body, code) => {
    const { task } = await open();
    expect((await post(who, task, 'special-procedure', body)).body.code).toBe(code);
  });
});

describe('an extension', () => {
  test('asked for with a reason, approved by the head with a document; the applicant sees both', async () => {
    const { caseNo, task } = await open();
    expect((await post('reviewer', task, 'extension', { reason: '案情复杂' })).status).toBe(200);
    const detail = (await a.call('head', 'GET', `/api/tasks/${task.id}`)).body;
    expect(detail.extension).toEqual({ status: 'requested', reason: '案情复杂' });
    const decide = (who: string) =>
      post(who, task, 'extension/decision', { approve: true, document: '示延〔2026〕2号' });
    expect((await decide(OFFICER)).body.code).toBe('post-not-held');
    expect((await decide('head')).status).toBe(200);
    expect((await decide('head')).body.code).toBe('extension-decided');
    expect(await clockOf(caseNo, 'permit/committed')).toMatchObject({
      dueOn: '2026-03-23',
      words: { zh: expect.stringContaining('经批准延期（示延〔2026〕2号）') },
    });
    const { rows } = await a.t.database.pool.query('select body from events where case_no = $1', [caseNo]);
    expect(JSON.stringify(rows)).not.toContain('案情复杂'); // sealed
  });
});

describe('a correction before acceptance', () => {
  const notice = { document: '示补〔2026〕1号', content: '请补充租赁合同第二页' };
  test('is told to the applicant, who supplies it; then the time to accept begins anew', async () => {
    const { caseNo, task } = await open('accepted-first');
    expect(task).toMatchObject({ stage: 'accept', dueOn: '2026-03-09' });
    a.t.clock.set('2026-03-04T10:00+08:00');
    expect((await post(OFFICER, task, 'correction', notice)).status).toBe(200);
    expect((await post(OFFICER, task, 'correction', notice)).body.code).toBe('correction-notified');
    const { corrections } = (await a.call('wang-xiaoming', 'GET', `/api/cases/${caseNo}/corrections`)).body;
    expect(corrections).toMatchObject([{ item: 'permit', content: '请补充租赁合同第二页', dueOn: null }]);
    expect((await a.call('li-na', 'GET', `/api/cases/${caseNo}/corrections`)).status).toBe(404);
    a.t.clock.set('2026-03-12T10:00+08:00');
    const supply = (who: string) => a.call(who, 'POST', `/api/cases/${caseNo}/corrections`, { item: 'permit' });
    expect((await supply('li-na')).status).toBe(404);
    expect((await supply('wang-xiaoming')).status).toBe(200);
    expect(await taskOf(caseNo)).toMatchObject({ stage: 'accept', revision: 2, dueOn: '2026-03-19' });
    const { rows } = await a.t.database.pool.query('select body from events where case_no = $1', [caseNo]);
    expect(JSON.stringify(rows)).not.toContain('租赁合同');
  });
  test('silence accepts, as of the day it came in', async () => {
    const { caseNo } = await open('accepted-first');
    a.t.clock.set('2026-03-10T00:00:01+08:00');
    await a.t.ledger.advance(caseNo);
    const [item] = (await a.call('wang-xiaoming', 'GET', `/api/cases/${caseNo}`)).body.items;
    expect(item).toMatchObject({ status: 'accepted', acceptedAt: '2026-03-02T02:00:00.000Z', dueOn: '2026-03-09' });
  });
});

describe('a year whose holidays are not published yet', () => {
  const begin = async (day: string) => {
    a.t.clock.set(`${day}T10:00+08:00`);
    const submission = { ...fiveInParallel(), matter: 'licensed', form: {} };
    const { caseNo } = (await a.call('wang-xiaoming', 'POST', '/api/cases', submission)).body;
    await a.t.ledger.advance(caseNo);
    return caseNo as string;
  };
  const dates = async (caseNo: string) => {
    const view = (await a.call('wang-xiaoming', 'GET', `/api/cases/${caseNo}`)).body;
    const mine = (await a.call('wang-xiaoming', 'GET', '/api/cases')).body.cases;
    const seen = (await a.call('head', 'GET', '/api/supervision/clocks?limit=100')).body.clocks;
    const of = (c: { caseNo: string }) => c.caseNo === caseNo;
    return [view, view.predictedEnd, view.items[0], mine.find(of), await taskOf(caseNo), seen.find(of)];
  };
  test('marks every date in it, wherever it shows', async () => {
    const marked = await dates(await begin('2026-12-30'));
    for (const date of marked) {
      expect(date.dueOn ?? date.on).toMatch(/^2027-01/);
      expect(date).toMatchObject({ provisional: true });
    }
  });
  test('and none of a published year', async () => {
    for (const date of await dates(await begin('2026-12-01'))) expect(date).toMatchObject({ provisional: false });
  });
});
