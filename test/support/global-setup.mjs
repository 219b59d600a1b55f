// Runs once for each Jest project that needs PostgreSQL, all in one process: the first starts it, the last stops it.
import { register } from 'tsx/esm/api';

register();

export default async function globalSetup() {
  globalThis.lianbanServices ??= import('./test-servers.ts').then((servers) => servers.startServices());
  globalThis.lianbanUsers = (globalThis.lianbanUsers ?? 0) + 1;
  const { adminUrl } = await globalThis.lianbanServices;
  process.env.TEST_DATABASE_ADMIN_URL = adminUrl;
}
