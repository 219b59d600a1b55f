// A renewal counts back from the day on which the licence expires: the form asks for it, always.
import { fieldsOf, groupsOf, itemsOf, partsOf } from '../draft-parts.ts';
import type { Rule } from '../rule.ts';

export const renewalWithoutExpiry: Rule = {
  id: 'renewal-without-expiry',
  summary: { zh: '延续事项的表单没有有效期届满日', en: 'A renewal whose form does not ask for the day of expiry' },
  check(draft) {
    const asked = groupsOf(draft).flatMap((g) => (g.part.when === undefined ? partsOf(g.part.fields, []) : []));
    const days = asked.filter(({ part: f }) => f.type === 'date' && f.required !== false && f.when === undefined);
    const known = new Set(days.map(({ part }) => part.id));
    const any = new Set(fieldsOf(draft).map(({ part }) => part.id));
    return itemsOf(draft).flatMap(({ part, path }) => {
      const expires = part.renewal?.expires;
      if (expires === undefined || known.has(expires)) return [];
      return [
        {
          path: [...path, 'renewal', 'expires'],
          message: any.has(expires)
            ? {
                zh: `字段 ${expires} 须为必填日期，且无条件`,
                en: `Field ${expires} must be a date, required, always asked`,
              }
            : { zh: `表单没有字段 ${expires}`, en: `The form has no field ${expires}` },
        },
      ];
    });
  },
};
