// 督办: at each threshold the posts that the definition names are told; who owes an answer gives it, once, in words that stay sealed.
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { item, plan } from '../core/engine/fixtures.ts';
import { createTestApp, type TestApp } from '../support/test-app.ts';
import { fiveInParallel, requestOf } from '../support/test-ledger.ts';
import { addOfficer, publishTestPlan } from '../support/test-plans.ts';

const wd = (amount: number) => ({ amount, unit: 'wd' as const });
const MATTER = 'watched';
let a: TestApp;
beforeAll(async () => {
  a = await createTestApp();
  a.t.clock.set('2026-03-02T10:00+08:00');
  const escalation = [
    { at: 'yellow' as const, tell: ['reviewer' as const] },
    { at: 'red' as const, tell: ['head' as const, 'coordinator' as const], answerWithin: wd(1) },
    { at: wd(2), tell: ['supervisor' as const] },
  ];
  const lights = { yellowPercent: 80, steps: { committed: { yellowPercent: 80, escalation } } };
  const organs = { accepts: 'n', decides: 'n', issues: 'n', supervises: 'n' };
  await publishTestPlan(a.t.database, plan([item('permit', { organs })], { matter: MATTER, lead: 'n-lead', lights }));
  for (const role of ['reviewer', 'head'] as const) await addOfficer(a.t.database, 'n', `n-${role}`, role);
  await addOfficer(a.t.database, 'n-lead', 'n-coordinator', 'coordinator');
  await addOfficer(a.t.database, 'n-other', 'n-other-head', 'head');
  await a.t.database.owner.query(`update post_holdings set valid_from = '2026-01-01'`); // the test plays in March
});
afterAll(() => a.close());

const noticesOf = async (who: string, query = '') =>
  (await a.call(who, 'GET', `/api/notices${query}`)).body.notices as Record<string, unknown>[];
const steps = async (who: string) => (await noticesOf(who)).map((n) => n['at']);

test('each is told what concerns his post, when it passes; the answer is given once and read by nobody else', async () => {
  const { caseNo } = await a.t.ledger.submit(requestOf('wang-xiaoming'), { ...fiveInParallel(), matter: MATTER });
  await a.t.ledger.advance(caseNo);
  expect(await steps('n-reviewer')).toEqual([]);

  a.t.clock.set('2026-03-06T08:00+08:00'); // yellow
  await a.t.ledger.advance(caseNo);
  expect(await steps('n-reviewer')).toEqual(['yellow']);
  expect(await steps('n-head')).toEqual([]);

  a.t.clock.set('2026-03-10T08:00+08:00'); // red
  await a.t.ledger.advance(caseNo);
  const [told] = await noticesOf('n-head');
  expect(told).toMatchObject({
    at: 'red',
    caseNo,
    item: 'permit',
    toldAt: '2026-03-09T16:00:00.000Z',
    answerBy: '2026-03-11T16:00:00.000Z',
    answeredAt: null,
    answerOverdue: false,
  });
  expect(await steps('n-coordinator')).toEqual(['red']);
  expect(await steps('n-other-head')).toEqual([]);
  expect(await steps('lin-tao')).toEqual([]);

  const url = `/api/notices/${String(told!['id'])}/answer`;
  const text = '已联系申请人王小明，今日办结';
  expect((await a.call('n-other-head', 'POST', url, { text })).status).toBe(404);
  expect((await a.call('wang-xiaoming', 'POST', url, { text })).status).toBe(404);

  a.t.clock.set('2026-03-12T08:00+08:00'); // two working days later, and the answer is late
  await a.t.ledger.advance(caseNo);
  expect(await steps('lin-tao')).toEqual(['late']); // the territory's supervisor
  expect(await steps('pan-jun')).toEqual([]); // another's
  expect((await noticesOf('n-head', '?answered=false')).map((n) => n['answerOverdue'])).toEqual([true]);

  expect(await a.call('n-head', 'POST', url, { text })).toMatchObject({
    status: 200,
    body: { answeredAt: '2026-03-12T00:00:00.000Z', answerOverdue: true },
  });
  expect((await a.call('n-head', 'POST', url, { text })).body.code).toBe('escalation-answered');
  expect(await noticesOf('n-coordinator', '?answered=true')).toHaveLength(1); // one answer for all who were told
  expect(await noticesOf('n-coordinator', '?answered=false')).toEqual([]);
  const { rows } = await a.t.database.owner.query(
    `select (select string_agg(body::text, '') from events where case_no = $1) as events,
            (select count(*)::int from texts where case_no = $1 and kind = 'answer') as texts`,
    [caseNo],
  );
  expect(rows[0].texts).toBe(1);
  expect(rows[0].events).not.toContain('王小明');
  expect(a.logged()).not.toContain('王小明');
});

test('who holds no post that is told of anything is refused', async () => {
  expect((await a.call('wang-xiaoming', 'GET', '/api/notices')).status).toBe(403);
});
