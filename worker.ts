// Composition root of the worker process: conductor, activities, sweeper. Constructs, connects, runs, stops.
import { pathToFileURL } from 'node:url';
import { Worker } from '@temporalio/worker';
import { pino } from 'pino';
import { createActivities } from './activities/create-activities.ts';
import type { Log } from './activities/log.ts';
import { getWorkflowBundle } from './conductor/bundle.ts';
import { connectTemporal, installRuntime } from './conductor/runtime.ts';
import { startSweeper, type SweeperOptions } from './conductor/sweeper.ts';
import { createTemporalClient, createWakes } from './conductor/wakes.ts';
import { readWorkerConfig, type WorkerConfig } from './config.ts';
import { findNamespaceId, markAllOpenCases } from './db/conductor.ts';
import { createPool } from './db/pool.ts';
import { databaseClock, type LedgerClock } from './ledger/clock.ts';
import { createLedger } from './ledger/create-ledger.ts';
import { noFailpoints, type Failpoints } from './ledger/failpoints.ts';
import { createKeyProvider, createVault } from './ledger/vault.ts';

export interface WorkerOverrides {
  readonly ledgerClock?: LedgerClock;
  readonly failpoints?: Failpoints;
  readonly logger?: Log;
  /** Other times for the sweeper: wakeOwedMs, nextPassedMs, leaseMs, ratePerSecond. */
  readonly sweep?: Partial<SweeperOptions>;
}
export interface RunningWorker {
  /** Drains what is under way, then ends everything that was opened. */
  stop(): Promise<void>;
  /** Settles when the worker has ended; rejects when it ended by itself. */
  readonly done: Promise<void>;
}

/** Resolves when the worker takes tasks; waits for Temporal as long as it must. */
export async function startWorker(config: WorkerConfig, overrides: WorkerOverrides = {}): Promise<RunningWorker> {
  const { TEMPORAL_ADDRESS: address, TEMPORAL_NAMESPACE: namespace, TEMPORAL_TASK_QUEUE: taskQueue } = config;
  const logger = overrides.logger ?? pino({ level: config.LOG_LEVEL, base: { process: 'worker' } });
  installRuntime({ metricsPort: config.METRICS_PORT });
  const bundle = config.WORKFLOW_BUNDLE ? { codePath: config.WORKFLOW_BUNDLE } : await getWorkflowBundle();
  logger.info(bundle, 'workflow bundle');
  const connection = await connectTemporal(address, logger);
  const pool = createPool(config.DATABASE_URL, { max: config.DATABASE_POOL, applicationName: 'lianban-worker' });
  const failpoints = overrides.failpoints ?? noFailpoints;
  const vault = createVault(createKeyProvider(config.MASTER_KEY_ID, Buffer.from(config.MASTER_KEY, 'base64')));
  const ledger = createLedger({ pool, vault, clock: overrides.ledgerClock ?? databaseClock, failpoints });
  const client = createTemporalClient(address, namespace);
  const wakes = createWakes({ client, taskQueue, deadlineMs: 5_000, logger });
  const attemptTimeoutMs = config.DELIVERY_ATTEMPT_SECONDS * 1000;
  const worker = await Worker.create({
    connection,
    namespace,
    taskQueue,
    workflowBundle: bundle,
    activities: createActivities({
      ledger,
      failpoints,
      logger,
      systems: config.DEPARTMENT_SYSTEMS,
      publicUrl: config.PUBLIC_URL,
      attemptTimeoutMs,
      deliveryLimitMs: config.DELIVERY_LIMIT_SECONDS * 1000,
    }),
    shutdownGraceTime: '5s', // then a delivery under way is aborted; it is tried again elsewhere
  });
  const sweeper = startSweeper({
    ledger,
    wakes,
    namespaces: { find: () => findNamespaceId(pool), replace: (id) => markAllOpenCases(pool, id) },
    intervalMs: config.SWEEP_SECONDS * 1000,
    ratePerSecond: 20,
    logger,
    ...overrides.sweep,
  });
  const done = worker.run().finally(async () => {
    await sweeper.stop();
    await wakes.settled();
    await Promise.allSettled([client.connection.close(), connection.close(), pool.end()]);
  });
  return {
    done,
    async stop() {
      if (worker.getState() === 'RUNNING') worker.shutdown();
      await done;
    },
  };
}

/** The process: says `ready` (to its parent, too), ends gracefully on a signal or with its parent, and with code 1 when the worker ends by itself. */
async function main(): Promise<void> {
  let stop = (): void => process.exit(0); // while it waits for Temporal, nothing is under way
  for (const event of ['SIGTERM', 'SIGINT', 'disconnect']) process.once(event, () => stop());
  const worker = await startWorker(readWorkerConfig());
  stop = () => void worker.stop();
  process.send?.({ ready: true });
  console.log('ready');
  await worker.done;
  process.exit(0);
}
if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href)
  main().catch((error: unknown) => {
    console.error(error);
    process.exit(1);
  });
