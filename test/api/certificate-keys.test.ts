// Certificate keys have ids: a new one signs, a retired one still verifies what it signed, an unknown one nothing.
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { expect, test } from '@jest/globals';
import { compactVerify, createLocalJWKSet, decodeProtectedHeader, type JSONWebKeySet } from 'jose';
import { createSigner } from '../../api/documents/signer.ts';
import { newCertificateKey } from '../../cli/keys.ts';

const dir = fs.mkdtempSync(path.join(os.tmpdir(), 'lianban-certificate-keys-'));
const file = path.join(dir, 'keys.json');

test('made by the command, one after another: the newest signs, the others verify, and keep no private part', async () => {
  newCertificateKey(file);
  const first = await (await createSigner(file)).sign({ number: 'one' });
  const secondId = newCertificateKey(file);
  const thirdId = newCertificateKey(file);
  const signer = await createSigner(file);
  const third = await signer.sign({ number: 'three' });
  expect(decodeProtectedHeader(third).kid).toBe(thirdId);
  const keys = createLocalJWKSet(signer.jwks() as JSONWebKeySet);
  for (const jws of [first, third]) await expect(compactVerify(jws, keys)).resolves.toBeDefined();
  expect(signer.jwks().keys.map((k) => k.kid)).toContain(secondId);
  expect(JSON.stringify(signer.jwks())).not.toContain('"d"');
  const kept = (JSON.parse(fs.readFileSync(file, 'utf8')) as { keys: { d?: string }[] }).keys;
  expect(kept.map((k) => k.d !== undefined)).toEqual([true, false, false]);
  expect(fs.statSync(file).mode & 0o077).toBe(0);

  const other = path.join(dir, 'other.json');
  newCertificateKey(other);
  await expect(compactVerify(await (await createSigner(other)).sign({}), keys)).rejects.toThrow();
});

test.each([
  ['two keys of one id', (keys: object[]) => ({ keys: [keys[0], keys[0]] })],
  ['a first key without its private part', (keys: object[]) => ({ keys: [...keys].reverse() })],
  ['no key', () => ({ keys: [] })],
])('a file with %s is refused, and not quoted', async (_name, change) => {
  const { keys } = JSON.parse(fs.readFileSync(file, 'utf8')) as { keys: object[] };
  const wrong = path.join(dir, 'wrong.json');
  fs.writeFileSync(wrong, JSON.stringify(change(keys)));
  await expect(createSigner(wrong)).rejects.toThrow(/^CERTIFICATE_KEY_FILE must hold/);
});
