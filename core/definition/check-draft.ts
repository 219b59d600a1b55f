// A form while it is filled in: what is asked in the situation as far as it is told, and what is wrong with what is there.
import type { Plan } from '../engine/plan.ts';
import { evaluateConditions } from './conditions.ts';
import type { FormFault } from './form-fault.ts';
import { appliesTo, askedMaterials, checkMaterials, type AskedMaterial } from './form-materials.ts';
import { askedFields, checkSubmission, type Submission } from './form.ts';
import type { Applies } from './guide.ts';

export interface Draft extends Submission {
  /** Ids of the materials that are there. */
  readonly materials: readonly string[];
}
export interface DraftCheck {
  /** Fields that are asked, or may be; what is not named has to be left out. */
  readonly fields: { readonly id: string; readonly asked: true | 'depends'; readonly required: boolean }[];
  readonly items: { readonly id: string; readonly applies: Applies }[];
  readonly materials: AskedMaterial[];
  /** None: it may be submitted as it is. */
  readonly faults: FormFault[];
}

/** By the same code as the submission itself. Never throws. */
export function checkDraft(plan: Plan, draft: Draft): DraftCheck {
  const conditions = evaluateConditions(plan, draft);
  return {
    fields: askedFields(plan, conditions).flatMap(({ field, asked }) =>
      asked === false
        ? []
        : [{ id: field.id, asked: asked === 'unknown' ? 'depends' : asked, required: field.required }],
    ),
    items: plan.items.map((item) => {
      const applies = appliesTo(item, conditions, draft);
      return { id: item.id, applies: applies === 'unknown' ? 'depends' : applies };
    }),
    materials: askedMaterials(plan, conditions, draft),
    faults: [...checkSubmission(plan, draft), ...checkMaterials(plan, conditions, draft, draft.materials)],
  };
}
