// Items that wait for each other never begin.
import type { Path } from '../diagnostic.ts';
import { itemsOf, partsOf } from '../draft-parts.ts';
import type { Draft } from '../draft.ts';
import type { Rule } from '../rule.ts';

export const cycleInAfter: Rule = {
  id: 'cycle-in-after',
  summary: { zh: '事项互相等待', en: 'Items that wait for each other' },
  check(draft) {
    const graph = waitsFor(draft);
    const told = new Set<string>();
    return [...graph.keys()].flatMap((id) => {
      const cycle = told.has(id) ? undefined : cycleThrough(graph, id);
      if (!cycle) return [];
      for (const member of cycle) told.add(member);
      const way = [...cycle, id].join(' → ');
      const path = graph.get(id)?.get(cycle[1] ?? id) ?? [];
      return [{ path, message: { zh: `事项互相等待：${way}`, en: `Items wait for each other: ${way}` } }];
    });
  },
};

type Graph = ReadonlyMap<string, ReadonlyMap<string, Path>>;

/** Item → what it waits for, and where that is written. Items of one id count as one, so that no fault hides another. */
function waitsFor(draft: Draft): Graph {
  const graph = new Map<string, Map<string, Path>>();
  for (const { part, path } of itemsOf(draft)) {
    if (part.id === undefined) continue;
    const edges = graph.get(part.id) ?? new Map<string, Path>();
    for (const after of partsOf(part.after, [...path, 'after']))
      if (!edges.has(after.part)) edges.set(after.part, after.path);
    graph.set(part.id, edges);
  }
  return graph;
}

/** The shortest way from the item back to itself. */
function cycleThrough(graph: Graph, start: string): string[] | undefined {
  const ways: string[][] = [[start]];
  const seen = new Set<string>();
  for (const way of ways) {
    for (const next of graph.get(way.at(-1) ?? start)?.keys() ?? []) {
      if (next === start) return way;
      if (seen.has(next)) continue;
      seen.add(next);
      ways.push([...way, next]);
    }
  }
  return undefined;
}
