// The API's process of the next version.
import './newer-program.mjs';

const { readServerConfig } = await import('../../config.ts');
const { startServer } = await import('../../server.ts');
const server = await startServer(readServerConfig());
process.once('SIGTERM', () => void server.stop().finally(() => process.exit(0)));
process.send?.({ ready: true });
