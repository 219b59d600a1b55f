// An organ nobody knows would receive tasks that nobody sees.
import type { Path } from '../diagnostic.ts';
import { itemsOf } from '../draft-parts.ts';
import type { Rule } from '../rule.ts';

export const unknownDepartment: Rule = {
  id: 'unknown-department',
  summary: { zh: '机构编号不在机构清单中', en: 'An organisation that is not in the list of departments' },
  check(draft, { departments }) {
    const named: { id: string | undefined; path: Path }[] = [
      { id: draft.lead, path: ['lead'] },
      ...itemsOf(draft).flatMap(({ part, path }) =>
        Object.entries(part.organs ?? {}).map(([role, id]) => ({ id, path: [...path, 'organs', role] })),
      ),
    ];
    return named.flatMap(({ id, path }) =>
      id === undefined || departments.has(id)
        ? []
        : [{ path, message: { zh: `机构清单中没有 ${id}`, en: `There is no department ${id}` } }],
    );
  },
};
