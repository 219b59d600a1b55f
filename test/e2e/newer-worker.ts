// The worker's process of the next version.
import './newer-program.mjs';

const { readWorkerConfig } = await import('../../config.ts');
const { startWorker } = await import('../../worker.ts');
const worker = await startWorker(readWorkerConfig());
process.once('SIGTERM', () => void worker.stop());
process.send?.({ ready: true });
await worker.done;
process.exit(0);
