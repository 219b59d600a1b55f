// What the sweeper and the operators need to know of conducting: who is owed a look, what failed.
import { toTimestamp, type Db } from './db.ts';

export async function saveConductFailure(db: Db, caseNo: string, code: string, retryAt: number): Promise<void> {
  await db.query(
    `update cases set conduct_error = $2, conduct_attempts = conduct_attempts + 1, conduct_after = $3 where case_no = $1`,
    [caseNo, code, toTimestamp(retryAt)],
  );
}

/**
 * Owes the conductor a look at once, whatever it waited for. Answers what to wake it with; `retries` (how often people asked) tells
 * this wake from the ones before, which Temporal would take for the same.
 */
export async function askForLook(db: Db, caseNo: string, at: number): Promise<OwedCase> {
  const { rows } = await db.query<Raw>(
    `update cases set wake_seq = seq, conducted_seq = least(conducted_seq, seq - 1), conduct_after = null,
       woken_at = case when conducted_seq < wake_seq then woken_at else $2 end, conduct_retries = conduct_retries + 1
     where case_no = $1 returning ${OWED}`,
    [caseNo, toTimestamp(at)],
  );
  return toOwed(rows[0]!);
}

export interface OwedCase {
  readonly caseNo: string;
  readonly matter: string;
  readonly seq: number;
  /** How often people have asked for another look. */
  readonly retries: number;
}
interface Raw {
  case_no: string;
  matter: string;
  seq: number;
  conduct_retries: number;
}
const OWED = 'case_no, matter, seq, conduct_retries';
const toOwed = (r: Raw): OwedCase => ({ caseNo: r.case_no, matter: r.matter, seq: r.seq, retries: r.conduct_retries });
const REST = `(conduct_after is null or conduct_after <= $1)`;
const LEASED = (where: string, order: string) => `
  update cases set conduct_after = $4 where case_no in (
    select case_no from cases where ${where} and ${REST} order by ${order} limit $3 for update skip locked)
  returning ${OWED}`;

export interface Sweep {
  readonly now: number;
  /** Nothing younger than this instant is taken. */
  readonly before: number;
  readonly limit: number;
  readonly leaseUntil: number;
}
const values = (s: Sweep) => [toTimestamp(s.now), toTimestamp(s.before), s.limit, toTimestamp(s.leaseUntil)];

/** (a) A wake is owed and has not come. */
export async function leaseWakeOwed(db: Db, sweep: Sweep): Promise<OwedCase[]> {
  const { rows } = await db.query<Raw>({
    name: 'sweep-wake-owed',
    text: LEASED('conducted_seq < wake_seq and woken_at <= $2', 'woken_at'),
    values: values(sweep),
  });
  return rows.map(toOwed);
}
/** (b) The next threshold has passed and nobody has recorded it. */
export async function leaseNextPassed(db: Db, sweep: Sweep): Promise<OwedCase[]> {
  const { rows } = await db.query<Raw>({
    name: 'sweep-next-passed',
    text: LEASED('next_at is not null and next_at <= $2', 'next_at'),
    values: values(sweep),
  });
  return rows.map(toOwed);
}
/** (c) A call to a department's system that nobody has confirmed; its case is handed out and its next look set. */
export async function leaseUnconfirmedDispatches(db: Db, sweep: Sweep): Promise<OwedCase[]> {
  const { rows } = await db.query<Raw>({
    name: 'sweep-dispatches',
    text: `with taken as (
             update dispatches set retry_at = $3 where (case_no, id) in (
               select case_no, id from dispatches where status = 'pending' and retry_at <= $1 order by retry_at limit $2
               for update skip locked)
             returning case_no)
           select distinct c.case_no, c.matter, c.seq, c.conduct_retries from cases c join taken t on t.case_no = c.case_no`,
    values: [toTimestamp(sweep.before), sweep.limit, toTimestamp(sweep.leaseUntil)],
  });
  return rows.map(toOwed);
}
