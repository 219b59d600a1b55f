// 行政许可法 Art. 42: ten working days more; a registration three. More only by a law of its own, whose article was read.
import { printLimit } from '../../clock/limit.ts';
import { hasArticle, itemsOf } from '../draft-parts.ts';
import type { Rule } from '../rule.ts';

const MOST: Readonly<Record<string, number>> = { licence: 10, registration: 3 };

export const extensionExceedsLaw: Rule = {
  id: 'extension-exceeds-law',
  summary: { zh: '延长期限超过法定上限', en: 'An extension longer than the law allows' },
  check: (draft) =>
    itemsOf(draft).flatMap(({ part, path }) => {
      const by = part.limits?.extension?.limit;
      const most = MOST[part.legalType ?? ''];
      if (!by || most === undefined || (by.unit === 'wd' && by.amount <= most)) return [];
      if (by.unit !== 'wd' && by.unit !== part.limits?.statutory?.unit) return []; // extension-unit tells
      if (hasArticle(draft, `/items/${part.id ?? ''}/limits/extension`)) return [];
      return [
        {
          path: [...path, 'limits', 'extension', 'limit'],
          message: {
            zh: `延长 ${printLimit(by)} 超过 ${most}wd`,
            en: `An extension by ${printLimit(by)} is more than ${most}wd`,
          },
          hint: {
            zh: '另有法律规定的，在 sources 中为 limits/extension 单独写明文件及条款',
            en: 'Where another law allows it, name its document and article under sources for limits/extension itself',
          },
        },
      ];
    }),
};
