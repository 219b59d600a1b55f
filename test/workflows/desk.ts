// The delivery activities alone, between a scripted ledger and a department's system over HTTP.
import { afterEach, beforeEach, expect } from '@jest/globals';
import { ApplicationFailure } from '@temporalio/common';
import { MockActivityEnvironment } from '@temporalio/testing';
import { DefaultLogger } from '@temporalio/worker';
import { createActivities, type ActivityDeps } from '../../activities/create-activities.ts';
import type { DeliveryActivities } from '../../activities/index.ts';
import { noFailpoints } from '../../ledger/failpoints.ts';
import { createDepartment, toThisMachine, type Department } from './department.ts';
import { createScriptedLedger, idle, request, type ScriptedLedger } from './scripted-ledger.ts';

export const CASE = '31019920260302000001A';
export interface Desk {
  bank: Department;
  ledger: ScriptedLedger;
  logged: string[];
  run(name?: keyof DeliveryActivities, more?: Partial<ActivityDeps>): Promise<void>;
  /** Runs what must fail; answers how. */
  failure(name?: keyof DeliveryActivities, more?: Partial<ActivityDeps>): Promise<ApplicationFailure>;
}

/** A desk that is fresh for each test of the file. */
export function createDesk(): Desk {
  const log = (facts: object) => void desk.logged.push(JSON.stringify(facts));
  const desk = {
    run: (name = 'deliver', more = {}) => {
      const { ledger, bank } = desk;
      const activities = createActivities({
        ledger,
        systems: { bank: bank.system },
        publicUrl: 'http://us.example/',
        outbound: toThisMachine,
        attemptTimeoutMs: 500,
        deliveryLimitMs: 5_000,
        failpoints: noFailpoints,
        logger: { info: log, warn: log, error: log },
        ...more,
      });
      const { until: _, ...dispatch } = request();
      return new MockActivityEnvironment(undefined, { logger: new DefaultLogger('ERROR') }).run(
        activities[name],
        CASE,
        dispatch,
      );
    },
    async failure(name, more) {
      const error: unknown = await desk.run(name, more).then(
        () => undefined,
        (e: unknown) => e,
      );
      expect(error).toBeInstanceOf(ApplicationFailure);
      return error as ApplicationFailure;
    },
  } as Desk;
  beforeEach(async () => {
    desk.logged = [];
    desk.ledger = createScriptedLedger(() => idle);
    desk.bank = await createDepartment({ status: 202 });
  });
  afterEach(() => desk.bank.close());
  return desk;
}
