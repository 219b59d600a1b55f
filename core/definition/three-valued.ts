// A condition by the guide answers alone: true, false or unknown. What reads the form is unknown here, so a condition is
// called false only when no form whatever could make it true (or it contradicts itself on the guide).
import type { ASTNode, Environment } from '@marcbachmann/cel-js';
import { serialize } from '@marcbachmann/cel-js/serialize';
import { references, walk } from './condition-scope.ts';

export type Truth = boolean | 'unknown';
export type GuideAnswers = Readonly<Record<string, boolean | string>>;

/** Kleene's logic over && || ! ?: ; a part that reads no form is evaluated by CEL. Never throws. */
export function evaluateByGuide(environment: Environment, expression: string, answers: GuideAnswers): Truth {
  try {
    return truthOf(environment, environment.parse(expression).ast, answers);
  } catch {
    return 'unknown';
  }
}

function truthOf(environment: Environment, node: ASTNode, answers: GuideAnswers): Truth {
  const of = (part: ASTNode) => truthOf(environment, part, answers);
  switch (node.op) {
    case '&&': {
      const [a, b] = [of(node.args[0]), of(node.args[1])];
      return a === false || b === false ? false : a === true && b === true ? true : 'unknown';
    }
    case '||': {
      const [a, b] = [of(node.args[0]), of(node.args[1])];
      return a === true || b === true ? true : a === false && b === false ? false : 'unknown';
    }
    case '!_': {
      const a = of(node.args);
      return a === 'unknown' ? a : !a;
    }
    case '?:': {
      const [test, yes, no] = [of(node.args[0]), of(node.args[1]), of(node.args[2])];
      return test === true ? yes : test === false ? no : yes === no ? yes : 'unknown';
    }
    default:
      return leaf(environment, node, answers);
  }
}

function leaf(environment: Environment, node: ASTNode, answers: GuideAnswers): Truth {
  for (const { node: part } of walk(node)) if (part.op === 'id' && part.args === 'form') return 'unknown';
  if (references(node).some((r) => !Object.hasOwn(answers, r.field))) return 'unknown';
  const result: unknown = environment.parse(serialize(node))({ guide: answers });
  return typeof result === 'boolean' ? result : 'unknown';
}

/** Every combination of guide answers, at most `cap`; undefined when there are more. */
export function guideCombinations(
  guide: readonly { readonly id: string; readonly values: readonly (boolean | string)[] }[],
  cap = 4096,
): GuideAnswers[] | undefined {
  if (guide.reduce((n, q) => n * Math.max(1, q.values.length), 1) > cap) return undefined;
  return guide.reduce<GuideAnswers[]>(
    (all, { id, values }) => (values.length ? all.flatMap((a) => values.map((v) => ({ ...a, [id]: v }))) : all),
    [{}],
  );
}
