// The two Temporal servers of the tests, and a worker on them with the product's own workflow bundle.
import { TestWorkflowEnvironment } from '@temporalio/testing';
import { Worker, type WorkerOptions } from '@temporalio/worker';
import { createActivities, type ActivityDeps } from '../../activities/create-activities.ts';
import type { Log } from '../../activities/log.ts';
import { getWorkflowBundle } from '../../conductor/bundle.ts';
import { installRuntime } from '../../conductor/runtime.ts';
import { createWakes, type Wakes } from '../../conductor/wakes.ts';
import { findTemporalCli, findTestServer } from '../../embedded/temporal-binaries.ts';
import { noFailpoints } from '../../ledger/failpoints.ts';
import { toThisMachine } from './department.ts';

export const silent: Log = { info: () => undefined, warn: () => undefined, error: () => undefined };

/** Skips time in `handle.result()` and `env.sleep()`; counts neither transitions nor bytes. */
export async function createSkippingServer(): Promise<TestWorkflowEnvironment> {
  installRuntime({ level: 'ERROR' });
  const path = await findTestServer();
  return TestWorkflowEnvironment.createTimeSkipping({ server: { executable: { type: 'existing-path', path } } });
}
/** The dev server: real time, real counts. */
export async function createDevServer(extraArgs: string[] = []): Promise<TestWorkflowEnvironment> {
  installRuntime({ level: 'ERROR' });
  const path = await findTemporalCli();
  const server = { executable: { type: 'existing-path', path } as const, extraArgs, ui: false };
  return TestWorkflowEnvironment.createLocal({ server });
}

export interface Stage {
  readonly env: TestWorkflowEnvironment;
  readonly taskQueue: string;
  readonly wakes: Wakes;
  /** Ends the worker; the server goes on. */
  stop(): Promise<void>;
}
export type StageDeps = Pick<ActivityDeps, 'ledger'> & Partial<ActivityDeps>;

export async function startStage(
  env: TestWorkflowEnvironment,
  deps: StageDeps,
  taskQueue = 'cases',
  more: Pick<WorkerOptions, 'maxCachedWorkflows'> = {},
): Promise<Stage> {
  const worker = await Worker.create({
    connection: env.nativeConnection,
    taskQueue,
    workflowBundle: await getWorkflowBundle(),
    ...more,
    activities: createActivities({
      systems: {},
      publicUrl: 'http://127.0.0.1:1',
      outbound: toThisMachine,
      attemptTimeoutMs: 1_000,
      deliveryLimitMs: 600_000,
      failpoints: noFailpoints,
      logger: silent,
      ...deps,
    }),
  });
  const running = worker.run();
  return {
    env,
    taskQueue,
    wakes: createWakes({ client: env.client, taskQueue, deadlineMs: 10_000, logger: silent }),
    async stop() {
      worker.shutdown();
      await running;
    },
  };
}

/** Waits for something that must come, in real time. */
export async function until(what: string, holds: () => boolean | Promise<boolean>, ms = 15_000): Promise<void> {
  const end = Date.now() + ms;
  while (!(await holds())) {
    if (Date.now() > end) throw new Error(`waited ${ms} ms in vain for: ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}
