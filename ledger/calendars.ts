// Calendars: proposed by one person, published by another, rolled out over the open cases.
import { randomUUID } from 'node:crypto';
import type { Calendar } from '../core/clock/calendar.ts';
import { DomainError } from '../core/errors.ts';
import * as calendars from '../db/calendars.ts';
import { saveCalendar } from '../db/definitions.ts';
import type { Db } from '../db/db.ts';
import { raiseIncident } from '../db/incidents.ts';
import { authorise } from './authorise.ts';
import type { LedgerDeps } from './deps.ts';
import type { Request, RolloutStep } from './ledger.ts';
import { recalculate } from './recalculate.ts';
import { findRepeated, reused, takeKey } from './requests.ts';
import { CALENDAR_ID } from './rules.ts';
import { refuseUnlessSecondPerson } from './second-person.ts';
import { inTransaction } from './transaction.ts';

/** @param source the text that `calendar` was read from. @returns the proposal's id */
export async function proposeCalendar(
  deps: LedgerDeps,
  request: Request,
  calendar: Calendar,
  source: string,
): Promise<string> {
  const id = await inTransaction(deps.pool, async (db) => {
    const repeated = await findRepeated(db, deps.vault, request);
    if (repeated) return repeated.caseNo;
    const at = await deps.clock(db);
    await authorise(db, request.actor, 'proposeCalendar', {}, at);
    if (calendar.id !== CALENDAR_ID)
      throw new DomainError('calendar-invalid', `Cases are dated by the calendar "${CALENDAR_ID}".`);
    if (await calendars.findCalendarVersion(db, calendar.id, calendar.version))
      throw new DomainError('calendar-invalid', 'This version was published before; give the change a new version.');
    const proposal = { id: randomUUID(), calendar, source, proposedBy: request.actor.personId, proposedAt: at };
    if (!(await takeKey(db, deps.vault, request, { caseNo: proposal.id, seq: 0 }, at))) return undefined;
    await calendars.insertProposal(db, proposal);
    return proposal.id;
  });
  return id ?? proposeCalendar(deps, request, calendar, source); // the same request just won: answer as it did
}

/** By somebody else than who proposed it. A published version is what new cases are dated by; open ones follow by the roll-out. */
export const decideCalendar = (
  deps: LedgerDeps,
  request: Request,
  id: string,
  outcome: 'published' | 'rejected',
): Promise<void> =>
  inTransaction(deps.pool, async (db) => {
    if (await findRepeated(db, deps.vault, request)) return;
    const at = await deps.clock(db);
    const actor = await authorise(db, request.actor, 'publishCalendar', {}, at);
    const proposal = await calendars.findProposal(db, id, true);
    if (!proposal) throw new DomainError('calendar-not-found', 'There is no such proposal.');
    refuseUnlessSecondPerson(proposal, actor.personId);
    await calendars.decideProposal(db, id, { status: outcome, by: actor.personId, at });
    if (outcome === 'published') {
      await saveCalendar(db, proposal.calendar, at);
      await calendars.insertRollout(db, proposal.calendar.hash, at);
    }
    if (!(await takeKey(db, deps.vault, request, { caseNo: id, seq: 0 }, at))) throw reused();
  });

/**
 * The next cases of a roll-out, each in a transaction of its own. May run twice: a case that is dated by the version already is not
 * looked at again. One that can not be dated is an incident, and holds up no other.
 */
export async function rolloutStep(
  deps: LedgerDeps,
  calendarHash: string,
  after: string,
  limit: number,
): Promise<RolloutStep> {
  const { pool } = deps;
  const calendar = { id: CALENDAR_ID, hash: calendarHash };
  const rows = await calendars.listOpenCasesByOtherCalendar(pool, calendar, after, limit);
  let [moved, failed] = [0, 0];
  for (const { caseNo } of rows)
    try {
      moved += Number((await recalculate(deps, caseNo, calendarHash)).moved);
    } catch (error) {
      if (!(error instanceof DomainError) || error.code === 'database-unavailable' || error.code === 'busy')
        throw error;
      failed += 1;
      await raise(pool, deps, caseNo, error.code);
    }
  await calendars.addRolloutProgress(pool, calendarHash, { cases: rows.length, moved, failed });
  const next = rows.length < limit ? undefined : rows.at(-1)!.caseNo;
  if (next === undefined) await calendars.finishRollout(pool, calendarHash, await deps.clock(pool));
  return { ...(next !== undefined && { after: next }), cases: rows.length, moved };
}

const raise = async (db: Db, { clock }: LedgerDeps, caseNo: string, code: string) =>
  raiseIncident(db, { id: randomUUID(), caseNo, kind: 'recalculation', code, at: await clock(db) });
