// A rolling upgrade: programs of two engine formats work on the same cases at the same time.
import fs from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { ENGINE_FORMAT } from '../../core/engine/state.ts';
import { startChild, type Child } from '../../embedded/child-process.ts';
import { freePort } from '../../embedded/free-port.ts';
import { caseOf, grant, isConducted, LETTERS, startE2e, submitFive, taskOf, until, type E2e } from './client.ts';

const NEWER = ENGINE_FORMAT + 1;
let e: E2e;
const newer: Child[] = [];
let newerUrl: string;
let settings: Record<string, string>;
beforeAll(async () => {
  e = await startE2e();
  settings = settingsOf(e.stack.server.pid);
  const port = await freePort();
  newerUrl = `http://127.0.0.1:${port}`;
  await startNewer('server', { PORT: String(port) });
});
afterAll(() => e.close({ stop: async () => void (await Promise.all(newer.map((child) => child.stop()))) }));

/** A program of the next version, with the settings of those that run. */
async function startNewer(name: 'server' | 'worker', more: Record<string, string> = {}): Promise<void> {
  const entry = path.join(import.meta.dirname, `newer-${name}.ts`);
  const environment = { ...settings, ...more };
  newer.push(await startChild({ name, entry, environment, log: path.join(e.dataDir, `newer-${name}.log`) }));
}
function settingsOf(pid: number): Record<string, string> {
  const lines = fs.readFileSync(`/proc/${pid}/environ`, 'utf8').split('\0').filter(Boolean);
  return Object.fromEntries(lines.map((line) => [line.slice(0, line.indexOf('=')), line.slice(line.indexOf('=') + 1)]));
}
const formatOf = async (caseNo: string) =>
  (await e.rows<{ engine_format: number }>('select engine_format from cases where case_no = $1', [caseNo]))[0]!
    .engine_format;
const eventsOf = async (caseNo: string) =>
  e.rows('select * from events where case_no = $1 order by recorded_at, stream, seq', [caseNo]);
async function submitConducted(): Promise<string> {
  const { caseNo } = (await submitFive(e.call)).body;
  for (const letter of LETTERS) await taskOf(e.call, caseNo, `officer-${letter}`);
  await until(() => isConducted(e, caseNo), Boolean);
  return caseNo;
}

test('what a newer program has written, an older one leaves alone until it is upgraded; other cases go on', async () => {
  const [begun, other] = [await submitConducted(), await submitConducted()];
  expect(await formatOf(begun)).toBe(ENGINE_FORMAT);
  expect((await grant(e.call, begun, 'officer-a', { at: newerUrl })).status).toBe(200);
  const fresh = (await submitFive(e.call, undefined, newerUrl)).body.caseNo;
  const newerCases = [begun, fresh];
  for (const caseNo of newerCases) expect(await formatOf(caseNo)).toBe(NEWER);
  const before = await Promise.all(newerCases.map(eventsOf));

  // the older API refuses to decide, with the promise that it helps to ask again
  const refused = await grant(e.call, begun, 'officer-b', { key: 'asked-twice' });
  expect(refused).toMatchObject({ status: 503, body: { code: 'upgrade-under-way' } });
  expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0);
  const withdrawn = await e.call('wang-xiaoming', 'POST', `/api/cases/${fresh}/withdrawal`, {});
  expect(withdrawn).toMatchObject({ status: 503, body: { code: 'upgrade-under-way' } });
  // the older worker was woken by the newer API: it can only say so and try again later
  const incidents = () =>
    e.rows<{ code: string }>('select code from incidents where case_no = $1 and resolved_at is null', [fresh]);
  expect(await until(incidents, (found) => found.length > 0)).toEqual([{ code: 'upgrade-under-way' }]);
  expect(await isConducted(e, fresh)).toBe(false);
  expect(await Promise.all(newerCases.map(eventsOf))).toEqual(before);

  // meanwhile the older programs finish another case
  for (const letter of LETTERS) expect((await grant(e.call, other, `officer-${letter}`)).status).toBe(200);
  expect(await caseOf(e.call, other)).toMatchObject({ status: 'closed', outcome: 'granted' });
  await until(() => isConducted(e, other), Boolean);

  // the upgrade of the rest
  await Promise.all([e.stack.worker.stop(), e.stack.server.stop()]);
  await startNewer('worker');
  await until(() => isConducted(e, fresh), Boolean, 40_000); // no longer than the run's longest backoff so far
  expect(await incidents()).toEqual([]);
  expect((await grant(e.call, begun, 'officer-b', { key: 'asked-twice', at: newerUrl })).status).toBe(200);
  for (const [caseNo, open] of [
    [begun, LETTERS.slice(2)],
    [fresh, LETTERS],
  ] as const) {
    for (const letter of open)
      expect((await grant(e.call, caseNo, `officer-${letter}`, { at: newerUrl })).status).toBe(200);
    const closed = await e.call('wang-xiaoming', 'GET', `/api/cases/${caseNo}`, undefined, { at: newerUrl });
    expect(closed.body).toMatchObject({ status: 'closed', outcome: 'granted' });
    await until(() => isConducted(e, caseNo), Boolean);
  }
  const after = await Promise.all(newerCases.map(eventsOf));
  expect(after.map((events, i) => events.slice(0, before[i]!.length))).toEqual(before);
  expect(await Promise.all([...newerCases, other].map(formatOf))).toEqual([NEWER, NEWER, ENGINE_FORMAT]);
});
