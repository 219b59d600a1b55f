// Composition root of the worker process: reads the configuration, constructs, connects, runs, stops.
import { pathToFileURL } from 'node:url';
import { pino } from 'pino';
import type { Log } from './activities/log.ts';
import { createOutbound, hostOf, whyRefused } from './activities/outbound.ts';
import { connectTemporal, installRuntime } from './conductor/runtime.ts';
import { startConductor, type Running } from './conductor/start-conductor.ts';
import type { SweepPace } from './conductor/sweeper.ts';
import { ConfigurationError, readWorkerConfig, type WorkerConfig } from './config.ts';
import { findNamespaceId, markAllOpenCases } from './db/conductor.ts';
import { createPool } from './db/pool.ts';
import { databaseClock, type LedgerClock } from './ledger/clock.ts';
import { createLedger } from './ledger/create-ledger.ts';
import { noFailpoints, type Failpoints } from './ledger/failpoints.ts';
import { createVault } from './ledger/vault.ts';
import { keysOf } from './ledger/key-provider.ts';
import { addConductorMetrics } from './metrics/conductor-metrics.ts';
import { createProcessMetrics } from './metrics/process-metrics.ts';
import { serveMetrics } from './metrics/serve-metrics.ts';

export interface WorkerOverrides {
  readonly ledgerClock?: LedgerClock;
  readonly failpoints?: Failpoints;
  readonly logger?: Log;
  /** Other times for the sweeper. */
  readonly sweep?: Partial<SweepPace>;
}

/** Resolves when the worker takes tasks; waits for Temporal as long as it must. */
export async function startWorker(config: WorkerConfig, overrides: WorkerOverrides = {}): Promise<Running> {
  const outbound = createOutboundOf(config);
  const logger = overrides.logger ?? pino({ level: config.LOG_LEVEL, base: { process: 'worker' } });
  const { METRICS_HOST: host, METRICS_PORT: port, TEMPORAL_METRICS_PORT } = config;
  installRuntime({
    logger,
    metricsAddress: TEMPORAL_METRICS_PORT > 0 ? `${host}:${TEMPORAL_METRICS_PORT}` : undefined,
  });
  const connection = await connectTemporal(config.TEMPORAL_ADDRESS, logger);
  const pool = createPool(config.DATABASE_URL, { max: config.DATABASE_POOL, applicationName: 'lianban-worker' });
  const { registry, ...metrics } = createProcessMetrics(pool);
  const conductorMetrics = addConductorMetrics(registry, Object.keys(config.DEPARTMENT_SYSTEMS));
  const scraped = port > 0 ? await serveMetrics(registry, host, port) : undefined;
  const failpoints = overrides.failpoints ?? noFailpoints;
  const keys = keysOf(config);
  const vault = createVault(keys.provider, keys.fingerprintKey);
  const conductor = await startConductor({
    connection,
    address: config.TEMPORAL_ADDRESS,
    namespace: config.TEMPORAL_NAMESPACE,
    taskQueue: config.TEMPORAL_TASK_QUEUE,
    bundlePath: config.WORKFLOW_BUNDLE,
    ledger: createLedger({
      pool,
      vault,
      clock: overrides.ledgerClock ?? databaseClock,
      failpoints,
      observe: metrics.observeLedger,
    }),
    ...conductorMetrics,
    systems: config.DEPARTMENT_SYSTEMS,
    outbound,
    publicUrl: config.PUBLIC_URL,
    attemptTimeoutMs: config.DELIVERY_ATTEMPT_SECONDS * 1000,
    deliveryLimitMs: config.DELIVERY_LIMIT_SECONDS * 1000,
    namespaces: { find: () => findNamespaceId(pool), replace: (id) => markAllOpenCases(pool, id) },
    intervalMs: config.SWEEP_SECONDS * 1000,
    ratePerSecond: 20,
    failpoints,
    logger,
    ...overrides.sweep,
  });
  const done = conductor.done.finally(async () => {
    await scraped?.stop();
    metrics.stop();
    await pool.end();
  });
  return { done, stop: () => conductor.stop().finally(() => done) };
}

/** @throws ConfigurationError for a system that could never be called */
function createOutboundOf(config: WorkerConfig) {
  const systems = Object.entries(config.DEPARTMENT_SYSTEMS);
  const policy = {
    hosts: config.DEPARTMENT_HOSTS.length > 0 ? config.DEPARTMENT_HOSTS : systems.map(([, { url }]) => hostOf(url)),
    networks: config.DEPARTMENT_NETWORKS,
    loopback: config.DEPARTMENT_LOOPBACK === 'yes',
  };
  for (const [name, { url }] of systems) {
    const why = whyRefused(url, policy);
    if (why) throw new ConfigurationError(`DEPARTMENT_SYSTEMS: the address of ${name} ${why}.`);
  }
  return createOutbound(policy);
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
