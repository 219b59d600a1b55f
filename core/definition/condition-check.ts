// Faults of one condition: found when the definition is checked, so that evaluation meets only sound expressions.
import { ParseError, type ASTNode, type Environment, type SourceRange } from '@marcbachmann/cel-js';
import type { Text } from '../text.ts';
import { createEnvironment, isMacro, references, walk, type ConditionScope } from './condition-scope.ts';

export const MAX_EXPRESSION_LENGTH = 500;
const MAX_LOOPS = 2;

export interface ConditionFault {
  readonly code: 'unknown-field-in-condition' | 'condition-type' | 'condition-syntax' | 'condition-refused';
  readonly message: Text;
  /** Characters into the expression. */
  readonly start: number;
  readonly end: number;
  readonly hint?: Text;
}

/**
 * Checks a CEL expression against what it may read. Every unknown field is told; of other faults the first.
 * Refused: `matches` (a JavaScript RegExp can run for hours), more than two loops inside each other, over 500 characters.
 */
export function checkCondition(expression: string, scope: ConditionScope): ConditionFault[] {
  const whole = { start: 0, end: expression.length };
  const fault = (
    code: ConditionFault['code'],
    range: SourceRange,
    zh: string,
    en: string,
    hint?: Text,
  ): ConditionFault => ({
    code,
    message: { zh, en },
    start: range.start,
    end: range.end,
    ...(hint && { hint }),
  });
  if (expression.length > MAX_EXPRESSION_LENGTH)
    return [fault('condition-refused', whole, '条件超过 500 个字符', 'The condition is longer than 500 characters')];
  const environment = createEnvironment(scope);
  const parsed = parse(environment, expression);
  if (!('ast' in parsed))
    return [fault('condition-syntax', parsed.range, `条件语法错误：${parsed.summary}`, `Syntax: ${parsed.summary}`)];
  const unknown = unknownReferences(parsed.ast, scope).map((r) =>
    fault(
      'unknown-field-in-condition',
      r,
      r.root === 'form' ? `条件引用了不存在的表单字段 ${r.field}` : `条件引用了不存在的引导问题 ${r.field}`,
      r.root === 'form' ? `The form has no field ${r.field}` : `The guide has no question ${r.field}`,
    ),
  );
  const refused = [...walk(parsed.ast)].flatMap(({ node, loops }) => {
    if ((node.op === 'rcall' || node.op === 'call') && node.args[0] === 'matches')
      return [fault('condition-refused', node, '条件中不允许使用 matches', 'matches is not allowed in a condition')];
    return loops === MAX_LOOPS && isMacro(node)
      ? [fault('condition-refused', node, '条件中循环嵌套过深', 'Loops are nested too deep in the condition')]
      : [];
  });
  if (unknown.length || refused.length) return [...unknown, ...refused];
  const checked = environment.check(expression);
  if (!checked.valid) {
    const { range = whole, code = '', summary = '' } = checked.error ?? {};
    if (code === 'no_such_key' || code === 'unknown_variable')
      return [fault('unknown-field-in-condition', range, `条件引用了不存在的名称：${summary}`, summary)];
    const hint = / int|int /.test(summary)
      ? { zh: '数字字段请写成带小数点的形式，如 3.0', en: 'Write numbers compared by == with a point: 3.0' }
      : undefined;
    return [fault('condition-type', range, `条件类型不符：${summary}`, summary, hint)];
  }
  return checked.type === 'bool'
    ? []
    : [
        fault(
          'condition-type',
          whole,
          `条件的结果应为是/否，现为 ${checked.type}`,
          `A condition must be true or false; this is ${checked.type}`,
        ),
      ];
}

function parse(
  environment: Environment,
  expression: string,
): { ast: ASTNode } | { range: SourceRange; summary: string } {
  try {
    return { ast: environment.parse(expression).ast };
  } catch (error) {
    if (error instanceof ParseError)
      return { range: error.range ?? { start: 0, end: expression.length }, summary: error.summary };
    return {
      range: { start: 0, end: expression.length },
      summary: error instanceof Error ? error.message : String(error),
    };
  }
}

function unknownReferences(ast: ASTNode, scope: ConditionScope) {
  const known = { form: new Set(scope.fields.map((f) => f.id)), guide: new Set(scope.guide.map((q) => q.id)) };
  return references(ast).filter((r) => !known[r.root].has(r.field));
}
