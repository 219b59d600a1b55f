// Master keys change while people work; a person's key is erased for good, and never under an open case.
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { randomBytes } from 'node:crypto';
import { countByMasterKey } from '../../db/subject-keys.ts';
import { databaseClock } from '../../ledger/clock.ts';
import { createContents } from '../../ledger/create-contents.ts';
import { DomainError } from '../../core/errors.ts';
import { createKeyProvider, keysOf, type KeyProvider } from '../../ledger/key-provider.ts';
import { eraseSubject, rewrapKeys } from '../../ledger/keys.ts';
import { createVault } from '../../ledger/vault.ts';
import { TEST_MASTER_KEY } from '../support/test-keys.ts';
import { createTestLedger, fiveInParallel, requestOf, type TestLedger } from '../support/test-ledger.ts';

let t: TestLedger;
beforeAll(async () => {
  t = await createTestLedger();
});
afterAll(() => t.close());

const old = { id: 'test', key: TEST_MASTER_KEY };
const next = { id: 'test-2', key: randomBytes(32) };
const profileBy = (provider: KeyProvider, person: string) => {
  const { pool } = t.database;
  const contents = createContents({ pool, vault: createVault(provider, TEST_MASTER_KEY), clock: t.clock.read });
  return contents.getProfile(pool, person);
};
const counts = async () =>
  Object.fromEntries((await countByMasterKey(t.database.pool)).map((c) => [c.masterKeyId, c.live]));

describe('a new master key', () => {
  test('beside the old one reads what that wrapped; alone it does not', async () => {
    expect(await profileBy(createKeyProvider(next, [old]), 'wang-xiaoming')).toMatchObject({ name: '王小明' });
    await expect(profileBy(createKeyProvider(next), 'wang-xiaoming')).rejects.toThrow(
      /master key test is not configured/,
    );
  });

  test('wraps everything anew, though it is killed on the way, while people go on; then the old one is not needed', async () => {
    const { pool } = t.database;
    const before = await counts();
    let wraps = 0;
    const provider = createKeyProvider(next, [old]);
    const dying: KeyProvider = {
      ...provider,
      wrap: async (key) => {
        wraps += 1;
        if (wraps > 7) throw new Error('killed');
        return provider.wrap(key);
      },
    };
    await expect(rewrapKeys(pool, dying)).rejects.toThrow('killed');
    expect((await counts())['test-2']).toBe(7);
    // a process that has only the old key yet goes on for those whose key is not wrapped anew
    const { rows } = await pool.query<{ id: string }>(
      `select p.id from persons p join subject_keys k on k.id = p.key_id where k.master_key_id = 'test' and p.kind = 'natural' limit 1`,
    );
    await t.ledger.submit(requestOf(rows[0]!.id), fiveInParallel());
    expect(await rewrapKeys(pool, provider)).toBe(before['test']! - 7);
    expect(await counts()).toEqual({ 'test-2': before['test'] });
    expect(await rewrapKeys(pool, provider)).toBe(0);
    expect(await profileBy(createKeyProvider(next), 'wang-xiaoming')).toMatchObject({ name: '王小明' });
    await rewrapKeys(pool, createKeyProvider(old, [next])); // and back, for the tests that follow
  });

  test('leaves repeated requests recognised, by the fingerprint key', () => {
    const settings = { MASTER_KEY: next.key.toString('base64'), MASTER_KEY_ID: 'test-2', MASTER_KEYS_RETIRED: [] };
    const kept = keysOf({ ...settings, FINGERPRINT_KEY: TEST_MASTER_KEY.toString('base64') });
    const print = (k: { provider: KeyProvider; fingerprintKey: Buffer }) =>
      createVault(k.provider, k.fingerprintKey).fingerprint('x');
    expect(print(kept)).toBe(t.vault.fingerprint('x'));
    expect(print(keysOf(settings))).not.toBe(t.vault.fingerprint('x'));
  });
});

test('a key service that can not be asked: busy, and nothing half written', async () => {
  const { pool } = t.database;
  const away = async (): Promise<Buffer> => {
    throw new DomainError('busy', 'The key service can not be asked just now.');
  };
  const vault = createVault({ currentId: 'service', wrap: away, unwrap: away }, TEST_MASTER_KEY);
  const contents = createContents({ pool, vault, clock: t.clock.read });
  const count = async () => (await pool.query('select 1 from materials')).rowCount;
  const file = {
    matter: 'company-set-up',
    material: 'seal-sample',
    fileHash: 'f',
    size: 1,
    mediaType: 'image/png',
    name: 'a.png',
  };
  const before = await count();
  await expect(contents.addMaterial(requestOf('wang-xiaoming'), file)).rejects.toMatchObject({ code: 'busy' });
  expect(await count()).toBe(before);
});

describe('erasing a person’s key', () => {
  const erase = (person: string) => eraseSubject(t.database.pool, databaseClock, person);
  test('is refused while a case of his is open', async () => {
    const { caseNo } = await t.ledger.submit(requestOf('li-na'), fiveInParallel());
    await expect(erase('li-na')).rejects.toMatchObject({ code: 'subject-has-open-cases', params: { open: 1 } });
    expect(await t.contents.getForm(t.database.pool, caseNo)).toBeDefined();
    await t.ledger.apply(caseNo, requestOf('li-na'), { type: 'withdrawApplication' });
    await erase('li-na');
    expect(await t.contents.getForm(t.database.pool, caseNo)).toBeUndefined();
    expect(await t.contents.getProfile(t.database.pool, 'li-na')).toBeUndefined();
    await expect(erase('li-na')).rejects.toMatchObject({ code: 'person-not-found' });
  });
  test('is not undone by a new master key', async () => {
    await rewrapKeys(t.database.pool, createKeyProvider(next, [old]));
    expect(await t.contents.getProfile(t.database.pool, 'li-na')).toBeUndefined();
    await rewrapKeys(t.database.pool, createKeyProvider(old, [next]));
  });
});
