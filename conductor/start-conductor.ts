// The conductor at work: the SDK's worker with the workflow bundle and the activities, and the sweeper beside it.
import { Worker, type NativeConnection } from '@temporalio/worker';
import { createActivities, type ActivityDeps } from '../activities/create-activities.ts';
import { getWorkflowBundle } from './bundle.ts';
import { startSweeper, type SweeperOptions } from './sweeper.ts';
import { createTemporalClient, createWakes } from './wakes.ts';

export interface ConductorDeps extends ActivityDeps, Omit<SweeperOptions, 'ledger' | 'wakes' | 'logger'> {
  readonly connection: NativeConnection;
  readonly address: string;
  readonly namespace: string;
  readonly taskQueue: string;
  /** A prebuilt bundle; without it, it is built or taken from the cache. */
  readonly bundlePath?: string;
}
export interface Running {
  /** Drains what is under way, then ends everything that was opened. */
  stop(): Promise<void>;
  /** Settles when all has ended; rejects when the worker ended by itself. */
  readonly done: Promise<void>;
}

/** Resolves when the worker takes tasks. */
export async function startConductor(deps: ConductorDeps): Promise<Running> {
  const { connection, address, namespace, taskQueue, logger } = deps;
  const bundle = deps.bundlePath ? { codePath: deps.bundlePath } : await getWorkflowBundle();
  logger.info(bundle, 'workflow bundle');
  const worker = await Worker.create({
    connection,
    namespace,
    taskQueue,
    workflowBundle: bundle,
    activities: createActivities(deps),
    shutdownGraceTime: '5s', // then a delivery under way is aborted; it is tried again elsewhere
  });
  const client = createTemporalClient(address, namespace);
  const wakes = createWakes({ client, taskQueue, deadlineMs: 5_000, logger });
  const sweeper = startSweeper({ ...deps, wakes });
  const done = worker.run().finally(async () => {
    await sweeper.stop();
    await wakes.settled();
    await Promise.allSettled([client.connection.close(), connection.close()]);
  });
  return {
    done,
    async stop() {
      if (worker.getState() === 'RUNNING') worker.shutdown();
      await done;
    },
  };
}
