// A run of the conductor on the time-skipping server: one server a test file, one worker, task queue and case a test.
import { afterAll, afterEach, beforeAll } from '@jest/globals';
import type { WorkflowHandle } from '@temporalio/client';
import type { TestWorkflowEnvironment } from '@temporalio/testing';
import { DomainError, type ProblemCode } from '../../core/errors.ts';
import { createDepartment, type Behaviour, type Department } from './department.ts';
import { createScriptedLedger, type Script, type ScriptedLedger } from './scripted-ledger.ts';
import { createSkippingServer, startStage, type Stage } from './servers.ts';

export interface Play {
  readonly env: TestWorkflowEnvironment;
  readonly ledger: ScriptedLedger;
  readonly handle: WorkflowHandle;
  /** The department system `bank`, if the test gave its behaviour. */
  readonly bank: Department;
  wake(seq: number): Promise<void>;
}
export interface Setting {
  readonly bank?: Behaviour;
  /** What `report` and `answer` meet, call by call. */
  readonly refusals?: readonly ProblemCode[];
}

/** Installs the servers of the file's tests; what it answers starts a run by its first wake, as the product does. */
export function createTheatre(): (script: Script, setting?: Setting) => Promise<Play> {
  let env: TestWorkflowEnvironment | undefined;
  let stage: Stage | undefined;
  let bank: Department | undefined;
  let serial = 0;
  beforeAll(async () => {
    env = await createSkippingServer();
  });
  afterEach(async () => {
    await stage?.stop();
    await bank?.close();
    stage = bank = undefined;
  });
  afterAll(() => env?.teardown());

  return async (script, { bank: behaviour, refusals = [] } = {}) => {
    bank = await createDepartment(behaviour ?? 'silence');
    const ledger = createScriptedLedger(script);
    ledger.refusals.push(...refusals.map((code) => new DomainError(code, 'CANARY')));
    serial += 1;
    const caseNo = `case-${serial}`;
    stage = await startStage(env!, { ledger, systems: { bank: bank.system } }, `cases-${serial}`);
    const { wakes } = stage;
    const wake = (seq: number) => {
      wakes.send({ caseNo, matter: 'company-set-up', seq });
      return wakes.settled();
    };
    await wake(1);
    return { env: env!, ledger, bank, wake, handle: env!.client.workflow.getHandle(caseNo) };
  };
}
