import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { compactVerify, createLocalJWKSet, exportJWK, generateKeyPair } from 'jose';
import { createSigner } from '../../api/documents/signer.ts';

let dir: string;
beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), 'lianban-signer-'));
});
afterAll(() => rm(dir, { recursive: true, force: true }));

const write = async (content: string) => {
  const path = join(dir, 'key.json');
  await writeFile(path, content);
  return path;
};
const newKey = async () => exportJWK((await generateKeyPair('ES256', { extractable: true })).privateKey);

describe('the signer of certificates', () => {
  test('signs what its published key verifies', async () => {
    const signer = await createSigner(await write(JSON.stringify(await newKey())));
    const jws = await signer.sign({ holder: '王小明', number: '1' });
    const { payload, protectedHeader } = await compactVerify(jws, createLocalJWKSet(signer.jwks()));
    expect(JSON.parse(new TextDecoder().decode(payload))).toEqual({ holder: '王小明', number: '1' });
    expect(protectedHeader).toMatchObject({ alg: 'ES256', kid: signer.jwks().keys[0]!.kid });
  });
  test('a changed content no longer verifies', async () => {
    const signer = await createSigner(await write(JSON.stringify(await newKey())));
    const [header, , signature] = (await signer.sign({ holder: '王小明' })).split('.');
    const forged = Buffer.from('{"holder":"张三"}').toString('base64url');
    await expect(
      compactVerify(`${header}.${forged}.${signature}`, createLocalJWKSet(signer.jwks())),
    ).rejects.toMatchObject({ code: 'ERR_JWS_SIGNATURE_VERIFICATION_FAILED' });
  });
  test('publishes no private member, and keeps the key’s own id', async () => {
    const signer = await createSigner(await write(JSON.stringify({ ...(await newKey()), kid: 'cert-1' })));
    const [key] = signer.jwks().keys;
    expect(Object.keys(key!).sort()).toEqual(['alg', 'crv', 'kid', 'kty', 'use', 'x', 'y']);
    expect(key!.kid).toBe('cert-1');
  });
  test('refuses a file that is no private key, without quoting it', async () => {
    const { d: secret, ...open } = await newKey();
    for (const content of ['', `{"d":"${secret}"`, JSON.stringify(open), '[]', 'null'])
      await expect(createSigner(await write(content))).rejects.toThrow(/^CERTIFICATE_KEY_FILE must hold/);
  });
});
