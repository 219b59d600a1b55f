// Who looked leaves a line that the applicant can read; who was refused leaves one for the auditor.
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { createTestApp, type TestApp } from '../support/test-app.ts';
import { fiveInParallel } from '../support/test-ledger.ts';

let a: TestApp;
beforeAll(async () => {
  a = await createTestApp();
});
afterAll(() => a.close());
const open = async () => {
  const { caseNo } = (await a.call('wang-xiaoming', 'POST', '/api/cases', fiveInParallel())).body;
  await a.t.ledger.advance(caseNo);
  const [task] = (await a.call('officer-a', 'GET', `/api/tasks?case=${caseNo}`)).body.tasks;
  return { caseNo: caseNo as string, task: task.id as string };
};
const looksOf = async (caseNo: string, who = 'wang-xiaoming') =>
  (await a.call(who, 'GET', `/api/cases/${caseNo}/access-log`)).body.looks;

describe('the access log of a case', () => {
  test('says which office looked, when, by which right, at what; the person of an office is not named', async () => {
    const { caseNo, task } = await open();
    await a.call('officer-a', 'GET', `/api/tasks/${task}`);
    await a.call('ma-yan', 'GET', `/api/cases/${caseNo}`);
    await a.call('wang-xiaoming', 'GET', `/api/cases/${caseNo}`); // his own look leaves none
    const looks = await looksOf(caseNo);
    expect(looks).toMatchObject([
      { what: 'case', item: null, why: { relation: 'window', action: 'readCase' }, post: { zh: '综窗人员' } },
      {
        what: 'form',
        item: 'item-a',
        why: { relation: 'organ' },
        organisation: { en: 'Department A' },
        personId: null,
      },
    ]);
  });

  test('the same look again within minutes is one line; later it is another', async () => {
    const { caseNo, task } = await open();
    for (let n = 0; n < 3; n += 1) await a.call('officer-a', 'GET', `/api/tasks/${task}`);
    expect(await looksOf(caseNo)).toHaveLength(1);
    a.t.clock.advance(11 * 60_000);
    await a.call('officer-a', 'GET', `/api/tasks/${task}`);
    expect(await looksOf(caseNo)).toHaveLength(2);
  });

  test('is for the applicant and the auditor, and comes in pages', async () => {
    const { caseNo, task } = await open();
    await a.call('officer-a', 'GET', `/api/tasks/${task}`);
    for (const what of ['', '/timeline', '/results']) await a.call('lin-tao', 'GET', `/api/cases/${caseNo}${what}`);
    for (const who of ['officer-a', 'lin-tao', 'guo-bin', 'li-na'])
      expect((await a.call(who, 'GET', `/api/cases/${caseNo}/access-log`)).status).toBe(404);
    expect(await looksOf(caseNo, 'xu-jie')).toHaveLength(4);
    const first = (await a.call('wang-xiaoming', 'GET', `/api/cases/${caseNo}/access-log?limit=3`)).body;
    const rest = (await a.call('wang-xiaoming', 'GET', `/api/cases/${caseNo}/access-log?limit=3&cursor=${first.next}`))
      .body;
    expect([first.looks.length, rest.looks.length, rest.next]).toEqual([3, 1, null]);
  });

  test('is never changed, not even by the owner of the schema', async () => {
    const { caseNo, task } = await open();
    await a.call('officer-a', 'GET', `/api/tasks/${task}`);
    for (const change of [`update access_log set what = 'x'`, 'delete from access_log'])
      await expect(a.t.database.owner.query(`${change} where case_no = $1`, [caseNo])).rejects.toThrow(/never changed/);
  });
});

describe('refused tries', () => {
  const triesOf = async (query: string) =>
    (await a.call('xu-jie', 'GET', `/api/audit/refused-tries?${query}`)).body.tries;
  test('are counted by person, route, thing and code', async () => {
    const { caseNo, task } = await open();
    for (let n = 0; n < 2; n += 1) await a.call('li-na', 'GET', `/api/cases/${caseNo}`);
    await a.call('ma-yan', 'POST', `/api/tasks/${task}/decision`, { revision: 1, outcome: 'granted' });
    expect(await triesOf(`subject=${caseNo}`)).toMatchObject([
      { personId: 'li-na', route: 'GET /api/cases/:no', code: 'case-not-found', tries: 2 },
    ]);
    expect(await triesOf(`person=ma-yan&subject=${task}`)).toMatchObject([
      { route: 'POST /api/tasks/:id/decision', code: 'post-not-held', tries: 1 },
    ]);
  });
  test('of nobody are counted without what he asked for', async () => {
    const { caseNo } = await open();
    await a.call(undefined, 'GET', `/api/cases/${caseNo}`);
    expect(await triesOf(`subject=${caseNo}`)).toEqual([]);
    expect(await triesOf('limit=100')).toContainEqual(
      expect.objectContaining({ personId: null, subject: null, code: 'not-signed-in' }),
    );
  });
  test('keep no text that is none of our ids', async () => {
    await a.call('li-na', 'GET', `/api/cases/${encodeURIComponent('王小明的办件')}`);
    await a.call('li-na', 'GET', `/api/certificates/${encodeURIComponent('王小明')}`);
    expect(JSON.stringify(await triesOf('person=li-na&limit=100'))).not.toContain('王小明');
  });
  test('are read by auditors alone', async () => {
    for (const who of ['wang-xiaoming', 'guo-bin', 'lin-tao', 'gao-feng'])
      expect((await a.call(who, 'GET', '/api/audit/refused-tries')).status).toBe(403);
  });
});
