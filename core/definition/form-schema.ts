// The form of a matter as JSON Schema 2020-12, for web forms and other people's programs. The check that counts is form.ts.
import type { FormField, Plan } from '../engine/plan.ts';
import type { Language } from '../text.ts';
import { holds } from './form.ts';
import { DEFAULT_MAX_LENGTH, PHONE } from './form-value.ts';

export type JsonSchema = { readonly [key: string]: unknown };
export interface FormSchemaOptions {
  /** Conditions known by now: what is false is left out, what is true is required as any other. */
  readonly facts?: Readonly<Record<string, boolean>>;
}

/**
 * `x-groups` gives the groups in order with their titles and fields; `x-type` the field type of the definition; `x-when` the
 * condition of a field that may or may not be asked (it is never in `required` before the condition is known).
 */
export function formJsonSchema(plan: Plan, language: Language, { facts = {} }: FormSchemaOptions = {}): JsonSchema {
  const groups = plan.form.groups.filter((g) => holds(g.when, facts) !== false);
  const asked = (field: FormField) => holds(field.when, facts);
  const fieldsOf = (group: (typeof groups)[number]) => group.fields.filter((f) => asked(f) !== false);
  const properties = groups.flatMap((g) =>
    fieldsOf(g).map((f) => [f.id, fieldSchema(f, language, whenOf(f.when ?? g.when, facts))] as const),
  );
  const required = groups.flatMap((g) =>
    holds(g.when, facts) === true ? fieldsOf(g).filter((f) => f.required && asked(f) === true) : [],
  );
  return {
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    title: plan.name[language],
    description: plan.summary[language],
    type: 'object',
    properties: Object.fromEntries(properties),
    required: required.map((f) => f.id),
    additionalProperties: false,
    'x-groups': groups.map((g) => ({
      id: g.id,
      title: g.label[language],
      fields: fieldsOf(g).map((f) => f.id),
      ...(holds(g.when, facts) === 'unknown' && { 'x-when': g.when }),
    })),
  };
}

const whenOf = (when: string | undefined, facts: Readonly<Record<string, boolean>>): JsonSchema =>
  holds(when, facts) === 'unknown' ? { 'x-when': when } : {};

function fieldSchema(field: FormField, language: Language, more: JsonSchema = {}): JsonSchema {
  return {
    title: field.label[language],
    ...(field.help && { description: field.help[language] }),
    ...typeSchema(field, language),
    'x-type': field.type,
    ...more,
  };
}

function typeSchema(field: FormField, language: Language): JsonSchema {
  const range = {
    ...(field.minimum !== undefined && { minimum: field.minimum }),
    ...(field.maximum !== undefined && { maximum: field.maximum }),
  };
  switch (field.type) {
    case 'integer':
      return { type: 'integer', ...range };
    case 'number':
      return { type: 'number', ...range };
    case 'money':
      return { type: 'integer', minimum: 0, ...range, 'x-unit': 'fen' };
    case 'boolean':
      return { type: 'boolean' };
    case 'choice':
      return {
        type: 'string',
        oneOf: (field.options ?? []).map((o) => ({ const: o.value, title: o.label[language] })),
      };
    case 'date':
      return { type: 'string', format: 'date' };
    case 'phone':
      return { type: 'string', pattern: PHONE.source };
    case 'identity-number':
      return { type: 'string', pattern: '^[1-9]\\d{16}[\\dX]$' };
    case 'credit-code':
      return { type: 'string', pattern: '^[0-9A-HJ-NPQRTUWXY]{2}\\d{6}[0-9A-HJ-NPQRTUWXY]{10}$' };
    case 'list':
      return {
        type: 'array',
        minItems: field.minItems ?? (field.required ? 1 : 0),
        maxItems: field.maxItems ?? 100,
        items: {
          type: 'object',
          properties: Object.fromEntries((field.fields ?? []).map((f) => [f.id, fieldSchema(f, language)])),
          required: (field.fields ?? []).filter((f) => f.required).map((f) => f.id),
          additionalProperties: false,
        },
        ...(field.sumOf && { 'x-sum-of': field.sumOf }),
      };
    case 'text':
      return {
        type: 'string',
        minLength: field.minLength ?? (field.required ? 1 : 0),
        maxLength: field.maxLength ?? DEFAULT_MAX_LENGTH,
      };
  }
}
