// A `when` that names no condition: unknown for ever.
import { conditionUses } from '../draft-parts.ts';
import type { Rule } from '../rule.ts';

export const unknownCondition: Rule = {
  id: 'unknown-condition',
  summary: { zh: '引用了未定义的条件', en: 'A `when` that names no condition' },
  check: (draft) =>
    conditionUses(draft)
      .filter(({ id }) => !Object.hasOwn(draft.conditions ?? {}, id))
      .map(({ id, path }) => ({ path, message: { zh: `没有条件 ${id}`, en: `There is no condition ${id}` } })),
};
