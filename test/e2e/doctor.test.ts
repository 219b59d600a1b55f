// `lianban doctor` on the configuration of a running stack, and on what is wrong with others.
import fs from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { examine } from '../../cli/doctor.ts';
import { startE2e, submitFive, type E2e } from './client.ts';

let e: E2e;
beforeAll(async () => {
  e = await startE2e();
  fs.mkdirSync(e.stack.environment['FILES_DIR']!, { recursive: true });
  await submitFive(e.call); // every end-to-end test leaves a case to verify
});
afterAll(() => e.close());

const states = async (more: Record<string, string | undefined> = {}) =>
  Object.fromEntries((await examine({ ...e.stack.environment, ...more })).map((f) => [f.check, f.state]));

test('a running stack is well, but for what a laptop is forgiven', async () => {
  fs.chmodSync(e.stack.environment['FILES_DIR']!, 0o700);
  expect(await states()).toEqual({
    settings: 'ok',
    database: 'ok',
    temporal: 'ok',
    'sign-in': 'ok',
    files: 'ok',
    'certificate key': 'ok',
    'public address': 'warning',
  });
});

describe('refused', () => {
  test.each<[string, string, () => Record<string, string | undefined>]>([
    ['a setting that is missing', 'settings', () => ({ MASTER_KEY: undefined })],
    ['a weak master key', 'settings', () => ({ MASTER_KEY: Buffer.alloc(32).toString('base64') })],
    ['the owner of the database', 'database', () => ({ DATABASE_URL: e.stack.ownerUrl })],
    ['a database that is away', 'database', () => ({ DATABASE_URL: 'postgresql://lianban_api@127.0.0.1:9/none' })],
    ['an issuer that is away', 'sign-in', () => ({ ISSUER_URL: 'http://127.0.0.1:9' })],
    ['a folder that is not there', 'files', () => ({ FILES_DIR: '/no/such/folder' })],
    [
      'a certificate key that is none',
      'certificate key',
      () => ({ CERTIFICATE_KEY_FILE: path.resolve('package.json') }),
    ],
    ['a public address without TLS', 'public address', () => ({ PUBLIC_URL: 'http://lianban.example' })],
  ])('%s', async (_name, check, more) => {
    expect((await states(more()))[check]).toBe('refused');
  });
});
test('warned of: Temporal away, a folder that others can enter', async () => {
  fs.chmodSync(e.stack.environment['FILES_DIR']!, 0o755);
  expect(await states({ TEMPORAL_ADDRESS: '127.0.0.1:9' })).toMatchObject({ temporal: 'warning', files: 'warning' });
});
