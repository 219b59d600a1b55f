// A scenario that speaks of what is not there, or goes back in time, tests nothing.
import type { Finding, Path } from '../diagnostic.ts';
import { itemsOf, partsOf } from '../draft-parts.ts';
import type { Rule } from '../rule.ts';

export const faultyScenario: Rule = {
  id: 'faulty-scenario',
  summary: {
    zh: '场景引用了不存在的内容或时间倒退',
    en: 'A scenario that names what is not there, or goes back in time',
  },
  check(draft) {
    const items = new Set(itemsOf(draft).map(({ part }) => part.id));
    const unknown = (id: string | undefined, path: Path, key = false): Finding[] =>
      id === undefined || items.has(id)
        ? []
        : [{ path, key, message: { zh: `没有事项 ${id}`, en: `There is no item ${id}` } }];
    return partsOf(draft.scenarios, ['scenarios']).flatMap(({ part: { given, when, then }, path }) => {
      const steps = partsOf(when, [...path, 'when']);
      const at = (key: string, id: string): Finding[] =>
        id === 'case' ? [] : unknown(id, [...path, 'then', key, id], true);
      return [
        ...(given?.sample === undefined || Object.hasOwn(draft.samples ?? {}, given.sample)
          ? []
          : [
              {
                path: [...path, 'given', 'sample'],
                message: { zh: `没有样例 ${given.sample}`, en: `There is no sample ${given.sample}` },
              },
            ]),
        ...partsOf(given?.deselected, [...path, 'given', 'deselected']).flatMap((p) => unknown(p.part, p.path)),
        ...partsOf(given?.held, [...path, 'given', 'held']).flatMap((p) => unknown(p.part, p.path)),
        ...steps.flatMap(({ part, path: place }) =>
          part.type !== undefined && 'item' in part ? unknown(part.item, [...place, part.type, 'item']) : [],
        ),
        ...steps.flatMap(({ part, path: place }, index) => {
          const before = index === 0 ? given?.at : steps[index - 1]?.part.at;
          return part.at !== undefined && before !== undefined && part.at < before
            ? [{ path: place, message: { zh: '此步骤早于前一步', en: 'The step lies before the one before it' } }]
            : [];
        }),
        ...Object.keys(then?.items ?? {}).flatMap((id) => unknown(id, [...path, 'then', 'items', id], true)),
        ...Object.keys(then?.dueOn ?? {}).flatMap((id) => at('dueOn', id)),
      ];
    });
  },
};
