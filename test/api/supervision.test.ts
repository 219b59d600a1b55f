// Supervision: the light of this very moment, by the same rule as core's; each sees his own; what decided items took.
import fs from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { lightAt } from '../../core/clock/deadline-ledger.ts';
import type { CaseState } from '../../core/engine/state.ts';
import { item, plan } from '../core/engine/fixtures.ts';
import { createTestApp, type TestApp } from '../support/test-app.ts';
import { fiveInParallel, requestOf } from '../support/test-ledger.ts';
import { addOfficer, publishTestPlan } from '../support/test-plans.ts';

const HERE = 'seen-here';
const THERE = 'seen-there';
const BEGIN = '2026-03-02T10:00+08:00';
const organs = (id: string) => ({ accepts: id, decides: id, issues: id, supervises: id });
let a: TestApp;
const cases: Record<'plain' | 'stopped' | 'late' | 'quick' | 'there', string> = {} as never;
beforeAll(async () => {
  a = await createTestApp();
  a.t.clock.set(BEGIN);
  const items = [item('permit', { organs: organs('seen') }), item('other', { organs: organs('seen-other') })];
  await publishTestPlan(a.t.database, plan(items, { matter: HERE, lead: 'seen-lead' }));
  const far = { region: '440199', organs: organs('seen-far') };
  await publishTestPlan(
    a.t.database,
    plan([item('permit', far)], { matter: THERE, lead: 'seen-far-lead', region: '440199' }),
  );
  for (const role of ['reviewer', 'head'] as const) await addOfficer(a.t.database, 'seen', `seen-${role}`, role);
  await addOfficer(a.t.database, 'seen-lead', 'seen-coordinator', 'coordinator');
  await addOfficer(a.t.database, 'seen-city', 'seen-mayor', 'head', 'government');
  await a.t.database.owner.query(`update organisations set division_code = '310000' where id = 'seen-city'`);
  await a.t.database.owner.query(`update post_holdings set valid_from = '2025-01-01'`);

  for (const [name, matter] of Object.entries({ plain: HERE, stopped: HERE, late: HERE, quick: HERE, there: THERE })) {
    const { caseNo } = await a.t.ledger.submit(requestOf('wang-xiaoming'), { ...fiveInParallel(), matter, form: {} });
    await a.t.ledger.advance(caseNo);
    cases[name as keyof typeof cases] = caseNo;
  }
  a.t.clock.set('2026-03-04T15:00+08:00');
  await a.t.ledger.apply(cases.stopped, requestOf('seen-officer'), {
    type: 'startSpecialProcedure',
    item: 'permit',
    ground: 'expert-review',
    expected: { amount: 3, unit: 'wd' },
    document: '示特〔2026〕1号',
  });
  await grant('quick'); // two working days after it came in
  await a.t.ledger.claim(cases.late, 'permit', requestOf('seen-officer'));
  a.t.clock.set('2026-03-11T09:00+08:00');
  await grant('late'); // seven, of five
});
afterAll(() => a.close());

const grant = (name: keyof typeof cases) =>
  a.t.ledger.apply(cases[name], requestOf('seen-officer'), {
    type: 'decide',
    item: 'permit',
    revision: 1,
    outcome: 'granted',
  });
type Seen = Record<'caseNo' | 'clock' | 'light' | 'organ' | 'district', string> & { dueAt: string | null };
/** Every page. */
async function seenBy(who: string, query = '', limit = 7): Promise<Seen[]> {
  const all: Seen[] = [];
  for (let cursor = ''; ;) {
    const answer = await a.call(who, 'GET', `/api/supervision/clocks?limit=${limit}${cursor}${query}`);
    if (answer.status !== 200) throw new Error(`${answer.status} ${JSON.stringify(answer.body)}`);
    all.push(...answer.body.clocks);
    if (answer.body.next === null) return all;
    cursor = `&cursor=${encodeURIComponent(answer.body.next)}`;
  }
}
const nameOf = ({ caseNo, clock }: { caseNo: string; clock: string }) => `${caseNo} ${clock}`;
const states = async () =>
  (await a.t.database.pool.query<{ case_no: string; state: CaseState }>('select case_no, state from cases')).rows;

test('at each threshold, a moment before and after: the database’s light is core’s, for every running clock', async () => {
  const clocks = (await states()).flatMap(({ case_no, state }) =>
    Object.values(state.clocks).map((clock) => ({ caseNo: case_no, clock })),
  );
  const running = clocks.filter(({ clock }) => clock.endedAt === undefined);
  const instants = new Set(running.flatMap(({ clock: { warnAt, dueAt } }) => [warnAt, dueAt]));
  const lights = new Set<string>();
  for (const now of [...instants].flatMap((at) => [at - 1, at, at + 1])) {
    a.t.clock.set(now);
    const seen = await seenBy('xu-jie', '', 100);
    const expected = running.map(({ caseNo, clock }) => [`${caseNo} ${clock.id}`, lightAt(clock, now)]);
    expect(seen.map((s) => [nameOf(s), s.light]).sort()).toEqual(expected.sort());
    for (const { light } of seen) lights.add(light);
    const { counts } = (await a.call('xu-jie', 'GET', '/api/supervision/counts?by=light')).body;
    for (const { key, clocks: n } of counts)
      expect([key, n]).toEqual([key, seen.filter((s) => s.light === key).length]);
  }
  expect([...lights].sort()).toEqual(['green', 'red', 'stopped', 'yellow']);
});

describe('on 16 March', () => {
  beforeAll(() => a.t.clock.set('2026-03-16T09:00+08:00'));

  test('pages are in the order of due dates and lose nothing; what stands still is not the last', async () => {
    const [paged, whole] = [await seenBy('xu-jie', '', 2), await seenBy('xu-jie', '', 100)];
    expect(paged).toEqual(whole);
    expect(new Set(whole.map(nameOf)).size).toBe(whole.length);
    const dues = whole.flatMap((s) => s.dueAt ?? []);
    expect(dues).toEqual([...dues].sort());
    const still = whole.findIndex((s) => s.light === 'stopped');
    expect(whole[still]).toMatchObject({ dueAt: null, dueOn: null });
    expect(still).toBeLessThan(whole.length - 1);
  });

  test.each([
    ['light=overdue', 'red'],
    ['light=red', 'red'],
    ['light=stopped', 'stopped'],
    ['light=green', 'green'],
  ])('filter %s', async (query, light) => {
    const seen = await seenBy('xu-jie', `&${query}`);
    expect(seen.length).toBeGreaterThan(0);
    expect(new Set(seen.map((s) => s.light))).toEqual(new Set([light]));
  });
  test('a special procedure that outlives what was told has a light of its own', async () => {
    const seen = await seenBy('xu-jie', '&light=stopped-too-long');
    expect(seen).toMatchObject([{ caseNo: cases.stopped, kind: 'special', light: 'red' }]);
    expect((await seenBy('xu-jie', '&light=overdue')).map(nameOf)).not.toContain(nameOf(seen[0]!));
    a.t.clock.set('2026-03-05T09:00+08:00');
    expect(await seenBy('xu-jie', '&light=stopped-too-long')).toEqual([]);
    a.t.clock.set('2026-03-16T09:00+08:00');
  });
  test('by matter, organ, district and who has claimed it', async () => {
    expect(new Set((await seenBy('xu-jie', `&matter=${THERE}`)).map((s) => s.caseNo))).toEqual(new Set([cases.there]));
    expect(new Set((await seenBy('xu-jie', '&organ=seen-other')).map((s) => s.organ))).toEqual(new Set(['seen-other']));
    expect(new Set((await seenBy('xu-jie', '&district=440000')).map((s) => s.district))).toEqual(new Set(['440199']));
    expect(await seenBy('xu-jie', '&district=500000')).toEqual([]);
    a.t.clock.set('2026-03-16T09:30+08:00');
    await a.t.ledger.claim(cases.plain, 'permit', requestOf('seen-officer'));
    const claimed = await seenBy('xu-jie', '&officer=seen-officer');
    expect(new Set(claimed.map((s) => s.caseNo))).toEqual(new Set([cases.plain]));
    expect(claimed).toContainEqual(expect.objectContaining({ postName: { zh: 'seen', en: 'seen' } }));
    const { counts } = (await a.call('xu-jie', 'GET', '/api/supervision/counts?by=officer')).body;
    expect(counts.map((c: { key: string | null }) => c.key).sort()).toEqual([null, 'seen-officer'].sort());
  });

  test('counts: the worst first, with names, and of the same clocks as the list', async () => {
    const { counts } = (await a.call('xu-jie', 'GET', '/api/supervision/counts?by=organ')).body;
    const overdue = counts.map((c: { overdue: number }) => c.overdue);
    expect(overdue).toEqual([...overdue].sort((x, y) => y - x));
    for (const c of counts) {
      expect(c.name).toEqual({ zh: c.key, en: c.key });
      const seen = await seenBy('xu-jie', `&organ=${c.key}`);
      const [red, late] = [
        seen.filter((s) => s.light === 'red'),
        await seenBy('xu-jie', `&organ=${c.key}&light=overdue`),
      ];
      expect([c.key, c.clocks, c.red, c.overdue]).toEqual([c.key, seen.length, red.length, late.length]);
    }
  });

  test('each sees his own: the territory’s supervisor, the head of the organ, the coordinator of the lead', async () => {
    const of = async (who: string, key: 'caseNo' | 'organ' | 'district') =>
      [...new Set((await seenBy(who)).map((s) => s[key]))].sort();
    expect(await of('xu-jie', 'district')).toEqual(['310199', '440199']);
    expect(await of('lin-tao', 'district')).toEqual(['310199']);
    expect(await of('pan-jun', 'caseNo')).not.toContain(cases.plain);
    expect(await of('seen-head', 'organ')).toEqual(['seen']);
    expect(await of('seen-coordinator', 'organ')).toEqual(['seen', 'seen-lead', 'seen-other']);
    expect(await of('seen-coordinator', 'district')).toEqual(['310199']);
    // the head of a government: his own division's cases, whoever handles them; not those of another or of one below
    expect(await of('head-of-gov', 'organ')).toEqual(['seen', 'seen-lead', 'seen-other']);
    expect(await of('head-of-gov', 'district')).toEqual(['310199']);
    expect(await of('seen-mayor', 'caseNo')).toEqual([]);
    expect(await seenBy('head-of-gov', '&district=440199')).toEqual([]);
    // a filter opens nothing
    expect(await seenBy('seen-head', '&organ=seen-other')).toEqual([]);
    expect(await seenBy('lin-tao', '&district=440199')).toEqual([]);
    const [here] = (await a.call('lin-tao', 'GET', '/api/supervision/counts?by=district')).body.counts;
    expect(here).toMatchObject({ key: '310199', name: { zh: '示范区人民政府' } });
    const total = async (who: string) =>
      (await a.call(who, 'GET', '/api/supervision/counts?by=district')).body.counts.map((c: { key: string }) => c.key);
    expect(await total('lin-tao')).toEqual(['310199']);
    for (const path of ['clocks', 'counts?by=organ', 'durations', 'durations/tasks'])
      for (const who of ['seen-officer', 'seen-reviewer', 'guo-bin', 'wang-xiaoming'])
        expect([path, who, (await a.call(who, 'GET', `/api/supervision/${path}`)).status]).toEqual([path, who, 403]);
  });
  test('a cursor of another list or reader is refused', async () => {
    const { next } = (await a.call('xu-jie', 'GET', '/api/supervision/clocks?limit=1')).body;
    const cursor = encodeURIComponent(next);
    expect((await a.call('lin-tao', 'GET', `/api/supervision/clocks?limit=1&cursor=${cursor}`)).status).toBe(400);
    expect((await a.call('xu-jie', 'GET', `/api/supervision/clocks?light=red&cursor=${cursor}`)).status).toBe(400);
  });
});

describe('where time goes', () => {
  const get = async (who: string, path: string, query = '') =>
    (await a.call(who, 'GET', `/api/supervision/${path}?from=2026-03-01&to=2026-03-31${query}`)).body;
  test('working days used against what was committed to, per organ and item', async () => {
    expect((await get('xu-jie', 'durations')).durations).toEqual([
      {
        organ: 'seen',
        organName: { zh: 'seen', en: 'seen' },
        matter: HERE,
        item: 'permit',
        itemName: { zh: 'permit', en: 'permit' },
        unit: 'wd',
        decided: 2,
        late: 1,
        committed: 5,
        median: 4.5,
        p90: 6.5,
        most: 7,
      },
    ]);
    expect((await get('pan-jun', 'durations')).durations).toEqual([]);
    expect((await get('head-of-gov', 'durations')).durations).toHaveLength(1);
    expect((await get('xu-jie', 'durations', '&district=310000')).durations).toHaveLength(1);
    expect((await get('xu-jie', 'durations', '&district=440199')).durations).toEqual([]);
    expect((await get('xu-jie', 'durations/tasks', '&district=440199')).tasks).toEqual([]);
    expect((await get('xu-jie', 'durations', '&item=other')).durations).toEqual([]);
    const before = await a.call('xu-jie', 'GET', '/api/supervision/durations?from=2026-01-01&to=2026-03-03');
    expect(before.body.durations).toEqual([]);
  });
  test('down to the task and the post, the longest first, page by page', async () => {
    const first = await get('seen-head', 'durations/tasks', '&limit=1');
    expect(first.tasks).toMatchObject([
      {
        caseNo: cases.late,
        used: 7,
        late: true,
        post: 'seen-officer',
        officer: 'seen-officer',
        itemName: { zh: 'permit' },
      },
    ]);
    const second = await get('seen-head', 'durations/tasks', `&limit=1&cursor=${encodeURIComponent(first.next)}`);
    expect(second).toMatchObject({ tasks: [{ caseNo: cases.quick, used: 2, late: false, post: null }], next: null });
  });
});

test('every case’s clocks stand as rows, as in its state', async () => {
  const { rows } = await a.t.database.pool.query(
    `select case_no, id, due_at, warn_at, stopped, ended_at from clocks order by case_no, id`,
  );
  const expected = (await states()).flatMap(({ case_no, state }) =>
    Object.values(state.clocks).map((c) => ({
      case_no,
      id: c.id,
      due_at: new Date(c.dueAt),
      warn_at: new Date(c.warnAt),
      stopped: c.stopped ?? false,
      ended_at: c.endedAt === undefined ? null : new Date(c.endedAt),
    })),
  );
  const byName = (x: { case_no: string; id: string }, y: { case_no: string; id: string }) =>
    `${x.case_no} ${x.id}` < `${y.case_no} ${y.id}` ? -1 : 1;
  expect(rows.sort(byName)).toEqual(expected.sort(byName));
});

test('cases of before the table get the very same rows, but for what was used', async () => {
  const { owner } = a.t.database;
  const all = () =>
    owner.query(
      `select case_no, id, kind, bound, item_id, matter, region, lead, organ, started_at, warn_at, due_at, stopped, ended_at,
         limit_amount, limit_unit from clocks order by case_no, id`,
    );
  const { rows } = await all();
  const migration = fs.readFileSync('db/migrations/0022_clocks.sql', 'utf8');
  const insert = migration.slice(migration.indexOf('insert into clocks'), migration.lastIndexOf('grant'));
  await owner.query('delete from clocks');
  await owner.query(insert);
  expect((await all()).rows).toEqual(rows);
});
