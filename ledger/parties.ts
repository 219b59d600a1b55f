// Who takes part in a case beside its applicant. No process state: it says who may see the case, and is read at each look.
import type { Action } from '../core/access.ts';
import { organsOf } from '../core/concerned.ts';
import { DomainError } from '../core/errors.ts';
import { findCase } from '../db/cases.ts';
import type { Db } from '../db/db.ts';
import * as parties from '../db/parties.ts';
import { findPerson } from '../db/people.ts';
import { authorise } from './authorise.ts';
import type { LedgerDeps } from './deps.ts';
import type { PartyIntent, Request } from './ledger.ts';
import { findRepeated, reused, takeKey } from './requests.ts';
import { inTransaction } from './transaction.ts';

/** The applicant says who helps him or applies with him; whose interests are touched, the organs find out (行政许可法 Art. 36). */
const ADDING: Readonly<Record<parties.PartyKind, Action>> = {
  'co-applicant': 'addParty',
  helper: 'addParty',
  'interested-party': 'nameInterestedParty',
};
const notFound = () => new DomainError('party-not-found', 'There is no such party to this case.');

export const addParty = (deps: LedgerDeps, caseNo: string, request: Request, party: PartyIntent): Promise<void> =>
  change(deps, caseNo, request, async (db, applicantId, at, allow) => {
    await allow(ADDING[party.kind]);
    const person = await findPerson(db, party.personId);
    if (person?.kind !== 'natural') throw new DomainError('person-not-found', 'There is no such person.');
    if (party.personId === applicantId) throw new DomainError('own-case', 'He is the applicant.');
    await parties.insertParty(db, caseNo, party, { by: request.actor.personId, at });
  });

export const endParty = (deps: LedgerDeps, caseNo: string, request: Request, party: PartyIntent): Promise<void> =>
  change(deps, caseNo, request, async (db, _applicantId, at, allow) => {
    const leaves = party.personId === request.actor.personId;
    if (!leaves) await allow(ADDING[party.kind]);
    if (await parties.endParty(db, caseNo, party, { by: request.actor.personId, at })) return;
    if (leaves) await allow(ADDING[party.kind]);
    throw notFound();
  });

type Allow = (action: Action) => Promise<unknown>;
type Make = (db: Db, applicantId: string, at: number, allow: Allow) => Promise<void>;

const change = (deps: LedgerDeps, caseNo: string, request: Request, make: Make): Promise<void> =>
  inTransaction(deps.pool, async (db) => {
    if (await findRepeated(db, deps.vault, request)) return;
    const row = await findCase(db, caseNo);
    if (!row) throw new DomainError('case-not-found', 'There is no such case.');
    const at = await deps.clock(db);
    const plan = await deps.book.getPlan(db, row.planHash);
    const subject = { row, ...organsOf(plan, row.state) };
    await make(db, row.applicantId, at, (action) => authorise(db, request.actor, action, subject, at));
    if (!(await takeKey(db, deps.vault, request, { caseNo, seq: row.seq }, at))) throw reused();
  });
