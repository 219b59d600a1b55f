// A condition that reads what an applicant may rightly leave empty stays unknown, and unknown refuses the submission.
import type { Environment } from '@marcbachmann/cel-js';
import { createEnvironment, references, walk } from '../condition-scope.ts';
import type { DraftField, Draft } from '../draft.ts';
import { conditionsOf, draftScope, groupsOf, guideValues, partsOf } from '../draft-parts.ts';
import type { Rule } from '../rule.ts';
import { compileByGuide, guideCombinations, questionsRead } from '../three-valued.ts';

export const undecidableCondition: Rule = {
  id: 'undecidable-condition',
  summary: { zh: '条件可能无法判断', en: 'A condition that reads a field that may be empty' },
  check(draft) {
    const environment = createEnvironment(draftScope(draft));
    const guide = guideValues(draft);
    const fields = new Map(
      groupsOf(draft).flatMap((g) =>
        partsOf(g.part.fields, []).map(
          ({ part }) => [part.id, { field: part, whens: [g.part.when, part.when] }] as const,
        ),
      ),
    );
    return conditionsOf(draft).flatMap(({ expression, path }) =>
      unguarded(environment, expression).flatMap(({ name, at }) => {
        const asked = fields.get(name);
        if (!asked || !mayBeEmpty(asked.field, asked.whens, draft, environment, expression, guide)) return [];
        return [
          {
            severity: 'warning' as const,
            path,
            at,
            message: {
              zh: `字段 ${name} 可能未填写，条件将无法判断`,
              en: `Field ${name} may be left empty, and the condition would be unknown`,
            },
            hint: {
              zh: `写作 has(form.${name}) && …，或先判断其填写条件`,
              en: `Write has(form.${name}) && …, or test first what makes it asked for`,
            },
          },
        ];
      }),
    );
  },
};

/** Form fields read without has(); nothing when the expression can not be read. */
function unguarded(environment: Environment, expression: string): { name: string; at: number }[] {
  try {
    const { ast } = environment.parse(expression);
    const has = new Set(
      [...walk(ast)].flatMap(({ node }) =>
        node.op === 'call' && node.args[0] === 'has'
          ? node.args[1].flatMap((a) => references(a).map((r) => r.field))
          : [],
      ),
    );
    return references(ast)
      .filter((r) => r.root === 'form' && !has.has(r.field))
      .map((r) => ({ name: r.field, at: r.start }));
  } catch {
    return [];
  }
}

function mayBeEmpty(
  field: DraftField,
  whens: readonly (string | undefined)[],
  draft: Draft,
  environment: Environment,
  expression: string,
  guide: ReturnType<typeof guideValues>,
): boolean {
  if (field.required === false) return true;
  return whens.some((when) => {
    const asked = when === undefined ? undefined : draft.conditions?.[when];
    if (asked === undefined) return false;
    const combinations = guideCombinations(questionsRead(environment, [asked, expression], guide), 128) ?? [];
    const [isAsked, holds] = [compileByGuide(environment, asked), compileByGuide(environment, expression)];
    return combinations.some((c) => isAsked(c) === false && holds(c) === 'unknown');
  });
}
