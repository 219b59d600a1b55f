// Changes of the organisations: one registrar proposes, another approves; all steps take effect in one transaction, or none.
// Nothing is told to running processes: posts are read in the transaction that acts on them, so the next call sees the change.
import { randomUUID } from 'node:crypto';
import { POWERS, type Action } from '../core/access.ts';
import { EVERY_MATTER } from '../core/authorisation.ts';
import { ENDED } from '../core/engine/state.ts';
import { DomainError } from '../core/errors.ts';
import { checkSteps, concernedBy, peopleOf, playSteps } from '../core/organisations/play.ts';
import type { Step } from '../core/organisations/step.ts';
import type { TableRow } from '../core/organisations/table.ts';
import * as changes from '../db/organisation-changes.ts';
import { lockTree, readTree, saveChanges } from '../db/organisations.ts';
import { authorise } from './authorise.ts';
import type { Db } from './clock.ts';
import type { LedgerDeps } from './deps.ts';
import type { Request } from './ledger.ts';
import { stepsOfTable } from './organisation-table.ts';
import { findRepeated, reused, takeKey } from './requests.ts';
import { inTransaction } from './transaction.ts';
import type { Vault } from './vault.ts';

export interface Proposal {
  readonly steps: readonly Step[];
  /** The number of the document that orders it, or a code: no personal data. */
  readonly reason: string;
}
/** Each names by its request the registrar who does it. */
export interface Organisations {
  /** @returns the change's id */
  propose(request: Request, proposal: Proposal): Promise<string>;
  /** The steps that make what a table says, as a proposal. @returns the change's id */
  proposeTable(request: Request, table: readonly TableRow[], reason: string): Promise<string>;
  /** What `proposeTable` would find, and nothing else. @returns the steps it would propose */
  checkTable(request: Request, table: readonly TableRow[]): Promise<readonly Step[]>;
  approve(request: Request, id: string): Promise<void>;
  reject(request: Request, id: string, reason: string): Promise<void>;
  /** By him who proposed it. */
  withdraw(request: Request, id: string): Promise<void>;
}
export type OrganisationsDeps = Pick<LedgerDeps, 'pool' | 'clock'> & { readonly vault: Pick<Vault, 'fingerprint'> };

export const createOrganisations = (deps: OrganisationsDeps): Organisations => ({
  propose: (request, { steps, reason }) => propose(deps, request, reason, checked(steps)),
  proposeTable: (request, table, reason) => propose(deps, request, reason, (db, at) => stepsOfTable(db, table, at)),
  checkTable: ({ actor }, table) =>
    inTransaction(deps.pool, async (db) => {
      const at = await deps.clock(db);
      await authorise(db, actor, 'proposeOrganisationChange', {}, at);
      return stepsOfTable(db, table, at);
    }),
  approve: (request, id) => decide(deps, request, id, 'decideOrganisationChange', approve),
  reject: (request, id, rejection) =>
    decide(deps, request, id, 'decideOrganisationChange', async (at) => {
      await checkOther(at);
      return { status: 'rejected', rejection };
    }),
  withdraw: (request, id) =>
    decide(deps, request, id, 'proposeOrganisationChange', async ({ change, by }) => {
      refuseForeignWithdrawal(change, by);
      return { status: 'withdrawn' };
    }),
});

type Prepare = (db: Db, at: number) => Promise<readonly Step[]>;
async function propose(deps: OrganisationsDeps, request: Request, reason: string, prepare: Prepare): Promise<string> {
  const id = await inTransaction(deps.pool, async (db) => {
    const repeated = await findRepeated(db, deps.vault, request);
    if (repeated) return repeated.caseNo;
    const at = await deps.clock(db);
    const made = randomUUID();
    if (!(await takeKey(db, deps.vault, request, { caseNo: made, seq: 0 }, at))) return undefined;
    const { personId } = await authorise(db, request.actor, 'proposeOrganisationChange', {}, at);
    await changes.insertChange(db, { id: made, steps: await prepare(db, at), reason }, { personId, at });
    return made;
  });
  return id ?? propose(deps, request, reason, prepare); // the same request just won: answer as it did
}

const checked =
  (steps: readonly Step[]): Prepare =>
  async (db, at) => {
    const faults = checkSteps(await groundOf(db, steps, at), steps, at);
    if (faults.length > 0) throw new DomainError('organisation-invalid', 'It can not be done so.', { faults });
    return steps;
  };

/** What the steps are judged by. */
export const groundOf = (db: Db, steps: readonly Step[], at: number) =>
  readTree(db, {
    at,
    persons: [...new Set(steps.flatMap(peopleOf))],
    closing: [...new Set(steps.flatMap((s) => (s.type === 'closeOrganisation' ? [s.id] : [])))],
    ended: ENDED,
  });

type Change = NonNullable<Awaited<ReturnType<typeof changes.findChange>>>;
interface Deciding {
  readonly db: Db;
  readonly change: Change;
  readonly by: string;
  readonly at: number;
}
type Decision = Pick<Parameters<typeof changes.saveDecision>[2], 'status' | 'rejection'>;

export function refuseDecided({ status }: Pick<Change, 'status'>): void {
  if (status !== 'proposed')
    throw new DomainError('change-decided', 'Nothing was changed by this request.', { params: { status } });
}
export function refuseForeignWithdrawal({ proposedBy }: Pick<Change, 'proposedBy'>, by: string): void {
  if (proposedBy !== by) throw new DomainError('not-allowed', 'Who proposed a change may withdraw it.');
}

/** Under the lock of the tree: of two who decide at once one is told that it is decided. */
const decide = (
  deps: OrganisationsDeps,
  request: Request,
  id: string,
  action: Action,
  make: (deciding: Deciding) => Promise<Decision>,
): Promise<void> =>
  inTransaction(deps.pool, async (db) => {
    await lockTree(db);
    if (await findRepeated(db, deps.vault, request)) return;
    const at = await deps.clock(db);
    const { personId: by } = await authorise(db, request.actor, action, {}, at);
    const change = await changes.findChange(db, id);
    if (!change) throw new DomainError('change-not-found', 'There is no such change.');
    refuseDecided(change);
    const decision = await make({ db, change, by, at });
    await changes.saveDecision(db, id, { ...decision, by, at });
    if (!(await takeKey(db, deps.vault, request, { caseNo: id, seq: 0 }, at))) throw reused();
  });

/** Never he who proposed it, nor anybody whom it appoints, substitutes or relieves. */
export async function checkOther({ db, change, by, at }: Deciding) {
  const { steps } = change;
  const played = playSteps(await groundOf(db, steps, at), steps, at, () => randomUUID());
  if (change.proposedBy === by || concernedBy(steps, played).has(by))
    throw new DomainError('change-of-oneself', 'Another registrar must decide on it.');
  return played;
}

async function approve(deciding: Deciding): Promise<Decision> {
  const { db, change, by, at } = deciding;
  const played = await checkOther(deciding);
  if (played.faults.length > 0)
    throw new DomainError('change-outdated', 'Reject it, or let it be withdrawn and proposed anew.', {
      faults: played.faults,
    });
  await saveChanges(db, played.changes, { by, at, matters: [EVERY_MATTER], actions: POWERS });
  await changes.insertHistory(db, change.id, played.changes, at);
  return { status: 'approved' };
}
