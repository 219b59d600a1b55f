// A bank is no organ of the state: it can offer a service, it can not decide a licence.
import { itemsOf } from '../draft-parts.ts';
import type { Rule } from '../rule.ts';

export const marketOrgan: Rule = {
  id: 'market-organ',
  summary: { zh: '市场主体不能办理行政事项', en: 'A market organisation that decides more than a market service' },
  check: (draft, { departments }) =>
    itemsOf(draft).flatMap(({ part: { legalType, organs }, path }) => {
      const organ = organs?.decides === undefined ? undefined : departments.get(organs.decides);
      if (!organ || legalType === undefined || organ.kind !== 'market' || legalType === 'market-service') return [];
      return [
        {
          path: [...path, 'organs', 'decides'],
          message: {
            zh: `${organ.name.zh}不是行政机关，只能提供市场服务（market-service）`,
            en: `${organ.name.en} is no organ of the state and can only offer a market-service`,
          },
        },
      ];
    }),
};
