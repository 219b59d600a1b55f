// Two things of one name: whoever looks one up gets the other.
import type { Path } from '../diagnostic.ts';
import { fieldsOf, groupsOf, itemsOf, partsOf, type Part } from '../draft-parts.ts';
import type { Rule } from '../rule.ts';

type Named = Part<{ readonly id?: string }>;

export const duplicateId: Rule = {
  id: 'duplicate-id',
  summary: { zh: '编号重复', en: 'The same id twice' },
  check(draft) {
    const fields = fieldsOf(draft);
    const questions = partsOf(draft.guide, ['guide']);
    const lists: (readonly Named[])[] = [
      itemsOf(draft),
      groupsOf(draft),
      // All groups share one name space: a value is found at /form/<id>.
      fields,
      questions,
      partsOf(draft.materials, ['materials']),
      partsOf(draft.stages, ['stages']),
      partsOf(draft.scenarios, ['scenarios']),
      ...fields.map((f) => partsOf(f.part.fields, [...f.path, 'fields'])),
      ...itemsOf(draft).map((i) => partsOf(i.part.outputs, [...i.path, 'outputs'])),
    ];
    const rows = fields.flatMap((f) => partsOf(f.part.fields, [...f.path, 'fields']));
    const options = [...fields, ...rows, ...questions].map(({ part, path }) =>
      partsOf(part.options, [...path, 'options']),
    );
    return [
      ...lists.flatMap((list) => repeated(list.map(({ part, path }) => ({ id: part.id, path: [...path, 'id'] })))),
      ...options.flatMap((list) =>
        repeated(list.map(({ part, path }) => ({ id: part.value, path: [...path, 'value'] }))),
      ),
    ];
  },
};

function repeated(list: readonly { id: string | undefined; path: Path }[]) {
  const seen = new Set<string>();
  return list.flatMap(({ id, path }) => {
    if (id === undefined) return [];
    if (!seen.has(id)) {
      seen.add(id);
      return [];
    }
    return [{ path, message: { zh: `编号 ${id} 重复`, en: `Id ${id} stands twice` } }];
  });
}
