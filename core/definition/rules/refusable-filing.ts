// 备案: a filing informs the organ; it has no discretion to refuse one.
import { itemsOf } from '../draft-parts.ts';
import type { Rule } from '../rule.ts';

export const refusableFiling: Rule = {
  id: 'refusable-filing',
  summary: { zh: '备案事项不能作不予决定', en: 'A filing that could be refused' },
  check: (draft) =>
    itemsOf(draft).flatMap(({ part, path }) =>
      part.legalType === 'filing' && part.refusable === true
        ? [
            {
              path: [...path, 'refusable'],
              message: {
                zh: '备案没有裁量性的不予决定，应写 refusable: false',
                en: 'A filing has no discretionary refusal: refusable: false',
              },
            },
          ]
        : [],
    ),
};
