// Versions of matters: proposed by an author, published by somebody else. Cases that run keep theirs.
import { randomUUID } from 'node:crypto';
import type { Plan } from '../core/engine/plan.ts';
import { DomainError } from '../core/errors.ts';
import type { Db } from '../db/db.ts';
import * as proposals from '../db/definition-proposals.ts';
import { findDefinitionHash } from '../db/definitions.ts';
import { authorise } from './authorise.ts';
import type { LedgerDeps } from './deps.ts';
import type { Request } from './ledger.ts';
import { insertPublication } from './publish.ts';
import { findRepeated, reused, takeKey } from './requests.ts';
import { refuseUnlessSecondPerson } from './second-person.ts';
import { inTransaction } from './transaction.ts';

/** A definition without errors. */
export interface Compiled {
  readonly plan: Plan;
  readonly hash: string;
  /** The text it was compiled from. */
  readonly source: string;
}

/** @returns the proposal's id */
export async function proposeDefinition(deps: LedgerDeps, request: Request, compiled: Compiled): Promise<string> {
  const id = await inTransaction(deps.pool, async (db) => {
    const repeated = await findRepeated(db, deps.vault, request);
    if (repeated) return repeated.caseNo;
    const at = await deps.clock(db);
    const { personId } = await authorise(db, request.actor, 'writeDefinition', {}, at);
    await refuseKnownVersion(db, compiled.plan);
    const { plan, hash: planHash, source } = compiled;
    const proposal = { id: randomUUID(), plan, planHash, source, proposedBy: personId, proposedAt: at };
    if (!(await takeKey(db, deps.vault, request, { caseNo: proposal.id, seq: 0 }, at))) return undefined;
    await proposals.insertDefinitionProposal(db, proposal);
    return proposal.id;
  });
  return id ?? proposeDefinition(deps, request, compiled); // the same request just won: answer as it did
}

async function refuseKnownVersion(db: Db, { matter, version }: Plan): Promise<void> {
  if ((await findDefinitionHash(db, matter, version)) !== undefined)
    throw new DomainError('definition-invalid', 'This version was published before; give the change a new version.');
}

/** By somebody else than who proposed it. */
export const decideDefinition = (
  deps: LedgerDeps,
  request: Request,
  id: string,
  outcome: 'published' | 'rejected',
): Promise<void> =>
  inTransaction(deps.pool, async (db) => {
    if (await findRepeated(db, deps.vault, request)) return;
    const at = await deps.clock(db);
    const { personId } = await authorise(db, request.actor, 'publishDefinition', {}, at);
    const found = await proposals.findDefinitionProposal(db, id, true);
    if (!found) throw new DomainError('definition-not-found', 'There is no such proposal.');
    refuseUnlessSecondPerson(found, personId);
    await proposals.decideDefinitionProposal(db, id, { status: outcome, by: personId, at });
    if (outcome === 'published') {
      await refuseKnownVersion(db, found.plan);
      await insertPublication(db, { plan: found.plan, hash: found.planHash, source: found.source, by: personId }, at);
    }
    if (!(await takeKey(db, deps.vault, request, { caseNo: id, seq: 0 }, at))) throw reused();
  });
