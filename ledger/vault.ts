// Seals what is personal: AES-256-GCM with a key per subject, itself wrapped by the master key. Erasing the subject's key makes
// everything sealed with it unreadable, while events and chains, which hold only salted hashes, stay whole (invariant 12).
import { createCipheriv, createDecipheriv, createHash, createHmac, randomBytes, randomUUID } from 'node:crypto';
import { canonicalJson } from '../core/canonical.ts';
import {
  findLiveSubjectKey,
  findSubjectKey,
  insertSubjectKey,
  type Sealed,
  type SubjectKeyRow,
} from '../db/contents.ts';
import type { Db } from '../db/db.ts';

/** Wraps and unwraps subject keys. A city may put a key service here. */
export interface KeyProvider {
  readonly id: string;
  wrap(key: Buffer): Buffer;
  unwrap(wrapped: Buffer): Buffer;
  /** Keyed fingerprint: equal contents are recognised, contents can not be guessed from it. */
  fingerprint(text: string): string;
}

const NONCE = 12;
const TAG = 16;
function encrypt(key: Buffer, plain: Buffer, context: string): Buffer {
  const nonce = randomBytes(NONCE);
  const cipher = createCipheriv('aes-256-gcm', key, nonce).setAAD(Buffer.from(context));
  return Buffer.concat([nonce, cipher.update(plain), cipher.final(), cipher.getAuthTag()]);
}
function decrypt(key: Buffer, sealed: Buffer, context: string): Buffer {
  const decipher = createDecipheriv('aes-256-gcm', key, sealed.subarray(0, NONCE)).setAAD(Buffer.from(context));
  decipher.setAuthTag(sealed.subarray(sealed.length - TAG));
  return Buffer.concat([decipher.update(sealed.subarray(NONCE, sealed.length - TAG)), decipher.final()]);
}

export function createKeyProvider(id: string, masterKey: Buffer): KeyProvider {
  const fingerprintKey = createHmac('sha256', masterKey).update('fingerprint').digest();
  return {
    id,
    wrap: (key) => encrypt(masterKey, key, `subject-key/${id}`),
    unwrap: (wrapped) => decrypt(masterKey, wrapped, `subject-key/${id}`),
    fingerprint: (text) => createHmac('sha256', fingerprintKey).update(text).digest('hex'),
  };
}

export interface Vault {
  fingerprint(value: unknown): string;
  /** The live key of a subject, created on first use. */
  keyOf(db: Db, subjectId: string, at: number): Promise<string>;
  /** `rowId` binds the sealed content to its row: a swapped one can not be opened. */
  seal(db: Db, keyId: string, rowId: string, value: unknown): Promise<Sealed>;
  /** undefined once the subject's key is erased. */
  open(db: Db, rowId: string, sealed: Pick<Sealed, 'keyId' | 'sealed'>): Promise<unknown>;
}

export function createVault(provider: KeyProvider): Vault {
  // Sealing needs the key again and again; opening always asks the table, so that an erased key is gone at once.
  const unwrap = (row: SubjectKeyRow | undefined) => (row?.wrapped ? provider.unwrap(row.wrapped) : undefined);
  return {
    fingerprint: (value) => provider.fingerprint(canonicalJson(value)),
    async keyOf(db, subjectId, at) {
      const live = await findLiveSubjectKey(db, subjectId);
      if (live) return live.id;
      const id = randomUUID();
      await insertSubjectKey(db, {
        id,
        subjectId,
        wrapped: provider.wrap(randomBytes(32)),
        masterKeyId: provider.id,
        at,
      });
      return (await findLiveSubjectKey(db, subjectId))!.id;
    },
    async seal(db, keyId, rowId, value) {
      const key = unwrap(await findSubjectKey(db, keyId));
      if (!key) throw new Error(`the subject's key ${keyId} was erased: nothing more can be sealed with it`);
      const text = canonicalJson(value);
      const salt = randomBytes(16);
      return {
        keyId,
        sealed: encrypt(key, Buffer.from(text), rowId),
        salt,
        hash: createHash('sha256').update(salt).update(text).digest('hex'),
      };
    },
    async open(db, rowId, { keyId, sealed }) {
      const key = unwrap(await findSubjectKey(db, keyId));
      return key && JSON.parse(decrypt(key, sealed, rowId).toString('utf8'));
    },
  };
}
