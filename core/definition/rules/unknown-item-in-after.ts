// An item that waits for one that does not exist waits for ever.
import { itemsOf, partsOf } from '../draft-parts.ts';
import type { Rule } from '../rule.ts';

export const unknownItemInAfter: Rule = {
  id: 'unknown-item-in-after',
  summary: { zh: '前置事项不存在', en: 'An item that waits for one that does not exist' },
  check(draft) {
    const known = new Set(itemsOf(draft).map(({ part }) => part.id));
    return itemsOf(draft).flatMap(({ part, path }) =>
      partsOf(part.after, [...path, 'after'])
        .filter((after) => !known.has(after.part))
        .map((after) => ({
          path: after.path,
          message: { zh: `没有前置事项 ${after.part}`, en: `There is no item ${after.part}` },
        })),
    );
  },
};
