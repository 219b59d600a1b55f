// Also whom a certificate is issued to. An organ is shown the fields its item names: a misspelt one would silently be missing on the officer's screen.
import { fieldsOf, itemsOf, partsOf } from '../draft-parts.ts';
import type { Rule } from '../rule.ts';

export const readsUnknownField: Rule = {
  id: 'reads-unknown-field',
  summary: { zh: '事项读取了不存在的表单字段', en: 'An item that reads a form field there is not' },
  check(draft) {
    const known = new Set(fieldsOf(draft).map(({ part }) => part.id));
    return itemsOf(draft).flatMap(({ part, path }) =>
      [
        ...partsOf(part.reads?.form, [...path, 'reads', 'form']),
        ...(part.certificate?.holder === undefined
          ? []
          : [{ part: part.certificate.holder, path: [...path, 'certificate', 'holder'] }]),
      ]
        .filter((r) => !known.has(r.part))
        .map((r) => ({
          path: r.path,
          message: { zh: `表单没有字段 ${r.part}`, en: `The form has no field ${r.part}` },
        })),
    );
  },
};
