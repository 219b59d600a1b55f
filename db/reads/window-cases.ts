// Cases at a window: those of its divisions, and those it brought in. Waiting for receipt, the eldest first; or of one person, the newest first.
import type { CaseState } from '../../core/engine/state.ts';
import type { Db } from '../db.ts';

export interface WindowCase {
  readonly caseNo: string;
  readonly planHash: string;
  readonly applicantId: string;
  readonly state: CaseState;
}
export interface AtWindows {
  readonly windows: readonly string[];
  /** What the codes of the divisions of these windows begin with. */
  readonly prefixes: readonly string[];
}
const COLUMNS = `select case_no as "caseNo", plan_hash as "planHash", applicant_id as "applicantId", state from cases
  where (region like any($1) or window_id = any($2))`;
const valuesOf = ({ windows, prefixes }: AtWindows) => [prefixes.map((p) => `${p}%`), windows];

export const UNRECEIVED = `${COLUMNS} and status = 'submitted' order by submitted_at, case_no limit $3`;
export async function listUnreceived(db: Db, at: AtWindows, limit: number): Promise<WindowCase[]> {
  const values = [...valuesOf(at), limit];
  return (await db.query<WindowCase>({ name: 'window-unreceived', text: UNRECEIVED, values })).rows;
}
export async function listOfApplicant(
  db: Db,
  at: AtWindows,
  applicantId: string,
  limit: number,
): Promise<WindowCase[]> {
  const text = `${COLUMNS} and applicant_id = $3 order by submitted_at desc, case_no desc limit $4`;
  const values = [...valuesOf(at), applicantId, limit];
  return (await db.query<WindowCase>({ name: 'window-of-applicant', text, values })).rows;
}
