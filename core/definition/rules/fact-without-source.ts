// Every fact of law has its source, or the honest word that nobody has confirmed it.
import type { Path } from '../diagnostic.ts';
import { isSourced, itemsOf } from '../draft-parts.ts';
import type { Rule } from '../rule.ts';

export const factWithoutSource: Rule = {
  id: 'fact-without-source',
  summary: { zh: '事实没有依据', en: 'A fact without its source' },
  check(draft) {
    const facts: { pointer: string; path: Path; value: unknown }[] = [
      { pointer: '/committedLimit', path: ['committedLimit'], value: draft.committedLimit },
      ...itemsOf(draft).flatMap(({ part, path }) =>
        part.id === undefined
          ? []
          : [
              { pointer: `/items/${part.id}/legalType`, path: [...path, 'legalType'], value: part.legalType },
              {
                pointer: `/items/${part.id}/limits/statutory`,
                path: [...path, 'limits', 'statutory'],
                value: part.limits?.statutory,
              },
              {
                pointer: `/items/${part.id}/limits/extension`,
                path: [...path, 'limits', 'extension'],
                value: part.limits?.extension,
              },
              {
                pointer: `/items/${part.id}/limits/committed`,
                path: [...path, 'limits', 'committed'],
                value: part.limits?.committed,
              },
            ],
      ),
    ];
    return facts
      .filter(({ pointer, value }) => value !== undefined && !isSourced(draft, pointer))
      .map(({ pointer, path }) => ({
        path,
        message: { zh: `${pointer} 没有依据`, en: `${pointer} has no source` },
        hint: {
          zh: '在 sources 中写明文件及条款，未核实的写 unconfirmed',
          en: 'Name document and article under sources, or write unconfirmed',
        },
      }));
  },
};
