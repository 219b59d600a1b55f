// Sessions that end before their tokens do. Wall time, not the ledger's: tokens know no other clock.
import { DomainError } from '../../core/errors.ts';
import { endSessionsUntil, insertRevocation } from '../../db/sessions.ts';
import { sha256 } from '../../ledger/sha256.ts';
import { inTransaction } from '../../ledger/transaction.ts';
import type { AppDeps } from '../deps.ts';
import { sessionHash, type SignedIn } from '../tokens.ts';
import type { Logout } from './logout-token.ts';

type Deps = Pick<AppDeps, 'pool' | 'tokens' | 'sessionDays'>;

/** The session of this token, also for the tokens that it may still get. */
export async function endSession(deps: Deps, personId: string, { session, expiresAt }: SignedIn): Promise<void> {
  await insertRevocation(deps.pool, { ...remembered(deps, expiresAt), id: session, personId });
}

/** @returns false when there is no such person */
export const endAllSessions = ({ pool, tokens }: Deps, by: Parameters<typeof endSessionsUntil>[1]): Promise<boolean> =>
  endSessionsUntil(pool, by, untilNow(tokens));

/** What the issuer says: the one session it names, or all of the person. A session or a person that we do not know has ended already. */
export async function obeyLogout(deps: Deps, { id, session, subject }: Logout): Promise<void> {
  await inTransaction(deps.pool, async (db) => {
    const first = await insertRevocation(db, { ...remembered(deps), id: sha256(`logout ${id}`) });
    if (!first) throw new DomainError('logout-token-invalid', 'This logout token was used already.');
    if (session) await insertRevocation(db, { ...remembered(deps), id: sessionHash(session) });
    else await endSessionsUntil(db, { subject: subject! }, untilNow(deps.tokens));
  });
}

/** A clock that is ahead of ours may have dated a token a little later than now: it ends too. */
const untilNow = ({ clockToleranceMs }: Deps['tokens']) => Date.now() + clockToleranceMs;
const DAY_MS = 86_400_000;
const remembered = ({ sessionDays }: Deps, least = 0) => {
  const revokedAt = Date.now();
  return { revokedAt, expiresAt: Math.max(least + 3_600_000, revokedAt + sessionDays * DAY_MS) };
};
