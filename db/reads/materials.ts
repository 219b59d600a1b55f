import type { CaseState } from '../../core/engine/state.ts';
import type { Db } from '../db.ts';

export interface SubmittedMaterial {
  readonly caseNo: string;
  readonly planHash: string;
  /** The material's id in the plan, as it was submitted. */
  readonly material: string;
  readonly state: CaseState;
}
/** Where an uploaded file was submitted: with one case at most (case_materials_once). */
export async function findSubmittedMaterial(db: Db, materialId: string): Promise<SubmittedMaterial | undefined> {
  const { rows } = await db.query<{ case_no: string; plan_hash: string; material: string; state: CaseState }>({
    name: 'material-submitted',
    text: `select c.case_no, c.plan_hash, m.material, c.state from case_materials m join cases c using (case_no)
           where m.material_id = $1`,
    values: [materialId],
  });
  const r = rows[0];
  return r && { caseNo: r.case_no, planHash: r.plan_hash, material: r.material, state: r.state };
}
