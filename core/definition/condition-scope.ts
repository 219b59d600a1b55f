// What a condition may read: the guide answers and the form, each with its type. ASTs are walked here and nowhere else.
import { Environment, type ASTNode } from '@marcbachmann/cel-js';
import type { FieldType, FormPlan, GuideQuestion } from '../engine/plan.ts';

export interface ScopeField {
  readonly id: string;
  readonly type: FieldType;
  readonly fields?: readonly ScopeField[];
}
export interface ConditionScope {
  readonly fields: readonly ScopeField[];
  readonly guide: readonly { readonly id: string; readonly type: 'boolean' | 'choice' }[];
}

export const planScope = (plan: { form: FormPlan; guide: readonly GuideQuestion[] }): ConditionScope => ({
  fields: plan.form.groups.flatMap((g) => g.fields),
  guide: plan.guide,
});

/** Numbers are double: JSON knows no integers, and a form field must compare with 50 as with 50.0. */
export function celType(type: FieldType): 'double' | 'bool' | 'string' | 'list' {
  switch (type) {
    case 'integer':
    case 'number':
    case 'money':
      return 'double';
    case 'boolean':
      return 'bool';
    case 'list':
      return 'list';
    default:
      return 'string';
  }
}

/** A small, closed environment: two variables, no clock, no I/O, bounded size and depth. */
export function createEnvironment(scope: ConditionScope): Environment {
  const environment = new Environment({ limits: { maxAstNodes: 200, maxDepth: 24, maxListElements: 100 } });
  const typeOf = (field: ScopeField): string =>
    celType(field.type) === 'list' ? `list<Row_${field.id}>` : celType(field.type);
  const schemaOf = (fields: readonly ScopeField[]) => Object.fromEntries(fields.map((f) => [f.id, typeOf(f)]));
  for (const field of scope.fields)
    if (field.type === 'list') environment.registerType(`Row_${field.id}`, { schema: schemaOf(field.fields ?? []) });
  const guide = Object.fromEntries(scope.guide.map((q) => [q.id, q.type === 'boolean' ? 'bool' : 'string']));
  return environment
    .registerVariable({ name: 'form', schema: schemaOf(scope.fields) })
    .registerVariable({ name: 'guide', schema: guide });
}

/** A place of the expression that reads `form.x` or `guide.x`. */
export interface Reference {
  readonly root: 'form' | 'guide';
  readonly field: string;
  readonly start: number;
  readonly end: number;
}

const MACROS = new Set(['exists', 'all', 'exists_one', 'map', 'filter']);
export const isMacro = (node: ASTNode): boolean => node.op === 'rcall' && MACROS.has(node.args[0]);

/** Every node of an expression, each with the names bound by the macros around it and how many those are. */
export function* walk(
  node: ASTNode,
  bound: readonly string[] = [],
  loops = 0,
): Generator<{ node: ASTNode; bound: readonly string[]; loops: number }> {
  yield { node, bound, loops };
  if (node.op === 'rcall' && isMacro(node)) {
    const [, receiver, [variable, ...bodies]] = node.args;
    yield* walk(receiver, bound, loops);
    const inner = variable?.op === 'id' ? [...bound, variable.args] : bound;
    for (const body of bodies) yield* walk(body, inner, loops + 1);
    return;
  }
  for (const child of children(node.args)) yield* walk(child, bound, loops);
}

function children(args: unknown): ASTNode[] {
  if (Array.isArray(args)) return args.flatMap(children);
  return isNode(args) ? [args] : [];
}
const isNode = (value: unknown): value is ASTNode => typeof value === 'object' && value !== null && 'op' in value;

/** The form fields and guide questions an expression reads, in the order of the text. */
export function references(ast: ASTNode): Reference[] {
  const found: Reference[] = [];
  for (const { node, bound } of walk(ast)) {
    if (node.op !== '.' && node.op !== '[]') continue;
    const [object, name] = node.args;
    if (object.op !== 'id' || bound.includes(object.args)) continue;
    const field =
      typeof name === 'string' ? name : name.op === 'value' && typeof name.args === 'string' ? name.args : undefined;
    if (field === undefined || (object.args !== 'form' && object.args !== 'guide')) continue;
    found.push({ root: object.args, field, start: node.start, end: node.end });
  }
  return found;
}
