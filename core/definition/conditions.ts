// Conditions over a submission: true, false or unknown, never an exception. The ledger turns them into facts; the fold
// of a case never calls CEL.
import type { ParseResult } from '@marcbachmann/cel-js';
import { canonicalJson } from '../canonical.ts';
import type { Plan } from '../engine/plan.ts';
import {
  celType,
  createEnvironment,
  planScope,
  references,
  walk,
  type ConditionScope,
  type ScopeField,
} from './condition-scope.ts';
import type { Sha256 } from './plan-hash.ts';

/** `unknown`: what is missing or of the wrong type, as JSON pointers into `{form, guide}`. */
export type ConditionResult = boolean | { readonly unknown: readonly string[] };
export interface Answers {
  readonly form: unknown;
  readonly guide: unknown;
}

/** Identifies the conditions that facts were evaluated by; with the plan's hash it says what they read. */
export const conditionsHash = (plan: Plan, sha256: Sha256): string => sha256(canonicalJson(plan.conditions));

interface Compiled {
  readonly scope: ConditionScope;
  readonly expressions: readonly { readonly id: string; readonly parsed?: ParseResult }[];
}
// A plan is frozen, so the object stands for its content.
const compiled = new WeakMap<Plan, Compiled>();

export function compiledConditions(plan: Plan): Compiled {
  const cached = compiled.get(plan);
  if (cached) return cached;
  const scope = planScope(plan);
  const environment = createEnvironment(scope);
  const expressions = Object.entries(plan.conditions).map(([id, expression]) => {
    try {
      return { id, parsed: environment.parse(expression) };
    } catch {
      return { id };
    }
  });
  const result = { scope, expressions };
  compiled.set(plan, result);
  return result;
}

/** Evaluates all conditions of a plan. Values of the wrong type count as missing. Never throws, whatever is given. */
export function evaluateConditions(plan: Plan, answers: Answers): Record<string, ConditionResult> {
  const { scope, expressions } = compiledConditions(plan);
  const context = { form: typedValues(scope.fields, answers.form), guide: guideValues(scope, answers.guide) };
  const results: Record<string, ConditionResult> = {};
  for (const { id, parsed } of expressions)
    results[id] = parsed ? evaluate(parsed, scope, context) : { unknown: ['/form'] };
  return results;
}

type Values = Record<string, unknown>;
interface Context {
  readonly form: Values;
  readonly guide: Values;
}

function evaluate(parsed: ParseResult, scope: ConditionScope, context: Context): ConditionResult {
  try {
    const result: unknown = parsed(context);
    if (typeof result === 'boolean') return result;
  } catch {
    // Missing or impossible: unknown, which refuses the command. Nothing unknown ever approves.
  }
  return { unknown: missingPointers(parsed, scope, context) };
}

function missingPointers(parsed: ParseResult, scope: ConditionScope, context: Context): string[] {
  const read = references(parsed.ast);
  const selected = new Set([...walk(parsed.ast)].flatMap(({ node }) => (node.op === '.' ? [node.args[1]] : [])));
  const missing = read.flatMap(({ root, field }): string[] => {
    const value = context[root][field];
    if (value === undefined) return [`/${root}/${field}`];
    const rowFields = scope.fields.find((f) => f.id === field)?.fields ?? [];
    if (root === 'guide' || !Array.isArray(value)) return [];
    return value.flatMap((row: Values, index) =>
      rowFields
        .filter((f) => selected.has(f.id) && row[f.id] === undefined)
        .map((f) => `/form/${field}/${index}/${f.id}`),
    );
  });
  const pointers = missing.length ? missing : read.map((r) => `/${r.root}/${r.field}`);
  return pointers.length ? [...new Set(pointers)] : ['/form'];
}

function guideValues(scope: ConditionScope, given: unknown): Values {
  const values: Values = Object.create(null) as Values;
  for (const { id, type } of scope.guide) {
    const value = ownValue(given, id);
    if (typeof value === (type === 'boolean' ? 'boolean' : 'string')) values[id] = value;
  }
  return values;
}

/** Only declared fields of the declared type; everything else is not there. */
function typedValues(fields: readonly ScopeField[], given: unknown): Values {
  const values: Values = Object.create(null) as Values;
  for (const field of fields) {
    const value = ownValue(given, field.id);
    switch (celType(field.type)) {
      case 'double':
        if (typeof value === 'number' && Number.isFinite(value)) values[field.id] = value;
        break;
      case 'bool':
        if (typeof value === 'boolean') values[field.id] = value;
        break;
      case 'string':
        if (typeof value === 'string') values[field.id] = value;
        break;
      case 'list':
        if (Array.isArray(value) && value.length <= 500)
          values[field.id] = value.map((row: unknown) => typedValues(field.fields ?? [], row));
    }
  }
  return values;
}

function ownValue(given: unknown, key: string): unknown {
  if (typeof given !== 'object' || given === null || !Object.hasOwn(given, key)) return undefined;
  const value: unknown = Reflect.get(given, key);
  return value;
}
