// Which materials a submission must bring: those that some item still to be handled reads, in this situation.
import type { Plan, PlanItem } from '../engine/plan.ts';
import type { ConditionResult } from './conditions.ts';
import { holds, type Submission } from './form.ts';
import { below, fault, labelled, type FormFault } from './form-fault.ts';

export interface AskedMaterial {
  readonly id: string;
  /** `depends`: nobody can tell yet, an answer is missing. */
  readonly asked: 'required' | 'optional' | 'depends';
}
type Conditions = Readonly<Record<string, ConditionResult>>;
type Choice = Pick<Submission, 'deselected' | 'held' | 'promised'>;

/** Whether the item is to be handled: its condition, and the applicant's choice. */
export function appliesTo(item: PlanItem, conditions: Conditions, choice: Choice): boolean | 'unknown' {
  const chosen = [choice.deselected, choice.held].some((ids) => Array.isArray(ids) && ids.includes(item.id));
  return chosen ? false : holds(item.when, conditions);
}

/** The materials asked for, in the order of the definition; what no item needs any more is not asked for. */
export function askedMaterials(plan: Plan, conditions: Conditions, choice: Choice = {}): AskedMaterial[] {
  return plan.materials.flatMap((material): AskedMaterial[] => {
    const readers = plan.items
      .filter((i) => i.reads.materials.includes(material.id))
      .map((i) => appliesTo(i, conditions, choice));
    const asked = holds(material.when, conditions);
    if (asked === false || readers.every((r) => r === false)) return [];
    if (asked === 'unknown' || !readers.includes(true)) return [{ id: material.id, asked: 'depends' }];
    return [{ id: material.id, asked: material.required ? 'required' : 'optional' }];
  });
}

/** Faults of the materials given, by id: required ones that are missing, ones this matter or this situation does not ask for. */
export function checkMaterials(
  plan: Plan,
  conditions: Conditions,
  choice: Choice,
  given: readonly string[],
): FormFault[] {
  const asked = new Map(askedMaterials(plan, conditions, choice).map((m) => [m.id, m.asked]));
  const promised: readonly unknown[] = Array.isArray(choice.promised) ? choice.promised : [];
  const missing = plan.materials
    .filter((m) => asked.get(m.id) === 'required' && !given.includes(m.id) && !(m.tolerated && promised.includes(m.id)))
    .map((m) => labelled(below('/materials', m.id), 'missing', m.name, '必须提交', 'must be given'));
  const extra = given.flatMap((id): FormFault[] => {
    const material = plan.materials.find((m) => m.id === id);
    const pointer = below('/materials', id);
    if (!material) return [fault(pointer, 'unknown-material', '没有此材料', 'There is no such material')];
    return asked.has(id)
      ? []
      : [labelled(pointer, 'not-asked', material.name, '在此情形下无需提交', 'is not asked for in this situation')];
  });
  return [...missing, ...extra];
}
