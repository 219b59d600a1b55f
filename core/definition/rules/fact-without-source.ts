// Every fact of law has its source, or the honest word that nobody has confirmed it.
import type { Path } from '../diagnostic.ts';
import { isSourced, itemsOf, partsOf } from '../draft-parts.ts';
import type { Rule } from '../rule.ts';

export const factWithoutSource: Rule = {
  id: 'fact-without-source',
  summary: { zh: '事实没有依据', en: 'A fact without its source' },
  check(draft) {
    const facts: { pointer: string; path: Path; value: unknown }[] = [
      { pointer: '/committedLimit', path: ['committedLimit'], value: draft.committedLimit },
      ...itemsOf(draft).flatMap(({ part, path }) => factsAt(`/items/${part.id}`, path, part, FACTS_OF_ITEM)),
      ...partsOf(draft.materials, ['materials']).flatMap(({ part, path }) =>
        factsAt(`/materials/${part.id}`, path, part, ['tolerated']),
      ),
      ...partsOf(draft.stages, ['stages']).flatMap(({ part, path }) =>
        factsAt(`/stages/${part.id}`, path, part, ['committed', 'jointHandling']),
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

const FACTS_OF_ITEM = [
  'legalType',
  'limits/statutory',
  'limits/extension',
  'limits/committed',
  'limits/deemedApproval',
  'commitment',
  'renewal',
  'hearing',
];
/** @param names steps from the part, joined by `/` */
function factsAt(pointer: string, path: Path, part: { readonly id?: string }, names: readonly string[]) {
  if (part.id === undefined) return [];
  return names.map((name) => {
    const steps = name.split('/');
    const value = steps.reduce<unknown>((v, step) => (v instanceof Object ? Reflect.get(v, step) : undefined), part);
    return { pointer: `${pointer}/${name}`, path: [...path, ...steps], value };
  });
}
