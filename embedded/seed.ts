// What a fresh stack begins with: the calendar, the shipped definitions, sample organisations and people. Safe to run again.
import { randomUUID } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Pool } from 'pg';
import { POWERS } from '../core/access.ts';
import { EVERY_MATTER } from '../core/authorisation.ts';
import { parseCalendar } from '../core/definition/calendar-file.ts';
import { compileText } from '../core/definition/compile-text.ts';
import { parseDepartments } from '../core/definition/departments.ts';
import { insertAuthorisation, listChains } from '../db/authorisations.ts';
import {
  appoint,
  findOrganisationName,
  findPerson,
  hasEverHeldPost,
  saveOrganisation,
  savePerson,
  savePost,
} from '../db/people.ts';
import { savePersonNumber } from '../db/person-numbers.ts';
import { listPosts } from '../db/reads/organisations.ts';
import type { LedgerClock } from '../ledger/clock.ts';
import { numberFingerprint } from '../ledger/create-contents.ts';
import { publishCalendar, publishPlan } from '../ledger/publish.ts';
import { sha256 } from '../ledger/sha256.ts';
import { inTransaction } from '../ledger/transaction.ts';
import type { Vault } from '../ledger/vault.ts';
import { sampleOrganisations, samplePeople, samplePosts, sampleRepresentatives } from './sample-people.ts';

export interface SeedDeps {
  readonly pool: Pool;
  readonly vault: Vault;
  readonly clock: LedgerClock;
}
export const DEFINITIONS = path.join(path.dirname(fileURLToPath(import.meta.url)), '../definitions');

const MATTERS = ['company-set-up', 'open-a-restaurant', 'expert-reviewed', 'timed-procedures', 'five-in-parallel'];

export async function seed(deps: SeedDeps): Promise<void> {
  await seedPeople(deps);
  await publishCalendar(deps, parseCalendar(read('calendars/cn.yaml'), sha256));
  for (const matter of MATTERS) await publishFile(deps, path.join(DEFINITIONS, `${matter}.yaml`));
}

const read = (file: string) => fs.readFileSync(path.join(DEFINITIONS, file), 'utf8');

/** Compiles and publishes a definition file; its faults, all of them, are the error. */
export async function publishFile(
  deps: Pick<SeedDeps, 'pool' | 'clock'>,
  file: string,
  by = 'gao-feng',
): Promise<{ matter: string; version: string; hash: string; isNew: boolean }> {
  const source = fs.readFileSync(file, 'utf8');
  const { departments } = parseDepartments(read('departments.yaml'));
  const { plan, hash, diagnostics } = compileText(source, { departments, sha256 });
  if (!plan || !hash) {
    const lines = diagnostics.map((d) => `  ${file}:${d.line}:${d.column} ${d.code} ${d.message.en}`);
    throw new Error(`The definition has faults:\n${lines.join('\n')}`);
  }
  const isNew = await publishPlan(deps, { plan, hash, source, by });
  return { matter: plan.matter, version: plan.version, hash, isNew };
}

async function seedPeople({ pool, vault, clock }: SeedDeps): Promise<void> {
  await inTransaction(pool, async (db) => {
    const at = await clock(db);
    // what registrars have changed since stays changed
    for (const organisation of sampleOrganisations)
      if (!(await findOrganisationName(db, organisation.id))) await saveOrganisation(db, organisation);
    for (const post of samplePosts)
      if (!(await listPosts(db, post.organisationId)).some(({ id }) => id === post.id)) await savePost(db, post);
    for (const { id, kind, posts, ...profile } of samplePeople) {
      if (!(await findPerson(db, id))) {
        const keyId = await vault.keyOf(db, id, at);
        const { sealed } = await vault.seal(db, keyId, id, profile);
        await savePerson(db, { id, kind, subject: id, keyId, profile: sealed });
        const number = profile.identityNumber ?? profile.creditCode;
        if (number) await savePersonNumber(db, numberFingerprint(vault, number), id);
      }
      for (const post of posts) if (!(await hasEverHeldPost(db, id, post))) await appoint(db, id, post, at);
    }
    for (const { principalId, personId } of sampleRepresentatives) {
      if ((await listChains(db, personId, principalId)).length > 0) continue;
      const all = { matters: [EVERY_MATTER], actions: POWERS, mayPassOn: true };
      await insertAuthorisation(
        db,
        { id: randomUUID(), kind: 'representative', principalId, personId, ...all, validFrom: at },
        { by: personId, at },
      );
    }
  });
}
