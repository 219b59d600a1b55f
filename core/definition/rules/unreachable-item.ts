// Dead text in a definition is a mistake somebody will rely on. A condition that reads the form counts as satisfiable.
import { createEnvironment } from '../condition-scope.ts';
import { conditionsOf, draftScope, guideValues, itemsOf } from '../draft-parts.ts';
import type { Rule } from '../rule.ts';
import { compileByGuide, guideCombinations, questionsRead } from '../three-valued.ts';

export const unreachableItem: Rule = {
  id: 'unreachable-item',
  summary: { zh: '任何引导答案都不会办理此事项', en: 'An item that no answer can reach' },
  check(draft) {
    const environment = createEnvironment(draftScope(draft));
    const guide = guideValues(draft);
    const impossible = new Set(
      conditionsOf(draft)
        .filter(({ expression }) => {
          const byGuide = compileByGuide(environment, expression);
          const combinations = guideCombinations(questionsRead(environment, [expression], guide));
          return combinations?.every((answers) => byGuide(answers) === false);
        })
        .map((c) => c.id),
    );
    return itemsOf(draft).flatMap(({ part: { when }, path }) =>
      when === undefined || !impossible.has(when)
        ? []
        : [
            {
              path: [...path, 'when'],
              message: {
                zh: `条件 ${when} 在任何引导答案下都不成立，事项永远不会办理`,
                en: `Condition ${when} is false for every guide answer: the item can never apply`,
              },
            },
          ],
    );
  },
};
