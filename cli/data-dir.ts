import fs from 'node:fs';
import path from 'node:path';
import { machineEnvironment } from '../embedded/environment.ts';
import type { Ports } from '../embedded/ports.ts';
import { DATABASE } from '../embedded/postgres.ts';

/** The ports of the stack that keeps its data there. @throws when none was ever started there */
export function readPorts(dataDir: string): Ports {
  const file = path.join(dataDir, 'ports.json');
  if (!fs.existsSync(file))
    throw new Error(
      `no stack was started on ${path.resolve(dataDir)}; run npm start first, or name its folder with --data`,
    );
  return JSON.parse(fs.readFileSync(file, 'utf8')) as Ports;
}

/** DATABASE_URL when it is set, else the embedded database of the data folder; as the role that the command needs. */
export const databaseUrl = (dataDir: string, role: 'lianban_api' | 'lianban_auditor' = 'lianban_api'): string =>
  machineEnvironment.DATABASE_URL ?? `postgresql://${role}@127.0.0.1:${readPorts(dataDir).postgres}/${DATABASE}`;
