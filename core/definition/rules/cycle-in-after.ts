// Items that wait for each other never begin.
import { itemsOf, partsOf, type Part } from '../draft-parts.ts';
import type { DraftItem } from '../draft.ts';
import type { Rule } from '../rule.ts';

export const cycleInAfter: Rule = {
  id: 'cycle-in-after',
  summary: { zh: '事项互相等待', en: 'Items that wait for each other' },
  check(draft) {
    const items = new Map<string, Part<DraftItem>>();
    for (const item of itemsOf(draft)) if (item.part.id !== undefined) items.set(item.part.id, item);
    const told = new Set<string>();
    return [...items.keys()].flatMap((id) => {
      const cycle = told.has(id) ? undefined : cycleThrough(items, id);
      if (!cycle) return [];
      for (const member of cycle) told.add(member);
      const way = [...cycle, id].join(' → ');
      const { part, path } = items.get(id)!;
      const index = (part.after ?? []).indexOf(cycle[1] ?? id);
      return [
        {
          path: [...path, 'after', index],
          message: { zh: `事项互相等待：${way}`, en: `Items wait for each other: ${way}` },
        },
      ];
    });
  },
};

/** The shortest way from the item back to itself. */
function cycleThrough(items: ReadonlyMap<string, Part<DraftItem>>, start: string): string[] | undefined {
  const ways: string[][] = [[start]];
  const seen = new Set<string>();
  for (const way of ways) {
    const item = items.get(way.at(-1)!);
    for (const { part: next } of partsOf(item?.part.after, [])) {
      if (next === start) return way;
      if (seen.has(next) || !items.has(next)) continue;
      seen.add(next);
      ways.push([...way, next]);
    }
  }
  return undefined;
}
