// May this person read it? The same table as the ledger's (core/access.ts), asked at the ledger's now.
import { checkAccess, type Access, type Action, type HeldPost, type Standing } from '../core/access.ts';
import { DomainError } from '../core/errors.ts';
import { listHeldPosts } from '../db/people.ts';
import { findStanding, type Subject } from '../ledger/authorise.ts';
import type { AppDeps } from './deps.ts';

/** `now`: the ledger's, at which it was asked; what is shown is of the same instant. `standing`: to what was asked for. */
export type Allowed = Extract<Access, { allowed: true }> & { readonly now: number; readonly standing: Standing };

/** Who may not know of the thing is told there is none (`unknown`). */
export async function allowRead(
  { pool, clock }: Pick<AppDeps, 'pool' | 'clock'>,
  personId: string,
  action: Action,
  subject: Subject,
  unknown:
    | 'case-not-found'
    | 'task-not-found'
    | 'certificate-not-found'
    | 'instrument-not-found'
    | 'material-not-found'
    | 'dispatch-not-found'
    | 'not-allowed',
): Promise<Allowed> {
  const now = await clock(pool);
  const standing = await findStanding(pool, personId, now, subject);
  const access = checkAccess(action, standing);
  if (access.allowed) return { ...access, now, standing };
  if (access.reason === 'own-case')
    throw new DomainError('own-case', 'You are a party to this case: somebody else handles it.');
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
