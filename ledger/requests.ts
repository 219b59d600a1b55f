// Idempotency: one (principal, key), one effect. Only the effect's place is stored; the answer is rendered again with today's rights.
import { DomainError } from '../core/errors.ts';
import type { Db } from '../db/db.ts';
import { findRequest, insertRequest, type StoredRequest } from '../db/idempotency.ts';
import type { Request } from './ledger.ts';
import type { Vault } from './vault.ts';

/** Recognises requests without keeping them. */
type Fingerprints = Pick<Vault, 'fingerprint'>;

/** The earlier effect of the same request; a different request under the same key is refused. */
export async function findRepeated(db: Db, vault: Fingerprints, request: Request): Promise<StoredRequest | undefined> {
  const stored = await findRequest(db, request.actor.personId, request.key);
  if (stored && stored.requestHash !== vault.fingerprint(request.requestHash)) throw reused();
  return stored;
}

/** Takes the key for this effect. False when another transaction took it meanwhile. */
export const takeKey = (
  db: Db,
  vault: Fingerprints,
  request: Request,
  effect: { caseNo: string; seq: number },
  at: number,
) =>
  insertRequest(
    db,
    request.actor.personId,
    request.key,
    { requestHash: vault.fingerprint(request.requestHash), ...effect },
    at,
  );

export const reused = () =>
  new DomainError('idempotency-key-reused', 'This Idempotency-Key was used for a different request; choose a new one.');
