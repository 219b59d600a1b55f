// Compared with a value nobody can choose, a condition is never what its author meant.
import type { ASTNode } from '@marcbachmann/cel-js';
import { createEnvironment, references, walk } from '../condition-scope.ts';
import { conditionsOf, draftScope, fieldsOf, partsOf } from '../draft-parts.ts';
import type { Draft } from '../draft.ts';
import type { Rule } from '../rule.ts';

export const unknownChoiceInCondition: Rule = {
  id: 'unknown-choice-in-condition',
  summary: { zh: '条件中的选项不存在', en: 'A condition that compares with an option there is not' },
  check(draft) {
    const environment = createEnvironment(draftScope(draft));
    const options = optionsOf(draft);
    return conditionsOf(draft).flatMap(({ expression, path }) => {
      let ast: ASTNode;
      try {
        ast = environment.parse(expression).ast;
      } catch {
        return [];
      }
      return comparisons(ast).flatMap(({ name, value, at }) => {
        const known = options.get(name);
        if (!known || known.has(value)) return [];
        const all = [...known].join(', ');
        return [
          {
            path,
            at,
            message: {
              zh: `${name} 没有选项 ${value}，只有：${all}`,
              en: `${name} has no option ${value}, only ${all}`,
            },
          },
        ];
      });
    });
  },
};

function optionsOf(draft: Draft): Map<string, Set<string>> {
  const named = [
    ...fieldsOf(draft).map(({ part }) => ({ root: 'form', part })),
    ...partsOf(draft.guide, []).map(({ part }) => ({ root: 'guide', part })),
  ];
  return new Map(
    named.flatMap(({ root, part: { id, type, options } }) =>
      id === undefined || type !== 'choice'
        ? []
        : [[`${root}.${id}`, new Set(partsOf(options, []).flatMap((o) => o.part.value ?? []))] as const],
    ),
  );
}

/** `form.x == "y"`, `"y" != guide.x`, `form.x in ["y"]`. */
function comparisons(ast: ASTNode): { name: string; value: string; at: number }[] {
  return [...walk(ast)].flatMap(({ node }) => {
    if (node.op !== '==' && node.op !== '!=' && node.op !== 'in') return [];
    const [left, right] = node.args;
    const [reference] = left.op === 'value' ? references(right) : references(left);
    const other = left.op === 'value' ? left : right;
    if (!reference) return [];
    const literals = node.op === 'in' && other.op === 'list' ? other.args : [other];
    return literals.flatMap((literal) =>
      literal.op === 'value' && typeof literal.args === 'string'
        ? [{ name: `${reference.root}.${reference.field}`, value: literal.args, at: literal.start }]
        : [],
    );
  });
}
