// A set of fields against the values given: what is missing, what nobody asked for, rows of lists, sums.
import type { FormField } from '../engine/plan.ts';
import { below, fault, labelled, membersOf, type FormFault } from './form-fault.ts';
import { checkValue, isEmpty } from './form-value.ts';

/** A field with what the conditions say of it: `unknown` when nobody can tell yet. */
export interface AskedField {
  readonly field: FormField;
  readonly asked: boolean | 'unknown';
}
const DEFAULT_MAX_ROWS = 100;
const MAX_UNKNOWN_TOLD = 20;

/** Faults of the values of these fields, in the order of the fields; then keys that no field has. */
export function checkFields(fields: readonly AskedField[], given: unknown, pointer: string): FormFault[] {
  const values = membersOf(given);
  if (!values) return [fault(pointer, 'wrong-type', '应为键值对象', 'must be an object')];
  const known = new Set(fields.map((f) => f.field.id));
  const unknown = [...values.keys()].filter((key) => !known.has(key)).slice(0, MAX_UNKNOWN_TOLD);
  return [
    ...fields.flatMap((f) => checkField(f, values.get(f.field.id), below(pointer, f.field.id))),
    ...unknown.map((key) => fault(below(pointer, key), 'unknown', '表单中没有此项', 'The form has no such field')),
  ];
}

function checkField({ field, asked }: AskedField, value: unknown, pointer: string): FormFault[] {
  if (isEmpty(value)) {
    if (!field.required || asked !== true) return value === null ? [nullFault(field, pointer)] : [];
    return [labelled(pointer, 'missing', field.label, '必须填写', 'must be filled in')];
  }
  // A value that nobody asked for would reach organs unseen and unchecked: it is refused, not dropped in silence.
  if (asked === false)
    return [labelled(pointer, 'not-asked', field.label, '在此情形下无需填写', 'is not asked for in this situation')];
  return field.type === 'list' ? checkList(field, value, pointer) : checkValue(field, value, pointer);
}
const nullFault = (field: FormField, pointer: string): FormFault =>
  labelled(pointer, 'wrong-type', field.label, '不填时应省略，不能为 null', 'is left out when empty, never null');

function checkList(field: FormField, value: unknown, pointer: string): FormFault[] {
  if (!Array.isArray(value)) return [labelled(pointer, 'wrong-type', field.label, '应为列表', 'must be a list')];
  const rows: readonly unknown[] = value;
  const maxItems = field.maxItems ?? DEFAULT_MAX_ROWS;
  const minItems = field.minItems ?? (field.required ? 1 : 0);
  // Rows past the allowed number are not looked at: checking must not cost more than the definition allows.
  if (rows.length > maxItems)
    return [
      labelled(pointer, 'too-many-rows', field.label, `不得超过 ${maxItems} 行`, `must have at most ${maxItems} rows`),
    ];
  const faults: FormFault[] = [];
  if (rows.length < minItems)
    faults.push(
      labelled(pointer, 'too-few-rows', field.label, `不得少于 ${minItems} 行`, `must have at least ${minItems} rows`),
    );
  const asked = (field.fields ?? []).map((f) => ({ field: f, asked: true }));
  rows.forEach((row, index) => faults.push(...checkFields(asked, row, below(pointer, index))));
  return [...faults, ...sumFaults(field, rows, pointer)];
}

/** Only told when every row could be added: a wrong row is told by itself. */
function sumFaults(field: FormField, rows: readonly unknown[], pointer: string): FormFault[] {
  const { sumOf } = field;
  if (!sumOf || rows.length === 0) return [];
  const added = field.fields?.find((f) => f.id === sumOf.field);
  let sum = 0;
  for (const row of rows) {
    const value = membersOf(row)?.get(sumOf.field) ?? (added?.required === false && membersOf(row) ? 0 : undefined);
    if (typeof value !== 'number' || !Number.isFinite(value)) return [];
    sum += value;
  }
  if (Math.abs(sum - sumOf.equals) < 1e-6) return [];
  return [
    labelled(
      pointer,
      'wrong-sum',
      added?.label ?? field.label,
      `合计应为 ${sumOf.equals}`,
      `must add up to ${sumOf.equals}`,
    ),
  ];
}
