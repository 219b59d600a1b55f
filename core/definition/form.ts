// A submission against its plan: every fault at once, as JSON pointers into `{form, guide, deselected, held}`.
import type { FormField, GuideQuestion, Plan } from '../engine/plan.ts';
import type { Text } from '../text.ts';
import { evaluateConditions, type ConditionResult } from './conditions.ts';
import { below, fault, labelled, membersOf, type FormFault } from './form-fault.ts';
import { checkFields, type AskedField } from './form-fields.ts';

export type { FormFault } from './form-fault.ts';
/** What is submitted, as received: nothing of it is trusted. */
export interface Submission {
  readonly form: unknown;
  readonly guide: unknown;
  /** Ids of optional items the applicant does not want. */
  readonly deselected?: unknown;
  /** Ids of items whose certificate the applicant already holds. */
  readonly held?: unknown;
  /** Ids of materials that are missing and promised. 容缺。 */
  readonly promised?: unknown;
  /** Ids of items asked for on a commitment. 告知承诺。 */
  readonly commitments?: unknown;
}

type Conditions = Readonly<Record<string, ConditionResult>>;

/** Every fault of a submission; none = it may be submitted. Never throws. A field whose condition is false must be left out. */
export function checkSubmission(plan: Plan, submission: Submission): FormFault[] {
  const conditions = evaluateConditions(plan, submission);
  const faults = [
    ...checkGuide(plan.guide, submission.guide),
    ...checkFields(askedFields(plan, conditions), submission.form, '/form'),
    ...checkChoice(plan.items, submission.deselected, '/deselected', (item, pointer) =>
      item.presence === 'optional'
        ? []
        : [labelled(pointer, 'not-optional', item.name, '为必办事项，不能取消', 'is required and can not be left out')],
    ),
    ...checkChoice(plan.items, submission.held, '/held', (item, pointer) =>
      item.heldBy !== undefined
        ? []
        : [labelled(pointer, 'not-held', item.name, '不能以已持有证照免办', 'can not be "already held"')],
    ),
    ...checkChoice(plan.items, submission.commitments, '/commitments', (item, pointer) =>
      item.commitment
        ? []
        : [labelled(pointer, 'no-commitment', item.name, '不适用告知承诺', 'can not be had on a commitment')],
    ),
    ...checkChoice(plan.materials, submission.promised, '/promised', (material, pointer) =>
      material.tolerated
        ? []
        : [labelled(pointer, 'not-tolerated', material.name, '不能容缺', 'can not be given later')],
    ),
    ...chosenTwice(submission),
  ];
  const told = new Set(faults.map((f) => f.pointer));
  const undecided = Object.values(conditions).flatMap((c) => (typeof c === 'boolean' ? [] : c.unknown));
  const needed = [...new Set(undecided)].filter((pointer) => !told.has(pointer));
  return [
    ...faults,
    ...needed.map((p) =>
      fault(p, 'needed-for-condition', '需要此项才能判断办理情形', 'Needed to decide which items apply'),
    ),
  ];
}

/** The fields of the form, each with what the conditions say: a field in a group that is not asked is not asked. */
export const askedFields = (plan: Plan, conditions: Conditions): AskedField[] =>
  plan.form.groups.flatMap((group) =>
    group.fields.map((field: FormField) => ({
      field,
      asked: both(holds(group.when, conditions), holds(field.when, conditions)),
    })),
  );

type Asked = AskedField['asked'];
export function holds(when: string | undefined, conditions: Conditions): Asked {
  if (when === undefined) return true;
  const result = Object.hasOwn(conditions, when) ? conditions[when] : undefined;
  return typeof result === 'boolean' ? result : 'unknown';
}
const both = (a: Asked, b: Asked): Asked => (a === false || b === false ? false : a === 'unknown' ? a : b);

function checkGuide(questions: readonly GuideQuestion[], given: unknown): FormFault[] {
  const answers = membersOf(given);
  if (!answers) return [fault('/guide', 'wrong-type', '应为键值对象', 'must be an object')];
  const known = new Set(questions.map((q) => q.id));
  const faults = questions.flatMap((question) => {
    const pointer = below('/guide', question.id);
    const answer = answers.get(question.id);
    if (answer === undefined || answer === null || answer === '')
      return [labelled(pointer, 'missing', question.label, '必须回答', 'must be answered')];
    if (question.type === 'boolean')
      return typeof answer === 'boolean'
        ? []
        : [labelled(pointer, 'wrong-type', question.label, '应为是或否', 'must be true or false')];
    const isOption = (question.options ?? []).some((o) => o.value === answer);
    return isOption
      ? []
      : [labelled(pointer, 'not-an-option', question.label, '不在可选范围内', 'is none of the options')];
  });
  const unknown = [...answers.keys()].filter((key) => !known.has(key)).slice(0, 20);
  return [
    ...faults,
    ...unknown.map((k) => fault(below('/guide', k), 'unknown', '没有此引导问题', 'The guide has no such question')),
  ];
}

function checkChoice<T extends { readonly id: string; readonly name: Text }>(
  choices: readonly T[],
  given: unknown,
  pointer: string,
  check: (chosen: T, pointer: string) => FormFault[],
): FormFault[] {
  if (given === undefined) return [];
  if (!Array.isArray(given)) return [fault(pointer, 'wrong-type', '应为列表', 'must be a list')];
  const ids: readonly unknown[] = given;
  return ids.slice(0, 200).flatMap((id, index) => {
    const at = below(pointer, index);
    if (typeof id !== 'string') return [fault(at, 'wrong-type', '应为编号', 'must be an id')];
    const chosen = choices.find((c) => c.id === id);
    if (!chosen) return [fault(at, 'unknown-item', '没有此项', 'There is no such thing to choose')];
    return ids.indexOf(id) === index
      ? check(chosen, at)
      : [labelled(at, 'chosen-twice', chosen.name, '重复', 'is named twice')];
  });
}

function chosenTwice({ deselected, held }: Submission): FormFault[] {
  if (!Array.isArray(deselected) || !Array.isArray(held)) return [];
  const ids: readonly unknown[] = held;
  return ids.flatMap((id, index) =>
    deselected.includes(id)
      ? [
          fault(
            below('/held', index),
            'chosen-twice',
            '同一事项不能既不办又已持有',
            'An item is either left out or held, not both',
          ),
        ]
      : [],
  );
}
