// Temporal dies: who submits or decides does not notice; when it is back, everything that happened meanwhile is conducted.
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { findTemporalCli } from '../../embedded/temporal-binaries.ts';
import { startTemporal, type TemporalServer } from '../../embedded/temporal-server.ts';
import { caseOf, grant, isConducted, LETTERS, startE2e, submitFive, taskOf, until, type E2e } from './client.ts';

const PROMPT_MS = 3_000;
let e: E2e;
let temporal: TemporalServer | undefined;
let earlier: string;
beforeAll(async () => {
  e = await startE2e();
  earlier = (await submitFive(e.call)).body.caseNo;
  for (const letter of LETTERS) await taskOf(e.call, earlier, `officer-${letter}`);
  await until(
    () => live(earlier),
    (answer) => answer.body.live !== null,
  );
});
afterAll(() => e.close(temporal));

const live = (caseNo: string) => e.call('wang-xiaoming', 'GET', `/api/cases/${caseNo}?live=true`);
const readiness = () => e.call(undefined, 'GET', '/readyz');
async function promptly<T>(work: () => Promise<T>): Promise<T> {
  const started = performance.now();
  const done = await work();
  expect(performance.now() - started).toBeLessThan(PROMPT_MS);
  return done;
}

test('submissions and decisions go on without Temporal, and are conducted when it is back', async () => {
  expect((await live(earlier)).body.live).toMatchObject({
    failures: 0,
    waitsFor: expect.arrayContaining(['item-a (dept-a)']),
  });
  await until(readiness, (answer) => answer.body.temporal === 'ok');
  await e.stack.temporal!.kill();

  const submitted = await promptly(() => submitFive(e.call));
  expect(submitted.status).toBe(201);
  for (const letter of LETTERS)
    expect((await promptly(() => grant(e.call, earlier, `officer-${letter}`))).status).toBe(200);
  expect(await caseOf(e.call, earlier)).toMatchObject({ status: 'closed', outcome: 'granted' });
  const answer = await promptly(() => live(submitted.body.caseNo));
  expect(answer).toMatchObject({ status: 200, body: { live: null } });
  await until(
    readiness,
    ({ status, body }) => status === 200 && body.database === 'ok' && body.temporal === 'degraded',
  );

  const cliPath = await findTemporalCli({ environment: {}, say: () => undefined });
  const port = Number(e.stack.temporalAddress.split(':')[1]);
  temporal = await startTemporal({ dataDir: e.dataDir, port, cliPath });
  const { caseNo } = submitted.body;
  for (const no of [caseNo, earlier]) await until(() => isConducted(e, no), Boolean, 30_000);
  await until(readiness, (a) => a.body.temporal === 'ok');
  for (const letter of LETTERS) expect((await grant(e.call, caseNo, `officer-${letter}`)).status).toBe(200);
  expect(await caseOf(e.call, caseNo)).toMatchObject({ status: 'closed', outcome: 'granted' });
  await until(() => isConducted(e, caseNo), Boolean);
});
