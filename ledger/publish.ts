// Publishing: a compiled plan becomes the one that new cases start with. Running cases keep theirs. No restart of anything.
import { DomainError } from '../core/errors.ts';
import type { Calendar } from '../core/clock/calendar.ts';
import type { Plan } from '../core/engine/plan.ts';
import type { Db } from '../db/db.ts';
import { findDefinitionHash, insertDefinition, saveCalendar, savePlan } from '../db/definitions.ts';
import type { Pool } from 'pg';
import type { LedgerClock } from './clock.ts';
import { inTransaction } from './transaction.ts';

export interface Publication {
  readonly plan: Plan;
  readonly hash: string;
  /** The definition's own text. */
  readonly source: string;
  readonly by: string;
}

/** True when it was new; the same version with the same plan is nothing new; with another plan it is refused. */
export const publishPlan = (deps: { pool: Pool; clock: LedgerClock }, p: Publication): Promise<boolean> =>
  inTransaction(deps.pool, async (db) => insertPublication(db, p, await deps.clock(db)));

/** In the transaction of whoever publishes. */
export async function insertPublication(db: Db, p: Publication, publishedAt: number): Promise<boolean> {
  await savePlan(db, p.hash, p.plan);
  const { matter, version } = p.plan;
  const isNew = await insertDefinition(db, {
    matter,
    version,
    planHash: p.hash,
    source: p.source,
    publishedAt,
    publishedBy: p.by,
  });
  if (!isNew && (await findDefinitionHash(db, matter, version)) !== p.hash)
    throw new DomainError(
      'definition-invalid',
      `${matter} ${version} was published with another content; give the change a new version.`,
    );
  return isNew;
}

export const publishCalendar = (deps: { pool: Pool; clock: LedgerClock }, calendar: Calendar): Promise<void> =>
  inTransaction(deps.pool, async (db) => saveCalendar(db, calendar, await deps.clock(db)));
