// An extension adds to the limit: days of another kind can not be added to it.
import { printLimit } from '../../clock/limit.ts';
import { itemsOf } from '../draft-parts.ts';
import type { Rule } from '../rule.ts';

export const extensionUnit: Rule = {
  id: 'extension-unit',
  summary: { zh: '延长期限与法定时限的单位不同', en: 'An extension in another unit than the limit it extends' },
  check: (draft) =>
    itemsOf(draft).flatMap(({ part, path }) => {
      const { statutory, extension } = part.limits ?? {};
      const by = extension?.limit;
      if (!statutory || !by || by.unit === statutory.unit) return [];
      return [
        {
          path: [...path, 'limits', 'extension', 'limit'],
          message: {
            zh: `延长 ${printLimit(by)} 与法定时限 ${printLimit(statutory)} 的单位不同`,
            en: `An extension by ${printLimit(by)} can not be added to a limit of ${printLimit(statutory)}`,
          },
          hint: { zh: '写成同一单位', en: 'Use the unit of the statutory limit' },
        },
      ];
    }),
};
