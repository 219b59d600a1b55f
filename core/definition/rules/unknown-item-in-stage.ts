// A stage whose item does not exist would never end; an item in two stages would have two promises.
import { itemsOf, partsOf } from '../draft-parts.ts';
import type { Rule } from '../rule.ts';

export const unknownItemInStage: Rule = {
  id: 'unknown-item-in-stage',
  summary: {
    zh: '阶段中的事项不存在，或一个事项属于两个阶段',
    en: 'A stage with an unknown item, or an item in two stages',
  },
  check(draft) {
    const known = new Set(itemsOf(draft).map(({ part }) => part.id));
    const seen = new Set<string>();
    return partsOf(draft.stages, ['stages']).flatMap((stage) =>
      partsOf(stage.part.items, [...stage.path, 'items']).flatMap(({ part: id, path }) => {
        if (!known.has(id)) return [{ path, message: { zh: `没有事项 ${id}`, en: `There is no item ${id}` } }];
        if (seen.has(id))
          return [{ path, message: { zh: `事项 ${id} 已属于一个阶段`, en: `Item ${id} has a stage already` } }];
        seen.add(id);
        return [];
      }),
    );
  },
};
