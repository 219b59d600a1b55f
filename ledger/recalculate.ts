// A new version of the calendar over the open cases: what it would move, and moving it, one case a transaction.
import type { Calendar } from '../core/clock/calendar.ts';
import { recalculation } from '../core/engine/clock-changes.ts';
import { decide } from '../core/engine/decide.ts';
import { isRunning, type CaseState } from '../core/engine/state.ts';
import { DomainError } from '../core/errors.ts';
import { saveCaseCalendar } from '../db/cases.ts';
import { listOpenCasesByOtherCalendar } from '../db/calendars.ts';
import type { Db } from '../db/db.ts';
import { closeCase } from './close-case.ts';
import type { LedgerDeps } from './deps.ts';
import { applyTime, LEDGER_ACTOR, openCase, record, type OpenCase } from './open-case.ts';
import { inTransaction } from './transaction.ts';

export interface Recalculated {
  /** Whether a date of the case moved. */
  readonly moved: boolean;
  readonly seq: number;
  readonly matter: string;
  readonly wake: boolean;
}

/** Dates one case by this version. Again changes nothing; a case of which nothing runs any more keeps what it had. */
export function recalculate(deps: LedgerDeps, caseNo: string, calendarHash: string): Promise<Recalculated> {
  return inTransaction(deps.pool, async (db) => {
    const found = await openCase(db, caseNo, deps.book, deps.clock);
    const { row } = found;
    const unmoved = { moved: false, seq: row.seq, matter: row.matter, wake: false };
    if (row.calendarHash === calendarHash || isOver(found.state)) return unmoved;
    const rules = await deps.book.getRules(db, row.planHash, calendarHash);
    if (rules.calendar.id !== found.rules.calendar.id)
      throw new DomainError('calendar-invalid', `The case is dated by ${found.rules.calendar.id}.`);
    const c: OpenCase = { ...found, rules };
    applyTime(c); // what has passed has passed by the dates that stood
    if (isOver(c.state)) return unmoved;
    const events = decide(rules, c.state, { type: 'recalculateCalendar' }, c.now);
    record(c, events, `recalculate/${calendarHash}`, LEDGER_ACTOR);
    applyTime(c); // and what the new dates have let pass
    await saveCaseCalendar(db, caseNo, calendarHash);
    const { seq, wake } = await closeCase(deps, c, { conducted: false });
    return { moved: events.some((e) => e.type === 'clockRedated'), seq, matter: row.matter, wake };
  });
}

const isOver = (state: CaseState): boolean => state.status === 'closed' && !isRunning(state);

export interface Effect {
  readonly openCases: number;
  /** Cases of which a date moves. */
  readonly moved: number;
  readonly earlier: number;
  readonly later: number;
  /** Cases that are in time now and would be overdue. */
  readonly newlyOverdue: readonly string[];
  /** The furthest that a date moves, in days. */
  readonly mostDays: number;
}
const PAGE = 200;
const NAMED = 100;
const DAY = 86_400_000;

/** What publishing this version would do to the cases that are open now. Nothing is changed. */
export async function previewCalendar(
  { book, clock }: Pick<LedgerDeps, 'book' | 'clock'>,
  db: Db,
  calendar: Calendar,
): Promise<Effect> {
  const now = await clock(db);
  const effect = { openCases: 0, moved: 0, earlier: 0, later: 0, mostDays: 0 };
  const newlyOverdue: string[] = [];
  for (let after: string | undefined = ''; after !== undefined;) {
    const rows = await listOpenCasesByOtherCalendar(db, calendar, after, PAGE);
    for (const row of rows) {
      const plan = await book.getPlan(db, row.planHash);
      const dated = recalculation({ plan, calendar }, row.state, now).flatMap((e) =>
        e.type === 'clockRedated' ? [e.clock] : [],
      );
      const days = dated.map((c) => (c.dueAt - row.state.clocks[c.id]!.dueAt) / DAY);
      effect.openCases += 1;
      if (dated.length > 0) effect.moved += 1;
      if (days.some((d) => d < 0)) effect.earlier += 1;
      if (days.some((d) => d > 0)) effect.later += 1;
      effect.mostDays = Math.max(effect.mostDays, ...days.map((d) => Math.abs(Math.round(d))));
      if (dated.some((c) => c.dueAt <= now && row.state.clocks[c.id]!.dueAt > now)) newlyOverdue.push(row.caseNo);
    }
    after = rows.length < PAGE ? undefined : rows.at(-1)!.caseNo;
  }
  return { ...effect, newlyOverdue: newlyOverdue.slice(0, NAMED) };
}
