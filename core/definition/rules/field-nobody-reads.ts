// A question that no organ reads and no condition needs costs the applicant time for nothing.
import { createEnvironment, references } from '../condition-scope.ts';
import { conditionsOf, draftScope, fieldsOf, itemsOf } from '../draft-parts.ts';
import type { Rule } from '../rule.ts';

export const fieldNobodyReads: Rule = {
  id: 'field-nobody-reads',
  summary: { zh: '表单字段无人使用', en: 'A form field that nobody reads' },
  check(draft) {
    const environment = createEnvironment(draftScope(draft));
    const read = new Set<string | undefined>(itemsOf(draft).flatMap(({ part }) => part.reads?.form ?? []));
    for (const { expression } of conditionsOf(draft)) {
      try {
        for (const r of references(environment.parse(expression).ast)) if (r.root === 'form') read.add(r.field);
      } catch {
        // Told by condition-syntax.
      }
    }
    return fieldsOf(draft).flatMap(({ part: { id }, path }) =>
      id === undefined || read.has(id)
        ? []
        : [
            {
              severity: 'warning' as const,
              path: [...path, 'id'],
              message: { zh: `没有事项或条件使用字段 ${id}`, en: `No item and no condition reads field ${id}` },
            },
          ],
    );
  },
};
