import { readServerConfig } from '../../config.ts';
import { startServer } from '../../server.ts';
import { offsetClock } from './offset-clock.ts';

const server = await startServer(readServerConfig(), { ledgerClock: offsetClock(process.env.CLOCK_FILE!) });
process.once('SIGTERM', () => void server.stop().finally(() => process.exit(0)));
process.send?.({ ready: true });
