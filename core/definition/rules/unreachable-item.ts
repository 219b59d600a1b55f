// Dead text in a definition is a mistake somebody will rely on. A condition that reads the form counts as satisfiable.
import { createEnvironment } from '../condition-scope.ts';
import { draftScope, guideValues, itemsOf } from '../draft-parts.ts';
import type { Rule } from '../rule.ts';
import { evaluateByGuide, guideCombinations } from '../three-valued.ts';

export const unreachableItem: Rule = {
  id: 'unreachable-item',
  summary: { zh: '任何引导答案都不会办理此事项', en: 'An item that no answer can reach' },
  check(draft) {
    const combinations = guideCombinations(guideValues(draft));
    if (!combinations) return [];
    const environment = createEnvironment(draftScope(draft));
    return itemsOf(draft).flatMap(({ part, path }) => {
      const expression = part.when === undefined ? undefined : draft.conditions?.[part.when];
      if (expression === undefined) return [];
      if (combinations.some((answers) => evaluateByGuide(environment, expression, answers) !== false)) return [];
      return [
        {
          path: [...path, 'when'],
          message: {
            zh: `条件 ${part.when} 在任何引导答案下都不成立，事项永远不会办理`,
            en: `Condition ${part.when} is false for every guide answer: the item can never apply`,
          },
        },
      ];
    });
  },
};
