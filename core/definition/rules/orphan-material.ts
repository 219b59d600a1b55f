// Asking for a paper that nobody reads costs a trip for nothing; reading one that nobody asks for never works.
import { itemsOf, partsOf } from '../draft-parts.ts';
import type { Rule } from '../rule.ts';

export const orphanMaterial: Rule = {
  id: 'orphan-material',
  summary: {
    zh: '材料无人使用，或使用了未要求的材料',
    en: 'A material nobody reads, or one read that nobody asks for',
  },
  check(draft) {
    const asked = new Set(partsOf(draft.materials, []).map(({ part }) => part.id));
    const reads = itemsOf(draft).flatMap(({ part, path }) =>
      partsOf(part.reads?.materials, [...path, 'reads', 'materials']),
    );
    const read = new Set(reads.map((r) => r.part));
    return [
      ...partsOf(draft.materials, ['materials']).flatMap(({ part: { id }, path }) =>
        id === undefined || read.has(id)
          ? []
          : [{ path: [...path, 'id'], message: { zh: `没有事项使用材料 ${id}`, en: `No item reads material ${id}` } }],
      ),
      ...reads
        .filter((r) => !asked.has(r.part))
        .map((r) => ({
          path: r.path,
          message: { zh: `材料 ${r.part} 无人要求提交`, en: `Nobody asks for or produces material ${r.part}` },
        })),
    ];
  },
};
