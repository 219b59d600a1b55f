// A case under its lock: its rules, its state brought up to now, and what is being added to it in this transaction.
import { DomainError } from '../core/errors.ts';
import { agenda, catchUp, type Agenda } from '../core/engine/agenda.ts';
import type { Rules } from '../core/engine/rules.ts';
import type { Happened } from '../core/engine/events.ts';
import { evolve } from '../core/engine/evolve.ts';
import { ENGINE_FORMAT, type CaseState } from '../core/engine/state.ts';
import { lockCase, type CaseRow } from '../db/cases.ts';
import type { Db } from '../db/db.ts';
import { lockTasks, type TaskRow } from '../db/tasks.ts';
import type { LedgerClock } from './clock.ts';
import type { Actor } from './ledger.ts';
import type { RuleBook } from './rules.ts';

/** In whose name time and the conductor record. */
export const LEDGER_ACTOR: Actor = { personId: 'ledger', channel: 'conductor' };

export interface Recorded {
  readonly event: Happened;
  readonly commandId: string;
  readonly actor: Actor;
}
export interface OpenCase {
  readonly db: Db;
  readonly row: Omit<CaseRow, 'state'>;
  readonly rules: Rules;
  /** The ledger's now: read after the lock, never less than the case's last record. */
  readonly now: number;
  readonly before: CaseState;
  readonly agendaBefore: Agenda;
  readonly tasks: readonly TaskRow[];
  state: CaseState;
  readonly recorded: Recorded[];
  /** What the decision of this transaction carries, in the clear: for the certificate. */
  outputs?: { readonly item: string; readonly values: Readonly<Record<string, unknown>> };
}

export async function openCase(db: Db, caseNo: string, book: RuleBook, clock: LedgerClock): Promise<OpenCase> {
  const row = await lockCase(db, caseNo);
  if (!row) throw new DomainError('case-not-found', 'There is no such case.');
  refuseNewer(row.engineFormat);
  const rules = await book.getRules(db, row.planHash, row.calendarHash);
  const tasks = await lockTasks(db, caseNo);
  const now = Math.max(await clock(db), row.recordedAt);
  return {
    db,
    row,
    rules,
    now,
    before: row.state,
    agendaBefore: agenda(rules.plan, row.state),
    tasks,
    state: row.state,
    recorded: [],
  };
}

/** Rolling upgrade: a program that meets a case a newer one has written steps back until it is upgraded itself. */
export function refuseNewer(engineFormat: number): void {
  if (engineFormat > ENGINE_FORMAT)
    throw new DomainError(
      'upgrade-under-way',
      `The case is in engine format ${engineFormat}; this program knows ${ENGINE_FORMAT}.`,
    );
}

export function record(c: OpenCase, events: readonly Happened[], commandId: string, actor: Actor): void {
  for (const event of events) {
    c.state = evolve(c.state, event);
    c.recorded.push({ event, commandId, actor });
  }
}

/** Time is applied by whoever takes the lock, before any command (invariant 9). */
export const applyTime = (c: OpenCase): void => record(c, catchUp(c.rules, c.state, c.now), 'time', LEDGER_ACTOR);
