// `npm run db:schema`: runs the migrations on a fresh embedded PostgreSQL and writes db/schema.sql.
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { dumpSchema } from '../db/dump-schema.ts';
import { migrate } from '../db/migrate.ts';
import { createPool } from '../db/pool.ts';
import { freePort } from './free-port.ts';
import { startPostgres } from './postgres.ts';

const file = path.join(import.meta.dirname, '../db/schema.sql');
const dir = fs.mkdtempSync(path.join(os.tmpdir(), 'lianban-schema-'));
try {
  const postgres = await startPostgres({ dataDir: path.join(dir, 'pg'), port: await freePort(), durable: false });
  const pool = createPool(postgres.url, { max: 1, applicationName: 'lianban-schema' });
  try {
    await migrate(postgres.url);
    fs.writeFileSync(file, await dumpSchema(pool));
    process.stdout.write('db/schema.sql is written; review its diff and commit it.\n');
  } finally {
    await pool.end();
    await postgres.stop();
  }
} finally {
  fs.rmSync(dir, { recursive: true, force: true });
}
