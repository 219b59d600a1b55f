// A database of its own for a test file: a copy of the template.
import { randomBytes } from 'node:crypto';
import pg from 'pg';
import { createPool } from '../../db/pool.ts';
import { TEMPLATE } from './test-keys.ts';

export interface TestDatabase {
  /** As the role of the API. */
  readonly url: string;
  /** As the role of the worker. */
  readonly workerUrl: string;
  readonly pool: pg.Pool;
  /** As the owner of the schema. */
  readonly ownerUrl: string;
  readonly owner: pg.Pool;
  drop(): Promise<void>;
}

export async function createTestDatabase(): Promise<TestDatabase> {
  const adminUrl = process.env.TEST_DATABASE_ADMIN_URL;
  if (!adminUrl) throw new Error('no test services: this Jest project needs globalSetup');
  const name = `test_${randomBytes(6).toString('hex')}`;
  await admin(adminUrl, `create database ${name} template ${TEMPLATE}`);
  const url = (user: string) => Object.assign(new URL(adminUrl), { username: user, pathname: `/${name}` }).href;
  const pool = createPool(url('lianban_api'), { max: 12, applicationName: 'test' });
  const owner = new pg.Pool({ connectionString: url('owner'), max: 2 });
  owner.on('error', () => undefined);
  return {
    url: url('lianban_api'),
    workerUrl: url('lianban_worker'),
    pool,
    ownerUrl: url('owner'),
    owner,
    async drop() {
      await pool.end();
      await owner.end();
      await admin(adminUrl, `drop database if exists ${name} with (force)`);
    },
  };
}

async function admin(url: string, statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  for (let attempt = 1; ; attempt += 1) {
    try {
      await client.query(statement);
      break;
    } catch (error) {
      // two files copy the template at once
      if ((error as { code?: string }).code !== '55006' || attempt === 50) throw error;
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
  }
  await client.end();
}
