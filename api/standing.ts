// May this person read it? The same table as the ledger's (core/access.ts), asked at the ledger's now.
import { checkAccess, type Access, type Action, type HeldPost } from '../core/access.ts';
import { DomainError } from '../core/errors.ts';
import type { CaseRow } from '../db/cases.ts';
import { listHeldPosts } from '../db/people.ts';
import { findStanding } from '../ledger/authorise.ts';
import type { AppDeps } from './deps.ts';

/** `now`: the ledger's, at which it was asked; what is shown is of the same instant. */
export type Allowed = Extract<Access, { allowed: true }> & { readonly now: number };

/** @param organs of the items in question. Who may not know of the case is told there is none. */
export async function allowRead(
  deps: Pick<AppDeps, 'pool' | 'clock'>,
  personId: string,
  action: Action,
  subject: { row?: Pick<CaseRow, 'applicantId' | 'agentId' | 'organ'>; organs?: readonly string[] },
  unknown: 'case-not-found' | 'task-not-found' | 'certificate-not-found' | 'not-allowed',
): Promise<Allowed> {
  const now = await deps.clock(deps.pool);
  const { organs = [], row } = subject;
  const standing = await findStanding(deps.pool, personId, now, { ...(row && { row }) });
  const access = checkAccess(action, { ...standing, organs: { ...standing.organs, organ: organs } });
  if (access.allowed) return { ...access, now };
  throw new DomainError(
    unknown,
    unknown === 'not-allowed' ? 'You hold no post for this.' : 'There is no such thing for you.',
  );
}

/** The posts held now, and the ledger's now. */
export async function heldPosts(
  { pool, clock }: Pick<AppDeps, 'pool' | 'clock'>,
  personId: string,
): Promise<{ posts: readonly HeldPost[]; now: number }> {
  const now = await clock(pool);
  return { posts: await listHeldPosts(pool, personId, now), now };
}
