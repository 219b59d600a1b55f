import type { Db } from '../db.ts';

export interface SubmittedMaterial {
  readonly caseNo: string;
  /** The material's id in the plan, as it was submitted. */
  readonly material: string;
}
/** Where an uploaded file was submitted: with one case at most (case_materials_once). */
export async function findSubmittedMaterial(db: Db, materialId: string): Promise<SubmittedMaterial | undefined> {
  const { rows } = await db.query<SubmittedMaterial>({
    name: 'material-submitted',
    text: 'select case_no as "caseNo", material from case_materials where material_id = $1',
    values: [materialId],
  });
  return rows[0];
}
