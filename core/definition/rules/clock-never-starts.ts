// Without an accept step there is no acceptance, and a clock that waits for it never runs.
import { itemsOf } from '../draft-parts.ts';
import type { Rule } from '../rule.ts';

export const clockNeverStarts: Rule = {
  id: 'clock-never-starts',
  summary: { zh: '无受理环节却自受理起算', en: 'A limit from acceptance on an item that has no accept step' },
  check: (draft) =>
    itemsOf(draft).flatMap(({ part, path }) =>
      part.acceptance === 'none' && part.limits?.starts === 'accepted'
        ? [
            {
              path: [...path, 'limits', 'starts'],
              message: {
                zh: '此事项没有受理环节（acceptance: none），时限不能自受理起算',
                en: 'The item has no accept step (acceptance: none): its limit can not start with acceptance',
              },
              hint: { zh: '改为 starts: received', en: 'Write starts: received' },
            },
          ]
        : [],
    ),
};
