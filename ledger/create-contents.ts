import { randomUUID } from 'node:crypto';
import type { Pool } from 'pg';
import { findCertificate, findMaterial, findSubmission, findText, insertMaterial } from '../db/contents.ts';
import type { InstrumentContent } from '../core/instruments/write.ts';
import type { Db } from '../db/db.ts';
import { findInstrumentBody } from '../db/instruments.ts';
import { findPersonByFingerprint } from '../db/person-numbers.ts';
import { findPerson } from '../db/people.ts';
import type { LedgerClock } from './clock.ts';
import type { CertificateContent, Contents, Profile, StoredForm } from './contents.ts';
import { authoriseFor } from './authorise.ts';
import { findRepeated, takeKey } from './requests.ts';
import { inTransaction } from './transaction.ts';
import type { Vault } from './vault.ts';

export async function getSubmittedForm(vault: Vault, db: Db, caseNo: string): Promise<StoredForm | undefined> {
  const row = await findSubmission(db, caseNo);
  const content = row && (await vault.open(db, row.id, row));
  return content ? { ...(content as Omit<StoredForm, 'version'>), version: row!.version } : undefined;
}
export async function getProfile(vault: Vault, db: Db, personId: string): Promise<Profile | undefined> {
  const person = await findPerson(db, personId);
  if (!person?.profile || !person.keyId) return undefined;
  return (await vault.open(db, personId, { keyId: person.keyId, sealed: person.profile })) as Profile | undefined;
}
export const getProfileName = async (vault: Vault, db: Db, personId: string): Promise<string | undefined> =>
  (await getProfile(vault, db, personId))?.name;

export const numberFingerprint = (vault: Vault, number: string): string => vault.fingerprint({ personNumber: number });

/** The person with this number whose data can still be read. */
export async function findByNumber(db: Db, vault: Vault, number: string): Promise<string | undefined> {
  const personId = await findPersonByFingerprint(db, numberFingerprint(vault, number));
  return personId !== undefined && (await getProfile(vault, db, personId)) ? personId : undefined;
}

const UPLOAD = { own: 'uploadMaterial', forAnother: 'uploadFor' } as const;

export function createContents({ pool, vault, clock }: { pool: Pool; vault: Vault; clock: LedgerClock }): Contents {
  const contents: Contents = {
    getForm: (db, caseNo) => getSubmittedForm(vault, db, caseNo),
    findByNumber: (db, number) => findByNumber(db, vault, number),
    getProfile: (db, personId) => getProfile(vault, db, personId),
    async getText(db, id) {
      const row = await findText(db, id);
      return row && vault.open(db, id, row);
    },
    async getCertificate(db, number) {
      const row = await findCertificate(db, number);
      return row && ((await vault.open(db, number, row.content)) as CertificateContent | undefined);
    },
    async getInstrument(db, number) {
      const row = await findInstrumentBody(db, number);
      return row && ((await vault.open(db, number, row)) as InstrumentContent | undefined);
    },
    async getMaterialName(db, materialId) {
      const row = await findMaterial(db, materialId);
      return row && ((await vault.open(db, materialId, row.name)) as string | undefined);
    },
    async addMaterial(request, material) {
      const added = await inTransaction(pool, async (db) => {
        const repeated = await findRepeated(db, vault, request);
        if (repeated) return { materialId: repeated.caseNo };
        const now = await clock(db);
        const id = randomUUID();
        // the key first: who waits here for the same upload has made nothing yet
        if (!(await takeKey(db, vault, request, { caseNo: id, seq: 0 }, now))) return undefined;
        const { principalId: ownerId } = await authoriseFor(db, request.actor, material.matter, UPLOAD, now);
        const keyId = await vault.keyOf(db, ownerId, now);
        const name = await vault.seal(db, keyId, id, material.name);
        await insertMaterial(db, { ...material, id, ownerId, scanState: 'not-scanned', name }, now);
        return { materialId: id };
      });
      return added ?? contents.addMaterial(request, material); // the same request just won: answer as it did
    },
  };
  return contents;
}
