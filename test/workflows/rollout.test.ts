// A published calendar over many open cases: the batch workflow, with the worker lost in the middle.
import fs from 'node:fs';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { parseCalendar } from '../../core/definition/calendar-file.ts';
import { findRollout } from '../../db/calendars.ts';
import { noFailpoints } from '../../ledger/failpoints.ts';
import { sha256 } from '../../ledger/sha256.ts';
import { requestOf } from '../support/test-ledger.ts';
import { City } from './city.ts';
import { until } from './servers.ts';

const CASES = 120;
const text = fs.readFileSync(new URL('../../definitions/calendars/cn.yaml', import.meta.url), 'utf8');
const source = text
  .replace(/version: .*/, 'version: moved')
  .replace('- 2026-10-01..2026-10-07', '- 2026-10-01..2026-10-07\n      - 2026-12-03..2026-12-04');
const calendar = parseCalendar(source, sha256);

let city: City;
beforeAll(async () => {
  city = await City.open(noFailpoints);
  city.t.clock.set('2026-12-01T10:00+08:00'); // after the samples were published
});
afterAll(() => city.close());

test('every open case follows, though its steps are run twice; a closed one keeps its dates', async () => {
  const { t, stage } = city;
  const cases: string[] = [];
  for (let n = 0; n < CASES; n += 1) cases.push(await city.submitFive());
  const closed = cases.pop()!;
  await city.withdraw(closed);
  const proposal = await t.ledger.proposeCalendar(requestOf('shi-qi'), calendar, source);
  await t.ledger.decideCalendar(requestOf('gao-feng'), proposal, 'published');
  expect(await t.ledger.listRollouts()).toEqual([calendar.hash]);
  await t.ledger.rolloutStep(calendar.hash, '', 30); // somebody began, and was lost
  await stage.wakes.rollOut(calendar.hash);
  await stage.wakes.rollOut(calendar.hash); // one run, however often it is asked for
  await until('all cases follow', async () => (await t.ledger.listRollouts()).length === 0, 60_000);
  expect(await findRollout(t.database.pool, calendar.hash)).toMatchObject({
    cases: CASES - 1,
    moved: CASES - 1,
    failed: 0,
  });
  const { rows } = await t.database.pool.query<{ case_no: string; calendar_hash: string }>(
    'select case_no, calendar_hash from cases',
  );
  expect(rows.filter((r) => r.calendar_hash !== calendar.hash).map((r) => r.case_no)).toEqual([closed]);
  const changes = await t.database.pool.query(`select 1 from events where type = 'calendarChanged'`);
  expect(changes.rowCount).toBe(CASES - 1); // each once
});
