// The conductor's step: everything that is due and everything time has brought, to the end, in one transaction; then what lies ahead.
import { randomUUID } from 'node:crypto';
import { agenda, type Agenda } from '../core/engine/agenda.ts';
import { decide } from '../core/engine/decide.ts';
import type { ProgressCommand } from '../core/engine/commands.ts';
import type { Plan } from '../core/engine/plan.ts';
import { hasEnded, type CaseState } from '../core/engine/state.ts';
import { DomainError } from '../core/errors.ts';
import { findCase } from '../db/cases.ts';
import { saveConductFailure } from '../db/conducting.ts';
import { raiseIncident, resolveIncidents } from '../db/incidents.ts';
import { closeCase } from './close-case.ts';
import type { LedgerDeps } from './deps.ts';
import type { Applied, Conducted } from './ledger.ts';
import { applyTime, LEDGER_ACTOR, openCase, record, refuseNewer } from './open-case.ts';
import { inTransaction } from './transaction.ts';

export async function advance(deps: LedgerDeps, caseNo: string): Promise<Conducted> {
  const atRest = await lookAtRest(deps, caseNo);
  if (atRest) return atRest;
  const conducted = await inTransaction(deps.pool, async (db) => {
    const c = await openCase(db, caseNo, deps.book, deps.clock);
    applyTime(c);
    const closed = await closeCase(deps, c, { conducted: true });
    if (c.row.conductError) await resolveIncidents(db, caseNo, 'conduct', c.now);
    await deps.failpoints.reach('advance:before-commit', caseNo);
    return toConducted(c.rules.plan, c.state, closed.agenda, c.now);
  });
  await deps.failpoints.reach('advance:after-commit', caseNo);
  return conducted;
}

/** A look that finds nothing to write needs no lock and no transaction id. */
async function lookAtRest({ pool, book, clock }: LedgerDeps, caseNo: string): Promise<Conducted | undefined> {
  const row = await findCase(pool, caseNo);
  if (!row) throw new DomainError('case-not-found', 'There is no such case.');
  refuseNewer(row.engineFormat);
  if (row.conductedSeq < row.wakeSeq || row.conductError !== undefined) return undefined;
  const { plan } = await book.getRules(pool, row.planHash, row.calendarHash);
  const ahead = agenda(plan, row.state);
  const now = Math.max(await clock(pool), row.recordedAt);
  if (ahead.due.length > 0 || (ahead.next && ahead.next.at <= now)) return undefined;
  return toConducted(plan, row.state, ahead, now);
}

const toConducted = (plan: Plan, state: CaseState, ahead: Agenda, now: number): Conducted => ({
  ...ahead,
  ...(ahead.next && { inMs: Math.max(1, ahead.next.at - now) }),
  leftMs: Object.fromEntries(ahead.dispatch.map((d) => [d.id, Math.max(1, d.until - now)])),
  waitsFor: plan.items
    .filter((i) => state.items[i.id]?.receivedAt !== undefined && !hasEnded(state.items[i.id]!))
    .map((i) => `${i.id} (${i.organs.decides})`),
});

/** The conductor's report of what became of a dispatch. What no longer matters changes nothing. */
export function report(
  deps: LedgerDeps,
  caseNo: string,
  command: Exclude<ProgressCommand, { type: 'openItem' }>,
): Promise<Applied> {
  return inTransaction(deps.pool, async (db) => {
    const c = await openCase(db, caseNo, deps.book, deps.clock);
    applyTime(c);
    const events = decide(c.rules, c.state, command, c.now);
    record(c, events, `${command.type}/${command.dispatchId}`, LEDGER_ACTOR);
    const closed = await closeCase(deps, c, { conducted: false });
    return { caseNo, matter: c.row.matter, seq: closed.seq, repeated: events.length === 0, wake: closed.wake };
  });
}

/** A threshold passes whether or not its run is awake: many at once are written down without Temporal. */
export function passTime(deps: LedgerDeps, caseNo: string): Promise<Applied> {
  return inTransaction(deps.pool, async (db) => {
    const c = await openCase(db, caseNo, deps.book, deps.clock);
    applyTime(c);
    const { seq, wake } = await closeCase(deps, c, { conducted: false });
    return { caseNo, matter: c.row.matter, seq, repeated: c.recorded.length === 0, wake };
  });
}

export function reportConductFailure(deps: LedgerDeps, caseNo: string, code: string, retryInMs: number): Promise<void> {
  return inTransaction(deps.pool, async (db) => {
    const at = await deps.clock(db);
    await saveConductFailure(db, caseNo, code, at + retryInMs);
    await raiseIncident(db, { id: randomUUID(), caseNo, kind: 'conduct', code, at });
  });
}
