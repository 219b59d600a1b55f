// The life of keys: re-wrapping after a new master key, and erasing a person's.
import type { Pool } from 'pg';
import { DomainError } from '../core/errors.ts';
import { countOpenCasesOf } from '../db/cases.ts';
import * as subjectKeys from '../db/subject-keys.ts';
import type { LedgerClock } from './clock.ts';
import type { KeyProvider } from './key-provider.ts';
import { inTransaction } from './transaction.ts';

const BATCH = 200;

/**
 * Wraps every key anew that another master key wrapped. Each is replaced by itself and only while it is what was read, so that it may be
 * killed at any moment, run again, and run while API and worker go on.
 * @returns how many were wrapped anew
 */
export async function rewrapKeys(
  pool: Pool,
  provider: KeyProvider,
  told: (done: number) => void = () => undefined,
): Promise<number> {
  let done = 0;
  for (let after = ''; ;) {
    const keys = await subjectKeys.listWrappedByOthers(pool, provider.currentId, after, BATCH);
    for (const { id, masterKeyId, wrapped } of keys) {
      const again = await provider.wrap(await provider.unwrap(masterKeyId, wrapped));
      const to = { masterKeyId: provider.currentId, wrapped: again };
      if (await subjectKeys.replaceWrapped(pool, { id, masterKeyId, wrapped }, to)) done += 1;
    }
    told(done);
    if (keys.length < BATCH) return done;
    after = keys.at(-1)!.id;
  }
}

/** 删除个人密钥: what was sealed with it can never be read again; the chains stay whole. Not while a case of his is open. */
export const eraseSubject = (pool: Pool, clock: LedgerClock, subjectId: string): Promise<void> =>
  inTransaction(pool, async (db) => {
    if (!(await subjectKeys.lockLive(db, subjectId)))
      throw new DomainError('person-not-found', 'There is no key of such a person.');
    const open = await countOpenCasesOf(db, subjectId);
    if (open > 0)
      throw new DomainError('subject-has-open-cases', 'His cases could not go on without it; close them first.', {
        params: { open },
      });
    await subjectKeys.erase(db, subjectId, await clock(db));
  });
