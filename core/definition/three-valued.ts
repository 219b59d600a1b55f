// A condition by the guide answers alone: true, false or unknown. What reads the form is unknown here, so a condition is
// called false only when no form whatever could make it true (or it contradicts itself on the guide).
import type { ASTNode, Environment } from '@marcbachmann/cel-js';
import { serialize } from '@marcbachmann/cel-js/serialize';
import { references, walk } from './condition-scope.ts';

export type Truth = boolean | 'unknown';
export type GuideAnswers = Readonly<Record<string, boolean | string>>;
type ByGuide = (answers: GuideAnswers) => Truth;

const unknown: ByGuide = () => 'unknown';

/** Kleene's logic over && || ! ?: ; a part that reads no form is evaluated by CEL. Parsed once, never throws. */
export function compileByGuide(environment: Environment, expression: string): ByGuide {
  try {
    return compileNode(environment, environment.parse(expression).ast);
  } catch {
    return unknown;
  }
}
export const evaluateByGuide = (environment: Environment, expression: string, answers: GuideAnswers): Truth =>
  compileByGuide(environment, expression)(answers);

function compileNode(environment: Environment, node: ASTNode): ByGuide {
  const of = (part: ASTNode) => compileNode(environment, part);
  switch (node.op) {
    case '&&': {
      const [a, b] = [of(node.args[0]), of(node.args[1])];
      return (answers) => and(a(answers), () => b(answers));
    }
    case '||': {
      const [a, b] = [of(node.args[0]), of(node.args[1])];
      return (answers) => not(and(not(a(answers)), () => not(b(answers))));
    }
    case '!_': {
      const a = of(node.args);
      return (answers) => not(a(answers));
    }
    case '?:': {
      const [test, yes, no] = [of(node.args[0]), of(node.args[1]), of(node.args[2])];
      return (answers) => {
        const truth = test(answers);
        if (truth !== 'unknown') return truth ? yes(answers) : no(answers);
        return yes(answers) === no(answers) ? yes(answers) : 'unknown';
      };
    }
    default:
      return compileLeaf(environment, node);
  }
}
const not = (a: Truth): Truth => (a === 'unknown' ? a : !a);
function and(a: Truth, b: () => Truth): Truth {
  if (a === false) return false;
  const other = b();
  return other === false ? false : a === 'unknown' ? a : other;
}

function compileLeaf(environment: Environment, node: ASTNode): ByGuide {
  for (const { node: part } of walk(node)) if (part.op === 'id' && part.args === 'form') return unknown;
  const read = references(node).map((r) => r.field);
  const program = environment.parse(serialize(node));
  return (answers) => {
    if (read.some((field) => !Object.hasOwn(answers, field))) return 'unknown';
    try {
      const result: unknown = program({ guide: answers });
      return typeof result === 'boolean' ? result : 'unknown';
    } catch {
      return 'unknown';
    }
  };
}

interface Question {
  readonly id: string;
  readonly values: readonly (boolean | string)[];
}

/** Every combination of guide answers, at most `cap`; undefined when there are more. */
export function guideCombinations(guide: readonly Question[], cap = 1024): GuideAnswers[] | undefined {
  if (guide.reduce((n, q) => n * Math.max(1, q.values.length), 1) > cap) return undefined;
  return guide.reduce<GuideAnswers[]>(
    (all, { id, values }) => (values.length ? all.flatMap((a) => values.map((v) => ({ ...a, [id]: v }))) : all),
    [{}],
  );
}

/** The questions these expressions read: the others can not change them. */
export function questionsRead(
  environment: Environment,
  expressions: readonly string[],
  guide: readonly Question[],
): Question[] {
  const read = new Set<string>();
  for (const expression of expressions) {
    try {
      for (const r of references(environment.parse(expression).ast)) if (r.root === 'guide') read.add(r.field);
    } catch {
      // An expression that can not be read reads nothing; condition-syntax tells it.
    }
  }
  return guide.filter((q) => read.has(q.id));
}
