// 草稿: what somebody fills in is kept for him until he submits it, throws it away, or leaves it alone for too long. Sealed with his key.
import { randomUUID } from 'node:crypto';
import type { Pool } from 'pg';
import { canonicalJson } from '../core/canonical.ts';
import { DAY } from '../core/clock/calendar.ts';
import { DomainError } from '../core/errors.ts';
import { findDraft, forgetDrafts, lockDraft, replaceDraft, type DraftPlace, type DraftRow } from '../db/drafts.ts';
import type { Db } from '../db/db.ts';
import type { LedgerClock } from './clock.ts';
import { inTransaction } from './transaction.ts';
import type { Vault } from './vault.ts';

export type DraftContent = Readonly<Record<string, unknown>>;
export interface Draft {
  /** 0 before the first one; the next one names it. */
  readonly revision: number;
  readonly content?: DraftContent;
  /** Epoch milliseconds. */
  readonly savedAt?: number;
}
export interface Drafts {
  find(place: DraftPlace): Promise<Draft>;
  /** @param content undefined throws it away @throws `draft-changed` when another one was saved after `revision` */
  save(place: DraftPlace, revision: number, content: DraftContent | undefined): Promise<Draft>;
}

/** @param keepDays after which one that nobody touched is forgotten */
export function createDrafts({
  pool,
  vault,
  clock,
  keepDays,
}: {
  pool: Pool;
  vault: Vault;
  clock: LedgerClock;
  keepDays: number;
}): Drafts {
  const contentOf = async (db: Db, { id, keyId, sealed }: DraftRow) =>
    keyId && sealed ? ((await vault.open(db, id, { keyId, sealed })) as DraftContent | undefined) : undefined;
  return {
    async find(place) {
      const row = await findDraft(pool, place);
      if (!row) return { revision: 0 };
      const { revision } = row;
      const savedAt = row.savedAt.getTime();
      const content = savedAt < (await clock(pool)) - keepDays * DAY ? undefined : await contentOf(pool, row);
      return content === undefined ? { revision } : { revision, savedAt, content };
    },
    save: (place, revision, content) =>
      inTransaction(pool, async (db) => {
        const now = await clock(db);
        const row = await lockDraft(db, place, randomUUID(), now);
        const same = async () => canonicalJson((await contentOf(db, row)) ?? null) === canonicalJson(content ?? null);
        if (row.revision === revision + 1 && (await same()))
          // the same once more: its answer was lost
          return { revision: row.revision, ...(content && { content, savedAt: row.savedAt.getTime() }) };
        if (row.revision !== revision)
          throw new DomainError('draft-changed', 'It was saved in another window or on another device meanwhile.');
        const sealed = content && (await vault.seal(db, await vault.keyOf(db, place.personId, now), row.id, content));
        await replaceDraft(db, row.id, sealed, now);
        await forgetDrafts(db, now - keepDays * DAY);
        return { revision: revision + 1, ...(content && { content, savedAt: now }) };
      }),
  };
}
