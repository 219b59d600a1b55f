// The worker's process for tests: dies at the failpoint named by DIE_AT, as by SIGKILL, and sweeps sooner than the product.
import { readWorkerConfig } from '../../config.ts';
import { startWorker } from '../../worker.ts';

const dieAt = process.env.DIE_AT;
const worker = await startWorker(readWorkerConfig(), {
  failpoints: {
    reach(point) {
      if (point !== dieAt) return;
      process.kill(process.pid, 'SIGKILL');
      return new Promise<void>(() => undefined);
    },
  },
  sweep: { wakeOwedMs: 500, nextPassedMs: 500, leaseMs: 1_000 },
});
process.once('SIGTERM', () => void worker.stop());
process.send?.({ ready: true });
await worker.done;
process.exit(0);
