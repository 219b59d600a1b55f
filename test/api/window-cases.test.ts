// What waits at a window, and what the person has open whom it serves: of its own divisions, or brought in by it.
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { item, plan, text } from '../core/engine/fixtures.ts';
import { createTestApp, type TestApp } from '../support/test-app.ts';
import { fiveInParallel } from '../support/test-ledger.ts';
import { addOfficer, publishTestPlan } from '../support/test-plans.ts';

let a: TestApp;
const field = (id: string) => ({ id, type: 'text' as const, label: text(id), required: false });
const form = { groups: [{ id: 'g', label: text('g'), fields: [field('subject'), field('applicantName')] }] };
const HERE = 'ma-yan';
const ELSEWHERE = 'ding-hao';
beforeAll(async () => {
  a = await createTestApp();
  await addOfficer(a.t.database, 'far', 'far-clerk', 'clerk', 'window');
  await a.t.database.owner.query(`update organisations set division_code = '440199' where id = 'far'`);
  const brought = plan([item('permit')], { matter: 'brought', receipt: { at: 'window' }, form });
  await publishTestPlan(a.t.database, brought);
});
afterAll(() => a.close());

const forWhom = (person: string) => ({ 'lianban-on-behalf-of': person });
const apply = async (who: string, headers = {}) =>
  (await a.call(who, 'POST', '/api/cases', { ...fiveInParallel(), matter: 'brought' }, headers)).body.caseNo as string;
const list = async (who: string, headers = {}) => {
  const { body } = await a.call(who, 'GET', '/api/window/cases', undefined, headers);
  return (body.cases as { caseNo: string }[]).map((c) => c.caseNo);
};

test('what waits, the eldest first, until it is received', async () => {
  const first = await apply('wang-xiaoming');
  const second = await apply('li-na');
  expect(await list(HERE)).toEqual([first, second]);
  const { body } = await a.call(HERE, 'GET', '/api/window/cases');
  expect(body.cases[0]).toMatchObject({ applicant: '王*明', matterName: text('test'), status: 'submitted' });
  await a.call(HERE, 'POST', `/api/cases/${first}/receipt`);
  expect(await list(HERE)).toEqual([second]);
});
test('a window of other divisions sees what it brought in, and nothing else', async () => {
  await apply('wang-xiaoming');
  expect(await list('far-clerk')).toEqual([]);
  const brought = await apply('far-clerk', forWhom('li-na'));
  expect(await list('far-clerk')).toEqual([brought]);
  expect(await list('far-clerk', forWhom('li-na'))).toEqual([brought]);
  expect(await list('far-clerk', forWhom('wang-xiaoming'))).toEqual([]);
});
test('of the person served, all of his and of nobody else, the newest first', async () => {
  const earlier = await apply('sun-hui');
  const later = await apply(HERE, forWhom('sun-hui'));
  const others = await apply('zhou-min');
  const shown = await list(HERE, forWhom('sun-hui'));
  expect(shown).toEqual([later, earlier]);
  expect(shown).not.toContain(others);
});
test('the clerk is the actor, the person served is the applicant, and who comes next is neither', async () => {
  const one = await apply(HERE, forWhom('wang-xiaoming'));
  const next = await apply(HERE, forWhom('li-na'));
  const { rows } = await a.t.database.pool.query(
    `select c.applicant_id, c.window_id, e.actor from cases c join events e using (case_no)
     where case_no = any($1) and e.type = 'submitted' order by c.submitted_at`,
    [[one, next]],
  );
  expect(rows).toMatchObject(
    ['wang-xiaoming', 'li-na'].map((person) => ({
      applicant_id: person,
      window_id: 'one-stop-window',
      actor: { personId: HERE, postId: 'one-stop-window-clerk', onBehalfOf: person, channel: 'window' },
    })),
  );
  expect(await list(HERE, forWhom('li-na'))).not.toContain(one);
  // whom he served a moment ago lends the clerk nothing: the case is read by the window alone
  expect((await a.call('li-na', 'GET', `/api/cases/${one}`)).status).toBe(404);
});
test('who is no clerk has no such list', async () => {
  for (const who of ['wang-xiaoming', 'zhao-lei'])
    expect((await a.call(who, 'GET', '/api/window/cases')).status).toBe(403);
  expect((await a.call(ELSEWHERE, 'GET', '/api/window/cases')).status).toBe(200);
});
