import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { bundleWorkflowCode, DefaultLogger, NativeConnection, Worker } from '@temporalio/worker';
import { installRuntime } from '../../conductor/runtime.ts';
import { createPool } from '../../db/pool.ts';
import { readWorkerConfig } from '../../config.ts';
import { createMinimalActivities } from './activities.ts';

const config = readWorkerConfig();
installRuntime(); // the same as ours
const connection = await NativeConnection.connect({ address: config.TEMPORAL_ADDRESS });
const pool = createPool(config.DATABASE_URL, { max: 10, applicationName: 'minimal-worker' });
const workflowsPath = path.join(path.dirname(fileURLToPath(import.meta.url)), 'workflow.ts');
const workflowBundle = await bundleWorkflowCode({ workflowsPath, logger: new DefaultLogger('ERROR') });
const worker = await Worker.create({
  connection,
  taskQueue: 'minimal',
  workflowBundle,
  activities: createMinimalActivities(pool),
});
process.once('SIGTERM', () => worker.shutdown());
process.send?.({ ready: true });
await worker.run();
await connection.close();
await pool.end();
process.exit(0);
