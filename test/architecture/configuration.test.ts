// The configuration: each setting is told, its document is true, secrets may come as files, and what is wrong names itself.
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { TEST_MASTER_KEY } from '../support/test-keys.ts';
import { configurationDoc } from '../../cli/configuration-doc.ts';
import { ConfigurationError, readMigrationConfig, readWorkerConfig, SETTINGS } from '../../config.ts';

const dir = fs.mkdtempSync(path.join(os.tmpdir(), 'lianban-config-'));
const file = (name: string, content: string) => {
  fs.writeFileSync(path.join(dir, name), content);
  return path.join(dir, name);
};
const worker = {
  DATABASE_URL: 'postgresql://w@db/lianban',
  TEMPORAL_ADDRESS: 'temporal:7233',
  MASTER_KEY: TEST_MASTER_KEY.toString('base64'),
  FILES_DIR: '/files',
  PUBLIC_URL: 'https://lianban.example',
};

test('docs/configuration.md is what config.ts says; else run: npm run docs:configuration', () => {
  expect(fs.readFileSync('docs/configuration.md', 'utf8')).toBe(configurationDoc());
});
test('every setting is told', () => {
  const untold = Object.values(SETTINGS).flatMap((schema) =>
    Object.entries(schema.shape).filter(([, s]) => !(s.meta() as { description?: string } | undefined)?.description),
  );
  expect(untold.map(([name]) => name)).toEqual([]);
});

describe('a secret as a file', () => {
  test('is read, without its last line end', () => {
    const { MASTER_KEY, ...rest } = worker;
    const config = readWorkerConfig({ ...rest, MASTER_KEY_FILE: file('master', `${MASTER_KEY}\n`) });
    expect(config.MASTER_KEY).toBe(MASTER_KEY);
    const url = file('owner', 'postgresql://owner@db/lianban\n');
    expect(readMigrationConfig({ DATABASE_OWNER_URL_FILE: url }).DATABASE_OWNER_URL).toBe(
      'postgresql://owner@db/lianban',
    );
  });
  test('beside the value itself is refused', () => {
    const both = { ...worker, MASTER_KEY_FILE: file('other', worker.MASTER_KEY) };
    expect(() => readWorkerConfig(both)).toThrow(/MASTER_KEY or MASTER_KEY_FILE, not both/);
  });
  test('that is not there is named', () => {
    const { MASTER_KEY: _key, ...rest } = worker;
    expect(() => readWorkerConfig({ ...rest, MASTER_KEY_FILE: '/no/such/file' })).toThrow(/\/no\/such\/file/);
  });
});

test('what is missing or wrong is named, all of it at once, and no value is repeated', () => {
  const wrong = { ...worker, DATABASE_URL: undefined, MASTER_KEY: 'c2VjcmV0', PUBLIC_URL: 'nowhere' };
  let message = '';
  try {
    readWorkerConfig(wrong);
  } catch (error) {
    expect(error).toBeInstanceOf(ConfigurationError);
    message = (error as Error).message;
  }
  for (const name of ['DATABASE_URL', 'MASTER_KEY', 'PUBLIC_URL']) expect(message).toContain(name);
  expect(message).not.toContain('c2VjcmV0');
});

test.each([
  ['zeros', Buffer.alloc(32)],
  ['a word again and again', Buffer.alloc(32, 'changeme')],
])('a master key of %s is refused', (_name, key) => {
  expect(() => readWorkerConfig({ ...worker, MASTER_KEY: key.toString('base64') })).toThrow(/MASTER_KEY: is too weak/);
});
test.each(['sample-secret-of-the-documentation-1', 'a'.repeat(40)])(
  'a system\u2019s secret like %s is refused',
  (secret) => {
    const systems = JSON.stringify({ bank: { url: 'https://bank.example', keys: [{ id: 'k', secret }] } });
    expect(() => readWorkerConfig({ ...worker, DEPARTMENT_SYSTEMS: systems })).toThrow(/too weak/);
  },
);
