// The promise for the whole must leave room for the promises of the parts.
import { printLimit } from '../../clock/limit.ts';
import { itemsOf } from '../draft-parts.ts';
import { criticalPath } from '../guide.ts';
import type { Rule } from '../rule.ts';

export const caseLimitTooShort: Rule = {
  id: 'case-limit-too-short',
  summary: { zh: '整体承诺时限短于事项时限之和', en: 'A case promised sooner than its items one after another' },
  check(draft) {
    const { committedLimit } = draft;
    const links = itemsOf(draft).flatMap(({ part }) => {
      const committed = part.limits?.committed;
      const after = (part.after ?? []).flatMap((a) => a ?? []);
      return part.id !== undefined && committed ? [{ id: part.id, after, limits: { committed } }] : [];
    });
    const units = new Set([committedLimit, ...links.map((l) => l.limits.committed)].map((l) => l?.unit));
    // Unlike units have no sum to compare; in a cycle there is no longest way, and that is told by its own rule.
    const ordered = inOrder(links);
    if (!committedLimit || units.size > 1 || !ordered) return [];
    const path = criticalPath(ordered);
    if (path.workingDays <= committedLimit.amount) return [];
    const way = path.items.join(' → ');
    return [
      {
        path: ['committedLimit'],
        message: {
          zh: `整体承诺 ${printLimit(committedLimit)}，但 ${way} 依次需要 ${path.workingDays} 天`,
          en: `The case is committed to ${printLimit(committedLimit)}, but ${way} take ${path.workingDays} one after another`,
        },
      },
    ];
  },
};

function inOrder<L extends { id: string; after: string[] }>(links: readonly L[]): L[] | undefined {
  const waiting = [...links];
  const ids = new Set(links.map((l) => l.id));
  const done = new Set<string>();
  const ordered: L[] = [];
  while (waiting.length) {
    const next = waiting.findIndex((l) => l.after.every((a) => done.has(a) || !ids.has(a)));
    if (next < 0) return undefined;
    const [link] = waiting.splice(next, 1);
    done.add(link!.id);
    ordered.push(link!);
  }
  return ordered;
}
