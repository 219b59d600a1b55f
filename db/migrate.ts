// Forward-only migrations. Started by whoever owns the schema (embedded stack, deployment job), never by API or worker.
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { runner } from 'node-pg-migrate';

const DIRECTORY = path.join(path.dirname(fileURLToPath(import.meta.url)), 'migrations');
const ATTEMPTS = 60;

/** Brings the schema up to date; when another process is just doing so, waits for it. Returns the names of what it ran. */
export async function migrate(databaseUrl: string): Promise<string[]> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      const ran = await runner({
        databaseUrl,
        dir: DIRECTORY,
        direction: 'up',
        migrationsTable: 'migrations',
        checkOrder: true,
        singleTransaction: true,
        log: () => undefined,
      });
      return ran.map((m) => m.name);
    } catch (error) {
      if (!/Another migration is already running/.test((error as Error).message) || attempt === ATTEMPTS) throw error;
      await new Promise((resolve) => setTimeout(resolve, 500));
    }
  }
}
