// Powers of attorney: granted by the principal, by a legal person's representative, or passed on by an agent who may.
import { randomUUID } from 'node:crypto';
import { POWERS } from '../core/access.ts';
import { passingFaults, reachOf, standsAt, type Authorisation } from '../core/authorisation.ts';
import { DomainError, type Fault } from '../core/errors.ts';
import * as db from '../db/authorisations.ts';
import type { Db } from '../db/db.ts';
import { findPerson } from '../db/people.ts';
import type { LedgerDeps } from './deps.ts';
import type { AuthorisationIntent, Request } from './ledger.ts';
import { findRepeated, reused, takeKey } from './requests.ts';
import { inTransaction } from './transaction.ts';

export async function grantAuthorisation(
  deps: LedgerDeps,
  request: Request,
  wanted: AuthorisationIntent,
): Promise<string> {
  const id = await inTransaction(deps.pool, async (client) => {
    const repeated = await findRepeated(client, deps.vault, request);
    if (repeated) return repeated.caseNo;
    const at = await deps.clock(client);
    const granted = await toAuthorisation(client, request.actor.personId, wanted, at);
    if (!(await takeKey(client, deps.vault, request, { caseNo: granted.id, seq: 0 }, at))) return undefined;
    await db.insertAuthorisation(client, granted, { by: request.actor.personId, at });
    return granted.id;
  });
  return id ?? grantAuthorisation(deps, request, wanted); // the same request just won: answer as it did
}

async function toAuthorisation(
  client: Db,
  by: string,
  wanted: AuthorisationIntent,
  at: number,
): Promise<Authorisation> {
  const { principalId = by, personId, ...terms } = wanted;
  const parent = principalId === by ? undefined : await findParent(client, by, principalId, wanted, at);
  const faults = termFaults({ ...wanted, principalId }, by, at);
  const person = await findPerson(client, personId);
  if (person?.kind !== 'natural') throw new DomainError('person-not-found', 'There is no such person.');
  if (faults.length > 0) throw new DomainError('authorisation-invalid', 'It can not be granted so.', { faults });
  return {
    id: randomUUID(),
    kind: 'agent',
    principalId,
    personId,
    ...(parent !== undefined && { parentId: parent }),
    ...terms,
  };
}

/** The authorisation by which he may grant it: of those he has, the first that reaches so far; else why none does. */
async function findParent(client: Db, by: string, principalId: string, wanted: AuthorisationIntent, at: number) {
  const chains = (await db.listChains(client, by, principalId)).filter((c) => reachOf(c, undefined, at));
  if (chains.length === 0)
    throw new DomainError('authorisation-missing', 'Nobody here knows that you act for this person.');
  const tried = chains.map((chain) => ({ id: chain[0]!.id, faults: passingFaults(chain, wanted, at) }));
  const fit = tried.find(({ faults }) => faults.length === 0);
  if (fit) return fit.id;
  throw new DomainError('authorisation-invalid', 'It goes beyond what you are authorised for yourself.', {
    faults: tried[0]!.faults,
  });
}

const FAULTS = {
  oneself: {
    pointer: '/personId',
    code: 'oneself',
    message: { zh: '不能授权给自己', en: 'Nobody authorises himself' },
  },
  empty: {
    pointer: '/validUntil',
    code: 'ended',
    message: { zh: '期限已过或为空', en: 'It would end before it begins, or has ended' },
  },
  early: { pointer: '/validFrom', code: 'past', message: { zh: '不能追溯授权', en: 'It can not begin in the past' } },
} as const satisfies Record<string, Fault>;
const PAST_TOLERANCE_MS = 5 * 60_000;

function termFaults(a: AuthorisationIntent & { principalId: string }, by: string, at: number): Fault[] {
  const ends = a.validUntil !== undefined && a.validUntil <= Math.max(a.validFrom, at);
  return [
    ...(a.personId === a.principalId || a.personId === by ? [FAULTS.oneself] : []),
    ...(ends ? [FAULTS.empty] : []),
    ...(a.validFrom < at - PAST_TOLERANCE_MS ? [FAULTS.early] : []),
  ];
}

export const revokeAuthorisation = (deps: LedgerDeps, request: Request, id: string): Promise<void> =>
  inTransaction(deps.pool, async (client) => {
    if (await findRepeated(client, deps.vault, request)) return;
    const at = await deps.clock(client);
    const chain = await db.findChain(client, id);
    const [own] = chain;
    const by = request.actor.personId;
    if (!own || own.kind === 'representative' || !(await mayEnd(client, by, chain, at)))
      throw new DomainError('authorisation-not-found', 'There is no such authorisation that you may end.');
    if (!(await db.revokeAuthorisation(client, id, by, at)))
      throw new DomainError('authorisation-ended', 'It was revoked before.');
    if (!(await takeKey(client, deps.vault, request, { caseNo: id, seq: 0 }, at))) throw reused();
  });

/** The principal, his representative, who passed it on, or who has it and wants it no more. */
async function mayEnd(client: Db, by: string, chain: readonly Authorisation[], at: number): Promise<boolean> {
  const { principalId } = chain[0]!;
  if (by === principalId || chain[0]!.personId === by) return true;
  if (chain.slice(1).some((a) => a.personId === by && standsAt(a, at))) return true;
  const own = await db.listChains(client, by, principalId);
  return own.some((c) => reachOf(c, undefined, at)?.kind === 'representative');
}

/** Whose authorisations he may look at: his own, those he holds, those of whom he represents. */
export async function mayListFor(client: Db, by: string, principalId: string, at: number): Promise<boolean> {
  if (by === principalId) return true;
  const own = await db.listChains(client, by, principalId);
  return own.some((c) => reachOf(c, undefined, at)?.powers.length === POWERS.length);
}

/** Of a principal's cases, those of which matters he may read. @throws DomainError authorisation-missing when of none */
export async function readableMatters(client: Db, by: string, principalId: string, at: number) {
  if (by === principalId) return () => true;
  const chains = await db.listChains(client, by, principalId);
  const mayRead = (matter: string | undefined) =>
    chains.some((chain) => reachOf(chain, matter, at)?.powers.includes('read') ?? false);
  if (!mayRead(undefined)) throw new DomainError('authorisation-missing', 'Nobody here knows that you act for him.');
  return mayRead;
}
