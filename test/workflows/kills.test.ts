// SIGKILL of the worker at named points: nothing is lost, nothing happens twice.
import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import type { TestWorkflowEnvironment } from '@temporalio/testing';
import { createWakes, type Wakes } from '../../conductor/wakes.ts';
import type { Failpoint } from '../../ledger/failpoints.ts';
import { item, plan } from '../core/engine/fixtures.ts';
import { TEST_MASTER_KEY } from '../support/test-keys.ts';
import { createTestLedger, fiveInParallel, requestOf, type TestLedger } from '../support/test-ledger.ts';
import { publishTestPlan } from '../support/test-plans.ts';
import { createDepartment, type Department } from './department.ts';
import { createDevServer, silent, until } from './servers.ts';

let env: TestWorkflowEnvironment;
let t: TestLedger;
let bank: Department;
let wakes: Wakes;
let worker: ChildProcess | undefined;

beforeAll(async () => {
  [env, t, bank] = await Promise.all([createDevServer(), createTestLedger(), createDepartment({ status: 202 })]);
  bank.behaviour = { status: 200, body: { answerId: 'a-1', outcome: 'approved' } };
  const banked = item('bank', { system: 'bank', legalType: 'market-service' });
  await publishTestPlan(t.database, plan([banked, item('other')], { matter: 'banked' }));
  wakes = createWakes({ client: env.client, taskQueue: 'cases', deadlineMs: 2_000, logger: silent });
});
afterAll(async () => {
  await stop(worker);
  await bank.close();
  await env.teardown();
  await t.close();
});

const hasEnded = (child: ChildProcess) => child.exitCode !== null || child.signalCode !== null;
async function stop(child: ChildProcess | undefined): Promise<void> {
  if (!child || hasEnded(child)) return;
  child.kill('SIGTERM');
  await once(child, 'exit');
}
async function startDoomed(dieAt?: Failpoint): Promise<ChildProcess> {
  worker = fork(path.resolve('test/workflows/doomed-worker.ts'), {
    execArgv: ['--import', 'tsx'],
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    env: {
      PATH: process.env.PATH,
      HOME: process.env.HOME,
      DATABASE_URL: t.database.workerUrl,
      TEMPORAL_ADDRESS: env.address,
      MASTER_KEY: TEST_MASTER_KEY.toString('base64'),
      MASTER_KEY_ID: 'test',
      FILES_DIR: '/nowhere',
      PUBLIC_URL: 'http://127.0.0.1:1',
      DEPARTMENT_SYSTEMS: JSON.stringify({ bank: bank.system }),
      DEPARTMENT_LOOPBACK: 'yes',
      DELIVERY_ATTEMPT_SECONDS: '1',
      SWEEP_SECONDS: '0.2',
      LOG_LEVEL: 'silent',
      ...(dieAt && { DIE_AT: dieAt }),
    },
  });
  await once(worker, 'message');
  return worker;
}
const submit = async () => {
  const applied = await t.ledger.submit(requestOf('wang-xiaoming'), { ...fiveInParallel(), matter: 'banked' });
  wakes.send(applied);
  return applied.caseNo;
};
const events = async (caseNo: string) =>
  (
    await t.database.pool.query<{ type: string }>(
      `select type from events where case_no = $1 and stream = 'case' order by seq`,
      [caseNo],
    )
  ).rows.map((r) => r.type);

it.each(['advance:before-commit', 'advance:after-commit', 'deliver:after-answer'] as const)(
  'killed at %s: the next worker finishes what it began, each event once',
  async (point) => {
    const doomed = await startDoomed(point);
    const caseNo = await submit();
    if (!hasEnded(doomed)) await once(doomed, 'exit');
    expect(doomed.signalCode).toBe('SIGKILL');
    const asked = () => bank.received.filter((r) => r.raw.includes(caseNo)).length;
    const before = await events(caseNo);
    expect(before.includes('itemReceived')).toBe(point !== 'advance:before-commit');
    expect(asked()).toBe(point === 'deliver:after-answer' ? 1 : 0);
    expect(before).not.toContain('decided');

    const next = await startDoomed();
    await until('the bank’s answer is applied', async () => (await events(caseNo)).includes('decided'), 45_000);
    await t.ledger
      .apply(caseNo, requestOf('other-organ-officer'), {
        type: 'decide',
        item: 'other',
        revision: 1,
        outcome: 'granted',
      })
      .then((applied) => {
        if (applied.wake) wakes.send(applied);
      });
    await until(
      'the run has ended',
      async () => (await env.client.workflow.getHandle(caseNo).describe()).status.name === 'COMPLETED',
      45_000,
    );
    const all = await events(caseNo);
    const counted = ['submitted', 'itemReceived', 'decided', 'dispatchAnswered', 'closed'].map(
      (type) => all.filter((e) => e === type).length,
    );
    expect(counted).toEqual([1, 2, 2, 1, 1]);
    const requests = bank.received.filter((r) => r.raw.includes(caseNo));
    expect(new Set(requests.map((r) => r.headers['idempotency-key'])).size).toBe(1);
    const { rows } = await t.database.pool.query(
      'select conducted_seq >= wake_seq as done from cases where case_no = $1',
      [caseNo],
    );
    expect(rows).toEqual([{ done: true }]);
    await stop(next);
  },
  120_000,
);
