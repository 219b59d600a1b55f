// Seals what is personal: AES-256-GCM with a key per subject, itself wrapped by the master key. Erasing the subject's key makes
// everything sealed with it unreadable, while events and chains, which hold only salted hashes, stay whole (invariant 12).
import { createHash, createHmac, randomBytes, randomUUID } from 'node:crypto';
import { canonicalJson } from '../core/canonical.ts';
import type { Sealed } from '../db/contents.ts';
import type { Db } from '../db/db.ts';
import { findLiveSubjectKey, findSubjectKey, insertSubjectKey, type SubjectKeyRow } from '../db/subject-keys.ts';
import { decrypt, encrypt, type KeyProvider } from './key-provider.ts';

export interface Vault {
  fingerprint(value: unknown): string;
  /** The live key of a subject, created on first use. */
  keyOf(db: Db, subjectId: string, at: number): Promise<string>;
  /** `rowId` binds the sealed content to its row: a swapped one can not be opened. */
  seal(db: Db, keyId: string, rowId: string, value: unknown): Promise<Sealed>;
  /** undefined once the subject's key is erased. */
  open(db: Db, rowId: string, sealed: Pick<Sealed, 'keyId' | 'sealed'>): Promise<unknown>;
}

/** @param secret keys the fingerprints: it must outlive every master key, or a repeated request is not recognised any more */
export function createVault(provider: KeyProvider, secret: Buffer): Vault {
  const fingerprintKey = createHmac('sha256', secret).update('fingerprint').digest();
  // Sealing needs the key again and again; opening always asks the table, so that an erased key is gone at once.
  const unwrap = async (row: SubjectKeyRow | undefined) =>
    row?.wrapped ? provider.unwrap(row.masterKeyId, row.wrapped) : undefined;
  return {
    fingerprint: (value) => createHmac('sha256', fingerprintKey).update(canonicalJson(value)).digest('hex'),
    async keyOf(db, subjectId, at) {
      const live = await findLiveSubjectKey(db, subjectId);
      if (live) return live.id;
      const id = randomUUID();
      await insertSubjectKey(db, {
        id,
        subjectId,
        wrapped: await provider.wrap(randomBytes(32)),
        masterKeyId: provider.currentId,
        at,
      });
      return (await findLiveSubjectKey(db, subjectId))!.id;
    },
    async seal(db, keyId, rowId, value) {
      const key = await unwrap(await findSubjectKey(db, keyId));
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
      const key = await unwrap(await findSubjectKey(db, keyId));
      return key && JSON.parse(decrypt(key, sealed, rowId).toString('utf8'));
    },
  };
}
