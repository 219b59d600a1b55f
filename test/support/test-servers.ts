// One PostgreSQL a test run, with a template database that has the schema and the samples; each test file gets a copy.
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import pg from 'pg';
import { migrate } from '../../db/migrate.ts';
import { freePort } from '../../embedded/free-port.ts';
import { startPostgres } from '../../embedded/postgres.ts';
import { seed } from '../../embedded/seed.ts';
import { databaseClock } from '../../ledger/clock.ts';
import { TEMPLATE, testVault } from './test-keys.ts';

export async function startServices() {
  const dir = fs.mkdtempSync(path.join(os.tmpdir(), 'lianban-test-'));
  const postgres = await startPostgres({ dataDir: path.join(dir, 'pg'), port: await freePort(), durable: false });
  const stop = async () => {
    await postgres.stop();
    fs.rmSync(dir, { recursive: true, force: true });
  };
  try {
    await fillTemplate(postgres.url);
  } catch (error) {
    await stop();
    throw error;
  }
  return { adminUrl: postgres.url, stop };
}

async function fillTemplate(url: string): Promise<void> {
  const template = new URL(url);
  template.pathname = `/${TEMPLATE}`;
  await onDatabase(url, (client) => client.query(`create database ${TEMPLATE}`));
  await migrate(template.href);
  const pool = new pg.Pool({ connectionString: template.href, max: 2 });
  await seed({ pool, vault: testVault, clock: databaseClock }).finally(() => pool.end());
}

async function onDatabase(url: string, work: (client: pg.Client) => Promise<unknown>): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  await work(client).finally(() => client.end());
}
