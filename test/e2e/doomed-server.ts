// The API's process for tests: while the file DOOM_FILE is there, the next change kills it between its commit and its wake, once.
import fs from 'node:fs';
import { readServerConfig } from '../../config.ts';
import { startServer } from '../../server.ts';

const file = process.env.DOOM_FILE!;
const server = await startServer(readServerConfig(), {
  failpoints: {
    reach(point) {
      if (point !== 'api:before-wake' || !fs.existsSync(file)) return;
      fs.rmSync(file);
      process.kill(process.pid, 'SIGKILL');
      return new Promise<void>(() => undefined);
    },
  },
});
process.once('SIGTERM', () => void server.stop().finally(() => process.exit(0)));
process.send?.({ ready: true });
