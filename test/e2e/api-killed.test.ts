// The API dies between its commit and its wake: the caller asks again with the same key, and the conductor hears of it all the same.
import fs from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import {
  caseOf,
  grant,
  isConducted,
  LETTERS,
  makeDataDir,
  startE2e,
  submitFive,
  taskOf,
  until,
  type E2e,
} from './client.ts';

const SWEPT_MS = 20_000;
const dataDir = makeDataDir();
const doom = path.join(dataDir, 'doom');
let e: E2e;
beforeAll(async () => {
  e = await startE2e({ dataDir, entries: { server: 'test/e2e/doomed-server.ts' }, settings: { DOOM_FILE: doom } });
});
afterAll(() => e.close());

const countCases = async () => (await e.rows<{ n: number }>('select count(*)::int as n from cases'))[0]!.n;
async function killDuring(change: () => Promise<unknown>): Promise<void> {
  fs.writeFileSync(doom, '');
  await expect(change()).rejects.toThrow('fetch failed');
  expect(await e.stack.server.exited).toBe('SIGKILL');
  expect(fs.existsSync(doom)).toBe(false);
}

test('a submission: one case, conducted by the sweeper alone, and told to whoever asks again', async () => {
  await killDuring(() => submitFive(e.call, 'same-submission'));
  const [row] = await e.rows<{ case_no: string }>('select case_no from cases');
  const caseNo = row!.case_no;
  expect(await isConducted(e, caseNo)).toBe(false);
  // no API runs: nobody but the sweeper can have woken the conductor
  const openTasks = () => e.rows("select 1 from tasks where case_no = $1 and status = 'open'", [caseNo]);
  await until(openTasks, (tasks) => tasks.length === 5, SWEPT_MS);

  await e.stack.startServer();
  const again = await submitFive(e.call, 'same-submission');
  expect(again).toMatchObject({ status: 201, body: { caseNo } });
  expect(await countCases()).toBe(1);
});

test('the last decision: one effect, the case closed, its run ended by the sweeper alone', async () => {
  const { caseNo } = (await submitFive(e.call)).body;
  for (const letter of LETTERS.slice(0, 4)) expect((await grant(e.call, caseNo, `officer-${letter}`)).status).toBe(200);
  await until(() => isConducted(e, caseNo), Boolean);
  const task = await taskOf(e.call, caseNo, 'officer-e');
  const decide = () =>
    e.call(
      'officer-e',
      'POST',
      `/api/tasks/${task.id}/decision`,
      { revision: task.revision, outcome: 'granted' },
      { key: 'same-decision' },
    );
  await killDuring(decide);
  await until(() => isConducted(e, caseNo), Boolean, SWEPT_MS);

  await e.stack.startServer();
  expect(await decide()).toMatchObject({ status: 200, body: { status: 'done' } });
  expect(await caseOf(e.call, caseNo)).toMatchObject({ status: 'closed', outcome: 'granted' });
  const decided = await e.rows("select 1 from events where case_no = $1 and type = 'decided'", [caseNo]);
  expect(decided).toHaveLength(5);
  expect(await countCases()).toBe(2);
});
