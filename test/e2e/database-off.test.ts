// PostgreSQL dies under the running product and comes back: 503 meanwhile, nothing lost, nothing else restarted.
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { startPostgres, type EmbeddedPostgres } from '../../embedded/postgres.ts';
import { caseOf, grant, isConducted, LETTERS, startE2e, submitFive, taskOf, until, type E2e } from './client.ts';

let e: E2e;
let postgres: EmbeddedPostgres | undefined;
let earlier: string;
beforeAll(async () => {
  e = await startE2e();
  earlier = (await submitFive(e.call)).body.caseNo;
  for (const letter of LETTERS) await taskOf(e.call, earlier, `officer-${letter}`);
});
afterAll(() => e.close(postgres));

test('every request under way is done or refused as unavailable; all are refused while it is off; then all goes on', async () => {
  const { pid: serverPid } = e.stack.server;
  const { pid: workerPid } = e.stack.worker;
  const keys = Array.from({ length: 12 }, (_, i) => `under-way-${i}`);
  const underWay = keys.map((key) => submitFive(e.call, key));
  await underWay[0];
  await e.stack.postgres!.kill();
  for (const answer of await Promise.all(underWay)) if (answer.status !== 201) expectUnavailable(answer);

  const task = `/api/tasks/00000000-0000-4000-8000-000000000000/decision`;
  expectUnavailable(await submitFive(e.call));
  expectUnavailable(await e.call('officer-a', 'POST', task, { revision: 1, outcome: 'granted' }));
  expectUnavailable(await e.call('wang-xiaoming', 'GET', `/api/cases/${earlier}`));
  expectUnavailable(await e.call(undefined, 'GET', '/readyz'));
  expect((await e.call(undefined, 'GET', '/healthz')).status).toBe(200);

  postgres = await startPostgres({ dataDir: path.join(e.dataDir, 'postgres'), port: e.stack.postgres!.port });
  expect(await e.call(undefined, 'GET', '/readyz')).toMatchObject({ status: 200, body: { database: 'ok' } });
  const again = await Promise.all(keys.map((key) => submitFive(e.call, key)));
  expect(again.map((a) => a.status)).toEqual(keys.map(() => 201));
  const known = await e.rows<{ case_no: string }>('select case_no from cases');
  expect(known).toHaveLength(1 + keys.length);
  expect(new Set(known.map((k) => k.case_no))).toEqual(new Set([earlier, ...again.map((a) => a.body.caseNo)]));

  for (const caseNo of [earlier, again.at(-1)!.body.caseNo as string]) {
    for (const letter of LETTERS) expect((await grant(e.call, caseNo, `officer-${letter}`)).status).toBe(200);
    expect(await caseOf(e.call, caseNo)).toMatchObject({ status: 'closed', outcome: 'granted' });
    await until(() => isConducted(e, caseNo), Boolean);
  }
  for (const { body } of again) await until(() => isConducted(e, body.caseNo), Boolean);
  expect([e.stack.server.pid, e.stack.worker.pid]).toEqual([serverPid, workerPid]);
  for (const pid of [serverPid, workerPid]) expect(() => process.kill(pid, 0)).not.toThrow();
});

function expectUnavailable({ status, body, headers }: Awaited<ReturnType<E2e['call']>>): void {
  expect({ status, code: body.code }).toEqual({
    status: 503,
    code: expect.stringMatching(/^(database-unavailable|busy)$/),
  });
  expect(Number(headers.get('retry-after'))).toBeGreaterThan(0);
  expect(headers.get('content-type')).toContain('application/problem+json');
}
