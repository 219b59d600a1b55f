import { readWorkerConfig } from '../../config.ts';
import { startWorker } from '../../worker.ts';
import { offsetClock } from './offset-clock.ts';

const worker = await startWorker(readWorkerConfig(), { ledgerClock: offsetClock(process.env.CLOCK_FILE!) });
process.once('SIGTERM', () => void worker.stop());
process.send?.({ ready: true });
await worker.done;
process.exit(0);
