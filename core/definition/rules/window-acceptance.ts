// What the window accepts stands in the window's inbox: the accepting organ of such an item is a window.
import { itemsOf } from '../draft-parts.ts';
import type { Rule } from '../rule.ts';

export const windowAcceptance: Rule = {
  id: 'window-acceptance',
  summary: {
    zh: '窗口受理的事项，受理机关应为综合窗口',
    en: 'An item accepted by the window whose accepting organ is no window',
  },
  check: (draft, { departments }) =>
    itemsOf(draft).flatMap(({ part: { acceptance, organs }, path }) => {
      const organ = organs?.accepts === undefined ? undefined : departments.get(organs.accepts);
      if (!organ || acceptance !== 'window' || organ.kind === 'window') return [];
      return [
        {
          path: [...path, 'organs', 'accepts'],
          message: {
            zh: `${organ.name.zh}不是窗口，窗口人员看不到也不能受理此事项`,
            en: `${organ.name.en} is no window: no clerk would see or accept this item`,
          },
        },
      ];
    }),
};
