// The embedded issuer's signing key, in the data folder: one signs, older ones are shown until the last token they signed has ended.
import { randomBytes } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { exportJWK, generateKeyPair, type JWK } from 'jose';

export const ALGORITHM = 'ES256';
export const TTL_SECONDS = 12 * 60 * 60;

interface OldKey {
  readonly key: JWK;
  /** Epoch milliseconds. */
  readonly until: number;
}
const keyFile = (dataDir: string) => path.join(dataDir, 'issuer-key.json');
const oldKeysFile = (dataDir: string) => path.join(dataDir, 'issuer-old-keys.json');
const readJson = (file: string): unknown => JSON.parse(fs.readFileSync(file, 'utf8'));

/** The key that signs now; made when there is none. */
export async function getKey(dataDir: string): Promise<JWK> {
  const file = keyFile(dataDir);
  if (!fs.existsSync(file)) createOnce(file, await newKey());
  return readJson(file) as JWK;
}

/** What others need to verify: no private part. */
export async function listPublicKeys(dataDir: string): Promise<JWK[]> {
  const current = toPublic(await getKey(dataDir));
  const old = listOldKeys(dataDir).filter(({ key, until }) => until > Date.now() && key.kid !== current.kid);
  return [current, ...old.map(({ key }) => key)];
}

/** From now on another key signs. Whoever stops in between leaves a key that is shown twice, never a token whose key is not. */
export async function rotateKey(dataDir: string, keepSeconds = TTL_SECONDS): Promise<void> {
  const key = toPublic(await getKey(dataDir));
  const kept = listOldKeys(dataDir).filter(({ until }) => until > Date.now());
  replace(oldKeysFile(dataDir), [...kept, { key, until: Date.now() + keepSeconds * 1000 }]);
  replace(keyFile(dataDir), await newKey());
}

/** Two processes may both find no file: a link, unlike a rename, leaves the first one's in place. */
export function createOnce(file: string, content: unknown): void {
  fs.mkdirSync(path.dirname(file), { recursive: true });
  const draft = writeDraft(file, content);
  try {
    fs.linkSync(draft, file);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  } finally {
    fs.rmSync(draft);
  }
}

const listOldKeys = (dataDir: string): OldKey[] =>
  fs.existsSync(oldKeysFile(dataDir)) ? (readJson(oldKeysFile(dataDir)) as OldKey[]) : [];

function toPublic({ d: _secret, ...key }: JWK): JWK {
  return key;
}

async function newKey(): Promise<JWK> {
  const { privateKey } = await generateKeyPair(ALGORITHM, { extractable: true });
  const kid = `issuer-${randomBytes(4).toString('hex')}`;
  return { ...(await exportJWK(privateKey)), alg: ALGORITHM, use: 'sig', kid };
}

const replace = (file: string, content: unknown) => fs.renameSync(writeDraft(file, content), file);

function writeDraft(file: string, content: unknown): string {
  const draft = `${file}.${randomBytes(4).toString('hex')}`;
  fs.writeFileSync(draft, JSON.stringify(content, null, 2), { mode: 0o600 });
  return draft;
}
