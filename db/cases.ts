import { channel } from 'node:diagnostics_channel';
import { performance } from 'node:perf_hooks';
import type { CaseState } from '../core/engine/state.ts';
import { fromTimestamp, toTimestamp, type Db } from './db.ts';

export interface CaseRow {
  readonly caseNo: string;
  readonly matter: string;
  readonly planHash: string;
  readonly calendarHash: string;
  readonly organ: string;
  readonly region: string;
  readonly applicantId: string;
  readonly agentId?: string;
  /** The window that brought the case in. */
  readonly windowId?: string;
  readonly keyId: string;
  readonly state: CaseState;
  readonly engineFormat: number;
  readonly seq: number;
  readonly head: string;
  readonly recordedAt: number;
  readonly wakeSeq: number;
  readonly conductedSeq: number;
  readonly nextAt?: number;
  readonly conductError?: string;
}

interface Raw {
  case_no: string;
  matter: string;
  plan_hash: string;
  calendar_hash: string;
  organ: string;
  region: string;
  applicant_id: string;
  agent_id: string | null;
  window_id: string | null;
  key_id: string;
  state: CaseState;
  engine_format: number;
  seq: number;
  head: string;
  recorded_at: Date;
  wake_seq: number;
  conducted_seq: number;
  next_at: Date | null;
  conduct_error: string | null;
}
const COLUMNS = `case_no, matter, plan_hash, calendar_hash, organ, region, applicant_id, agent_id, window_id, key_id, state, engine_format,
  seq, head, recorded_at, wake_seq, conducted_seq, next_at, conduct_error`;

const toRow = (r: Raw): CaseRow => ({
  caseNo: r.case_no,
  matter: r.matter,
  planHash: r.plan_hash,
  calendarHash: r.calendar_hash,
  organ: r.organ,
  region: r.region,
  applicantId: r.applicant_id,
  ...(r.agent_id !== null && { agentId: r.agent_id }),
  ...(r.window_id !== null && { windowId: r.window_id }),
  keyId: r.key_id,
  state: r.state,
  engineFormat: r.engine_format,
  seq: r.seq,
  head: r.head,
  recordedAt: r.recorded_at.getTime(),
  wakeSeq: r.wake_seq,
  conductedSeq: r.conducted_seq,
  nextAt: fromTimestamp(r.next_at),
  ...(r.conduct_error !== null && { conductError: r.conduct_error }),
});

export async function findCase(db: Db, caseNo: string): Promise<CaseRow | undefined> {
  const { rows } = await db.query<Raw>({
    name: 'case-find',
    text: `select ${COLUMNS} from cases where case_no = $1`,
    values: [caseNo],
  });
  return rows[0] && toRow(rows[0]);
}

/** Node's channel on which each wait for a case's lock is told; metrics listen. */
export const CASE_LOCK = 'lianban.case-lock';
export interface LockWait {
  readonly seconds: number;
  readonly timedOut: boolean;
}
const lockWaits = channel(CASE_LOCK);

/** Locks the case until the transaction ends; everything that changes a case comes through here first. */
export async function lockCase(db: Db, caseNo: string): Promise<CaseRow | undefined> {
  const since = performance.now();
  let timedOut = false;
  try {
    const { rows } = await db.query<Raw>({
      name: 'case-lock',
      text: `select ${COLUMNS} from cases where case_no = $1 for no key update`,
      values: [caseNo],
    });
    return rows[0] && toRow(rows[0]);
  } catch (error) {
    timedOut = (error as { code?: string }).code === LOCK_TIMEOUT;
    throw error;
  } finally {
    lockWaits.publish({ seconds: (performance.now() - since) / 1000, timedOut } satisfies LockWait);
  }
}
const LOCK_TIMEOUT = '55P03';

export async function nextCaseSerial(db: Db): Promise<number> {
  const { rows } = await db.query<{ serial: string }>({
    name: 'case-serial',
    text: `select nextval('case_serials') as serial`,
  });
  return Number(rows[0]!.serial);
}

export type NewCase = Omit<
  CaseRow,
  'state' | 'engineFormat' | 'seq' | 'head' | 'recordedAt' | 'wakeSeq' | 'conductedSeq' | 'nextAt' | 'conductError'
>;
/** From here on the case is dated by another version of the calendar. */
export async function saveCaseCalendar(db: Db, caseNo: string, calendarHash: string): Promise<void> {
  await db.query('update cases set calendar_hash = $2 where case_no = $1', [caseNo, calendarHash]);
}

/** The row of a case before its first event; `saveCase` follows in the same transaction. */
export async function insertCase(
  db: Db,
  c: NewCase,
  state: CaseState,
  engineFormat: number,
  at: number,
): Promise<void> {
  await db.query({
    name: 'case-insert',
    text: `insert into cases (case_no, matter, plan_hash, calendar_hash, organ, region, applicant_id, agent_id, window_id, key_id, status,
             state, engine_format, seq, head, recorded_at, submitted_at)
           values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, 'none', $11, $12, 0, '', $13, $13)`,
    values: [
      c.caseNo,
      c.matter,
      c.planHash,
      c.calendarHash,
      c.organ,
      c.region,
      c.applicantId,
      c.agentId ?? null,
      c.windowId ?? null,
      c.keyId,
      JSON.stringify(state),
      engineFormat,
      toTimestamp(at),
    ],
  });
}

export interface CaseChange {
  readonly state: CaseState;
  readonly engineFormat: number;
  readonly seq: number;
  readonly head: string;
  readonly recordedAt: number;
  readonly nextAt?: number;
  /** Closed, and a clock still runs: a decision is to be served. */
  readonly delivering: boolean;
  /** The conductor is owed a look at this change. */
  readonly wake: boolean;
  /** The conductor has looked, up to this change. */
  readonly conducted: boolean;
}
export async function saveCase(db: Db, caseNo: string, c: CaseChange): Promise<void> {
  await db.query({
    name: 'case-save',
    text: `update cases set status = $2, outcome = $3, state = $4, engine_format = $5, seq = $6, head = $7, recorded_at = $8,
             next_at = $9,
             woken_at = case when not $10 then woken_at when conducted_seq < wake_seq then woken_at else $8 end,
             wake_seq = case when $10 then $6 else wake_seq end,
             conducted_seq = case when $11 then $6 else conducted_seq end,
             conduct_error = case when $11 then null else conduct_error end,
             conduct_attempts = case when $11 then 0 else conduct_attempts end,
             conduct_after = case when $11 then null else conduct_after end,
             delivering = $12
           where case_no = $1`,
    values: [
      caseNo,
      c.state.status,
      c.state.outcome ?? null,
      JSON.stringify(c.state),
      c.engineFormat,
      c.seq,
      c.head,
      toTimestamp(c.recordedAt),
      toTimestamp(c.nextAt),
      c.wake,
      c.conducted,
      c.delivering,
    ],
  });
}

/** Cases of which he is the applicant and that are open, or have a decision to be served to him. */
export async function countOpenCasesOf(db: Db, applicantId: string): Promise<number> {
  const { rows } = await db.query<{ n: number }>(
    `select count(*)::int as n from cases where applicant_id = $1 and (status <> 'closed' or delivering)`,
    [applicantId],
  );
  return rows[0]!.n;
}
