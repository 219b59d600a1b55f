// The other lists: keyset pages, each in the order of its index.
import type { CaseState } from '../../core/engine/state.ts';
import type { Db } from '../db.ts';

export interface ListedCase {
  readonly caseNo: string;
  readonly matter: string;
  readonly planHash: string;
  readonly state: CaseState;
  /** submitted_at as the database writes it, for the cursor */
  readonly position: string;
}
export const CASES_OF_APPLICANT = `select case_no, matter, plan_hash, state, submitted_at::text as position from cases
  where applicant_id = $1 and (submitted_at, case_no) < ($2::timestamptz, $3) order by submitted_at desc, case_no desc limit $4`;
export async function listCasesOfApplicant(
  db: Db,
  applicantId: string,
  before: readonly [submittedAt: string, caseNo: string] | undefined,
  limit: number,
): Promise<ListedCase[]> {
  const { rows } = await db.query<{
    case_no: string;
    matter: string;
    plan_hash: string;
    state: CaseState;
    position: string;
  }>({
    name: 'cases-of-applicant',
    text: CASES_OF_APPLICANT,
    values: [applicantId, before?.[0] ?? 'infinity', before?.[1] ?? '', limit],
  });
  return rows.map((r) => ({
    caseNo: r.case_no,
    matter: r.matter,
    planHash: r.plan_hash,
    state: r.state,
    position: r.position,
  }));
}

export async function listCaseMaterials(db: Db, caseNo: string, materials: readonly string[]) {
  const { rows } = await db.query<{
    material: string;
    version: number;
    material_id: string;
    size: string;
    media_type: string;
  }>({
    name: 'case-materials',
    text: `select cm.material, cm.version, cm.material_id, m.size, m.media_type from case_materials cm
           join materials m on m.id = cm.material_id where cm.case_no = $1 and cm.material = any($2) order by cm.material, cm.version`,
    values: [caseNo, materials],
  });
  return rows.map((r) => ({
    material: r.material,
    version: r.version,
    materialId: r.material_id,
    size: Number(r.size),
    mediaType: r.media_type,
  }));
}
export async function listCertificateNumbers(
  db: Db,
  caseNo: string,
): Promise<{ number: string; item: string; type: string }[]> {
  const { rows } = await db.query<{ number: string; item_id: string; type: string }>({
    name: 'certificates-of-case',
    text: 'select number, item_id, type from certificates where case_no = $1 order by number',
    values: [caseNo],
  });
  return rows.map((r) => ({ number: r.number, item: r.item_id, type: r.type }));
}
