// The inbox: filters, counts, claims of many at once, saved filters, what is new since the last look.
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { item, plan } from '../core/engine/fixtures.ts';
import { createTestApp, type TestApp } from '../support/test-app.ts';
import { fiveInParallel } from '../support/test-ledger.ts';
import { addOfficer, publishTestPlan } from '../support/test-plans.ts';

const organ = (id: string) => ({ accepts: id, decides: id, issues: id, supervises: id });
const name = (zh: string, en: string) => ({ zh, en });
const OFFICER = 'north-officer';
const APPLICANT = 'wang-xiaoming';
let a: TestApp;
const cases: string[] = [];
beforeAll(async () => {
  a = await createTestApp();
  const limits = { ...item('x').limits, extension: { limit: { amount: 10, unit: 'wd' }, by: 'head' } } as const;
  const items = [
    item('kitchen', { organs: organ('north'), name: name('餐饮许可', 'Kitchen permit'), limits }),
    item('sign', { organs: organ('south'), name: name('招牌备案', 'Sign filing') }),
  ];
  await publishTestPlan(a.t.database, plan(items, { matter: 'tea-house', name: name('开办茶馆', 'Tea house') }));
  await addOfficer(a.t.database, 'south', OFFICER, 'reviewer');
  await addOfficer(a.t.database, 'north', 'second', 'decider');
  await addOfficer(a.t.database, 'east', 'stranger', 'decider');
  for (const at of ['2026-03-02T10:00+08:00', '2026-03-05T10:00+08:00', '2026-03-09T10:00+08:00']) {
    a.t.clock.set(at);
    const given = { ...fiveInParallel(), matter: 'tea-house', form: {} };
    const { caseNo } = (await a.call(APPLICANT, 'POST', '/api/cases', given)).body;
    await a.t.ledger.advance(caseNo);
    cases.push(caseNo);
  }
  a.t.clock.set('2026-03-11T10:00+08:00'); // due on the 9th, the 12th, the 16th
});
afterAll(() => a.close());

interface Task {
  id: string;
  caseNo: string;
  item: string;
  light: string;
  daysLeft: number;
}
const inbox = async (query = '', who = OFFICER) => (await a.call(who, 'GET', `/api/tasks?${query}`)).body;
const shown = async (query: string): Promise<string[]> =>
  (await inbox(query)).tasks.map((t: Task) => `${cases.indexOf(t.caseNo)} ${t.item}`);

describe('filters', () => {
  test('each row says how many days are left', async () => {
    const { tasks } = await inbox('item=kitchen');
    expect(tasks.map((t: Task) => [t.light, t.daysLeft])).toEqual([
      ['red', -2],
      ['yellow', 1],
      ['green', 3],
    ]);
  });
  test('one organ of several; none of another', async () => {
    expect(await shown('organ=north')).toEqual(['0 kitchen', '1 kitchen', '2 kitchen']);
    expect(await shown('organ=east')).toEqual([]);
  });
  test('text: part of a case number, a name of the matter or the item in either language', async () => {
    expect((await shown(`search=${cases[1]!.slice(-8)}`)).sort()).toEqual(['1 kitchen', '1 sign']);
    expect(await shown(`search=${encodeURIComponent('招牌')}`)).toEqual(['0 sign', '1 sign', '2 sign']);
    expect(await shown('search=kitchen')).toHaveLength(3);
    expect(await shown(`search=${encodeURIComponent('茶馆')}`)).toHaveLength(6);
    expect(await shown('search=%25')).toEqual([]);
  });
  test('whose extension waits for the head', async () => {
    expect(await shown('extension=requested')).toEqual([]);
    const task = (await inbox('item=kitchen&light=green')).tasks[0] as Task;
    const asked = await a.call('second', 'POST', `/api/tasks/${task.id}/extension`, { reason: '需要现场核查' });
    expect(asked.status).toBe(200);
    expect(await shown('extension=requested')).toEqual(['2 kitchen']);
  });
  test('counts by light and claim follow the same filters', async () => {
    const counts = async (query: string) => (await a.call(OFFICER, 'GET', `/api/tasks/counts?${query}`)).body;
    expect(await counts('')).toEqual({ red: 2, yellow: 2, green: 2, mine: 0, nobody: 6, total: 6 });
    expect(await counts('item=sign')).toEqual({ red: 1, yellow: 1, green: 1, mine: 0, nobody: 3, total: 3 });
    expect((await a.call(APPLICANT, 'GET', '/api/tasks/counts')).status).toBe(403);
  });
});

describe('claims of many at once', () => {
  const claim = (who: string, ids: string[], headers = {}) => a.call(who, 'POST', '/api/tasks/claim', { ids }, headers);
  test('each by itself: one of them was another’s, one nobody’s', async () => {
    const [first, second] = (await inbox('item=kitchen')).tasks as Task[];
    await a.call('second', 'POST', `/api/tasks/${first!.id}/claim`);
    const { status, body } = await claim(OFFICER, [first!.id, second!.id, '01890000-0000-7000-8000-000000000000']);
    expect(status).toBe(200);
    expect(body.results).toMatchObject([
      { claimed: false, reason: { code: 'task-claimed', zh: '此任务已由他人签收' } },
      { claimed: true },
      { claimed: false, reason: { code: 'task-not-found' } },
    ]);
    expect(await shown('claimed=mine')).toEqual(['1 kitchen']);
  });
  test('the same key again claims nothing anew, and answers the same', async () => {
    const [task] = (await inbox('item=sign')).tasks as Task[];
    const key = { 'idempotency-key': 'bulk-claim-key' };
    expect((await claim(OFFICER, [task!.id], key)).body.results).toEqual([{ id: task!.id, claimed: true }]);
    expect((await claim(OFFICER, [task!.id], key)).body.results).toEqual([{ id: task!.id, claimed: true }]);
    const { rows } = await a.t.database.pool.query(
      `select 1 from events where case_no = $1 and stream = 'work/sign/1'`,
      [task!.caseNo],
    );
    expect(rows).toHaveLength(1);
  });
  test('a stranger’s tasks are none to him; who has no inbox is refused', async () => {
    const [task] = (await inbox('item=kitchen')).tasks as Task[];
    expect((await claim('stranger', [task!.id])).body.results).toMatchObject([{ reason: { code: 'task-not-found' } }]);
    expect((await claim(APPLICANT, [task!.id])).status).toBe(403);
    expect((await claim(OFFICER, [])).status).toBe(400);
  });
});

describe('saved filters', () => {
  const mine = [{ name: '快到期的', query: { light: 'yellow', claimed: 'nobody' } }];
  test('are kept for each person, and replaced as a whole', async () => {
    expect((await a.call(OFFICER, 'GET', '/api/me/filters')).body).toEqual({ filters: [] });
    expect((await a.call(OFFICER, 'POST', '/api/me/filters', { filters: mine })).body).toEqual({ filters: mine });
    expect((await a.call('second', 'GET', '/api/me/filters')).body).toEqual({ filters: [] });
    await a.call(OFFICER, 'POST', '/api/me/filters', { filters: [] });
    expect((await a.call(OFFICER, 'GET', '/api/me/filters')).body).toEqual({ filters: [] });
  });
  test('refused: a filter that the inbox does not know', async () => {
    const filters = [{ name: 'x', query: { applicant: '王小明' } }];
    expect((await a.call(OFFICER, 'POST', '/api/me/filters', { filters })).status).toBe(400);
  });
});

test('what is new since one last looked', async () => {
  const task = ((await inbox('item=kitchen&light=green')).tasks as Task[])[0]!;
  const look = async () => (await a.call(OFFICER, 'GET', `/api/tasks/${task.id}`)).body;
  expect(await look()).toMatchObject({ lastLookAt: null, news: [] });
  a.t.clock.set('2026-03-11T11:00+08:00');
  expect(await look()).toMatchObject({ lastLookAt: '2026-03-11T02:00:00.000Z', news: [] });
  const south = ((await inbox('item=sign&light=green', 'south-officer')).tasks as Task[])[0]!;
  a.t.clock.set('2026-03-11T11:30+08:00');
  const decision = { revision: 1, outcome: 'granted' };
  expect((await a.call('south-officer', 'POST', `/api/tasks/${south.id}/decision`, decision)).status).toBe(200);
  a.t.clock.set('2026-03-11T12:00+08:00');
  expect((await look()).news).toMatchObject([{ type: 'decided', item: 'sign', at: '2026-03-11T03:30:00.000Z' }]);
});
