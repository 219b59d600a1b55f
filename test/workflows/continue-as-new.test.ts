// A run whose history grows long begins a fresh one, and loses nothing. On a dev server that suggests it early.
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import type { TestWorkflowEnvironment } from '@temporalio/testing';
import { createDepartment, type Department } from './department.ts';
import { createScriptedLedger, dispatching, idle, request } from './scripted-ledger.ts';
import { createDevServer, startStage, until, type Stage } from './servers.ts';

let env: TestWorkflowEnvironment;
let bank: Department;
let stage: Stage;
const ledger = createScriptedLedger(() => ({}));
beforeAll(async () => {
  env = await createDevServer(['--dynamic-config-value', 'limit.historyCount.suggestContinueAsNew=20']);
  bank = await createDepartment({ status: 500 });
  stage = await startStage(env, { ledger, systems: { bank: bank.system } });
});
afterAll(async () => {
  await stage.stop();
  await bank.close();
  await env.teardown();
});

it('continues as new with a delivery under way, which the fresh run takes up again', async () => {
  ledger.script = () => ({ ...dispatching(request()), inMs: 3_600_000 });
  const wake = async (seq: number) => {
    stage.wakes.send({ caseNo: 'long', matter: 'company-set-up', seq });
    await stage.wakes.settled();
  };
  await wake(1);
  const handle = env.client.workflow.getHandle('long');
  const { runId } = await handle.describe();
  let seq = 1;
  await until('a fresh run', async () => {
    await wake((seq += 1));
    return (await handle.describe()).runId !== runId;
  });
  const old = await env.client.workflow.getHandle('long', runId).describe();
  expect(old.status.name).toBe('CONTINUED_AS_NEW');
  expect((await handle.describe()).type).toBe('company-set-up');
  const before = bank.received.length;
  await until('a try by the fresh run', () => bank.received.length > before);

  bank.behaviour = { status: 202 };
  ledger.script = () => idle;
  await wake((seq += 1));
  await handle.result();
  expect(ledger.count('advance')).toBeGreaterThanOrEqual(seq - 1); // every wake was a look, or fell together with one
  expect(
    ledger.calls.filter(([, c]) => (c as { type?: string } | undefined)?.type === 'reportDispatchFailure'),
  ).toEqual([]);
});
