// A new version of the calendar: proposed by one, published by another, seen before, and followed by every open case.
import fs from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { parseCalendar } from '../../core/definition/calendar-file.ts';
import { sha256 } from '../../ledger/sha256.ts';
import { createTestApp, type TestApp } from '../support/test-app.ts';
import { fiveInParallel } from '../support/test-ledger.ts';
import { addOfficer } from '../support/test-plans.ts';

const source = fs.readFileSync(new URL('../../definitions/calendars/cn.yaml', import.meta.url), 'utf8');
/** The same with Thursday 3 and Friday 4 December 2026 off. */
const changed = (version: string) =>
  source
    .replace(/version: .*/, `version: ${version}`)
    .replace('- 2026-10-01..2026-10-07', '- 2026-10-01..2026-10-07\n      - 2026-12-03..2026-12-04');

let a: TestApp;
beforeAll(async () => {
  a = await createTestApp();
  a.t.clock.set('2026-12-01T10:00+08:00');
  await addOfficer(a.t.database, 'data-office', 'second-publisher', 'publisher');
});
afterAll(() => a.close());

const propose = (who: string, text: string) => a.call(who, 'POST', '/api/calendar-proposals', { source: text });
const decide = (who: string, id: string, verb = 'publication') =>
  a.call(who, 'POST', `/api/calendar-proposals/${id}/${verb}`);
const open = async () => {
  const { caseNo } = (await a.call('wang-xiaoming', 'POST', '/api/cases', fiveInParallel())).body;
  await a.t.ledger.advance(caseNo);
  return caseNo as string;
};
const clocksOf = async (caseNo: string) =>
  (await a.call('wang-xiaoming', 'GET', `/api/cases/${caseNo}/clock`)).body.clocks as {
    id: string;
    dueOn: string;
    entries: { kind: string }[];
  }[];
const dueOn = async (caseNo: string) => (await a.call('wang-xiaoming', 'GET', `/api/cases/${caseNo}`)).body.dueOn;
async function rollOut(hash: string) {
  for (let after: string | undefined = ''; after !== undefined;)
    after = (await a.t.ledger.rolloutStep(hash, after, 2)).after;
}

test('seen before, published by a second person, followed by the open cases: date, task and ledger', async () => {
  const cases = [await open(), await open(), await open()];
  const before = await dueOn(cases[0]!);
  const proposed = await propose('shi-qi', changed('2026-12-01'));
  expect(proposed).toMatchObject({ status: 201, body: { status: 'proposed', version: '2026-12-01', rollout: null } });
  const { id, hash } = proposed.body;
  const effect = (await a.call('gao-feng', 'GET', `/api/calendar-proposals/${id}/effect`)).body;
  expect(effect).toMatchObject({ openCases: 3, moved: 3, later: 3, earlier: 0, newlyOverdue: [] });
  expect(await dueOn(cases[0]!)).toBe(before); // only looked at
  expect((await decide('gao-feng', id)).body).toMatchObject({
    status: 'published',
    decidedBy: 'gao-feng',
    rollout: { finishedAt: null },
  });
  const remaining = async () =>
    (await a.call('gao-feng', 'GET', `/api/calendar-proposals/${id}`)).body.rollout.remaining;
  expect(await remaining()).toBe(3);
  await rollOut(hash);
  expect(await remaining()).toBe(0);
  await rollOut(hash); // again: nothing more
  const { rollout } = (await a.call('gao-feng', 'GET', '/api/calendar-proposals')).body.proposals[0];
  expect(rollout).toMatchObject({ cases: 3, moved: 3, failed: 0, finishedAt: expect.any(String) });
  for (const caseNo of cases) {
    expect(await dueOn(caseNo)).not.toBe(before);
    const item = (await clocksOf(caseNo)).find((c) => c.id === 'item-a/committed')!;
    expect(item.entries.map((e) => e.kind)).toEqual(['start', 'recalculate']);
    const [task] = (await a.call('officer-a', 'GET', `/api/tasks?case=${caseNo}`)).body.tasks;
    expect(task.dueOn).toBe(item.dueOn);
    const events = (await a.call('wang-xiaoming', 'GET', `/api/cases/${caseNo}/timeline`)).body.events;
    expect(events.at(-1).words.zh).toBe('按新的工作日历（2026-12-01）重新计算时限');
  }
  expect(await dueOn(await open())).toBe(await dueOn(cases[0]!)); // new cases by the same
});

test('what would be overdue by the new dates is told before, and recorded with its true instant', async () => {
  const caseNo = await open();
  // the version in force has 3 and 4 December off; without them the period would have ended
  const without = (await propose('shi-qi', source.replace(/version: .*/, 'version: 2026-12-08'))).body;
  const [earliest] = (await clocksOf(caseNo)).map((c) => c.dueOn).sort();
  a.t.clock.set(`${earliest}T12:00+08:00`);
  const effect = (await a.call('gao-feng', 'GET', `/api/calendar-proposals/${without.id}/effect`)).body;
  expect(effect.newlyOverdue).toContain(caseNo);
  await decide('gao-feng', without.id);
  await rollOut(without.hash);
  const item = (await clocksOf(caseNo)).find((c) => c.id === 'item-a/committed')!;
  const { rows } = await a.t.database.pool.query(
    `select at, recorded_at from events where case_no = $1 and type = 'overdue' and body->>'clock' = 'item-a/committed'`,
    [caseNo],
  );
  expect(rows).toHaveLength(1);
  expect(rows[0].at.getTime()).toBe(Date.parse(`${item.dueOn}T16:00:00Z`));
  expect(rows[0].recorded_at.getTime()).toBeGreaterThan(rows[0].at.getTime());
  a.t.clock.set('2026-12-01T10:00+08:00');
});

describe('refused', () => {
  test('who proposed does not publish, though he may publish others’; a publication happens once', async () => {
    const { id } = (await propose('gao-feng', changed('v-own'))).body;
    expect(await decide('gao-feng', id)).toMatchObject({ status: 403, body: { code: 'proposal-of-oneself' } });
    expect((await decide('second-publisher', id, 'rejection')).body.status).toBe('rejected');
    expect((await decide('second-publisher', id)).body.code).toBe('proposal-decided');
  });
  test.each([
    ['wang-xiaoming', 403],
    ['guo-bin', 403],
    ['officer-a', 403],
  ])('%s proposes nothing and publishes nothing', async (who, status) => {
    const { id } = (await propose('shi-qi', changed(`v-${who}`))).body;
    expect((await propose(who, changed('other'))).status).toBe(status);
    expect((await decide(who, id)).status).toBe(status);
    expect((await a.call(who, 'GET', `/api/calendar-proposals/${id}/effect`)).status).toBe(status);
  });
  test('an author does not publish', async () => {
    const { id } = (await propose('gao-feng', changed('v-author'))).body;
    expect((await decide('shi-qi', id)).status).toBe(403);
  });
  test.each([
    ['no YAML of a calendar', 'hello'],
    ['a year without notice that is not called provisional', source.replace('provisional: true', '')],
    ['another calendar', source.replace('id: cn', 'id: hk').replace(/version: .*/, 'version: x')],
    ['a version that is published', source],
  ])('%s', async (_name, text) => {
    expect(await propose('shi-qi', text)).toMatchObject({ status: 422, body: { code: 'calendar-invalid' } });
  });
  test('and what was typed is not repeated', async () => {
    for (const text of [
      'CANARY: [',
      'id: cn\nversion: CANARY\nyears: []\nCANARY: 1',
      source.replace('2026-09-20', 'CANARY'),
    ])
      expect(JSON.stringify((await propose('shi-qi', text)).body)).not.toContain('CANARY');
  });
  test('each fault with its line and column, all at once, in both languages', async () => {
    const text = source.replace('2026-09-20', '2026-02-30').replace('- 2027-02-05..2027-02-08', '- 2027-02-08..soon');
    const at = (what: string) => text.split('\n').findIndex((line) => line.includes(what)) + 1;
    expect((await propose('shi-qi', text)).body.faults).toEqual([
      {
        pointer: '/years/7/makeUpDays/4',
        code: 'custom',
        message: { zh: '不是日期（应为 年-月-日，如 2026-10-01）', en: 'is no date (YYYY-MM-DD)' },
        line: at('2026-02-30'),
        column: text.split('\n')[at('2026-02-30') - 1]!.indexOf('2026-02-30') + 1,
      },
      {
        pointer: '/years/8/daysOff/1',
        code: 'custom',
        message: expect.objectContaining({ zh: expect.stringContaining('日期区间') }),
        line: at('..soon'),
        column: 9,
      },
    ]);
    const broken = await propose('shi-qi', source.replace('officeHours', 'x').replace('daysOff:', 'daysOff: ['));
    expect(broken.body.faults[0]).toMatchObject({ code: 'yaml-syntax', line: expect.any(Number) });
  });
  test('who looks is told whether he may decide, and why not', async () => {
    const { id, actions } = (await propose('gao-feng', changed('v-may'))).body;
    const [own] = actions;
    expect(own).toMatchObject({ action: 'publishCalendar', allowed: false, reason: { code: 'proposal-of-oneself' } });
    const ofOther = async (who: string) =>
      (await a.call(who, 'GET', '/api/calendar-proposals')).body.proposals.find((p: { id: string }) => p.id === id)
        .actions[0];
    expect(await ofOther('second-publisher')).toEqual({ action: 'publishCalendar', allowed: true });
    expect(await ofOther('shi-qi')).toMatchObject({ allowed: false, reason: { code: 'not-allowed' } });
    await decide('second-publisher', id, 'rejection');
    expect((await a.call('second-publisher', 'GET', `/api/calendar-proposals/${id}`)).body.actions[0]).toMatchObject({
      allowed: false,
      reason: { code: 'proposal-decided' },
    });
  });
  test('a proposal that is none', async () => {
    const id = '00000000-0000-4000-8000-000000000000';
    expect((await decide('gao-feng', id)).body.code).toBe('calendar-not-found');
    expect((await a.call('gao-feng', 'GET', `/api/calendar-proposals/${id}/effect`)).status).toBe(404);
  });
});

test('versions and their years are there to read', async () => {
  const { calendars } = (await a.call('li-na', 'GET', '/api/calendars')).body;
  const { id, version } = calendars[0];
  const { years, source: text } = (await a.call('li-na', 'GET', `/api/calendars/${id}/${version}`)).body;
  expect(years.map((y: { year: number }) => y.year)).toEqual([2019, 2020, 2021, 2022, 2023, 2024, 2025, 2026, 2027]);
  expect(years.at(-1)).toMatchObject({ provisional: true, notices: [] });
  expect((await a.call('li-na', 'GET', '/api/calendars/cn/none')).status).toBe(404);
  // the text that was proposed, with its comments; of the first version, which came without one, a text that says the same
  expect(text).toContain('# made the Spring Festival longer');
  const first = calendars.at(-1);
  const { source: written, hash } = (await a.call('li-na', 'GET', `/api/calendars/${id}/${first.version}`)).body;
  expect(parseCalendar(written, sha256).hash).toBe(hash);
});
