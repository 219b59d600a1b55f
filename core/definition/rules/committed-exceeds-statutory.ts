// A promise longer than the law allows is no promise. Unlike units are compared so that no doubt is left to the applicant's cost.
import { printLimit, type Limit } from '../../clock/limit.ts';
import { itemsOf } from '../draft-parts.ts';
import type { Rule } from '../rule.ts';

export const committedExceedsStatutory: Rule = {
  id: 'committed-exceeds-statutory',
  summary: { zh: '承诺时限长于法定时限', en: 'A committed limit longer than the statutory one' },
  check: (draft) =>
    itemsOf(draft).flatMap(({ part, path }) => {
      const { committed, statutory } = part.limits ?? {};
      if (!committed || !statutory || !mayExceed(committed, statutory)) return [];
      const unlike = committed.unit !== statutory.unit;
      return [
        {
          path: [...path, 'limits', 'committed'],
          message: {
            zh: `承诺时限 ${printLimit(committed)} ${unlike ? '可能' : ''}长于法定时限 ${printLimit(statutory)}`,
            en: `The committed limit ${printLimit(committed)} ${unlike ? 'may be' : 'is'} longer than the statutory limit ${printLimit(statutory)}`,
          },
          ...(unlike && {
            hint: {
              zh: '工作日与自然日不能直接比较：按最长假期保守折算，n 个工作日至多占 2n+9 个自然日。请统一单位。',
              en: 'Working and calendar days do not compare: n working days are taken to last at most 2n + 9 calendar days. Use one unit.',
            },
          }),
        },
      ];
    }),
};

/**
 * Calendar days against working days: n calendar days never last longer than n working days, so d ≤ wd is safe by number.
 * The other way n working days may span the longest holiday (9 days off in 2026) and weekends: at most 2n + 9 days.
 */
function mayExceed(committed: Limit, statutory: Limit): boolean {
  if (committed.unit === 'wd' && statutory.unit === 'd' && committed.amount > 0)
    return committed.amount * 2 + 9 > statutory.amount;
  return committed.amount > statutory.amount;
}
