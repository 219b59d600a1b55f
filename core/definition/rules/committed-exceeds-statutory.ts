// A promise longer than the law allows is no promise. Unlike units are compared so that no doubt is left to the applicant's cost.
import { printLimit, type Limit } from '../../clock/limit.ts';
import type { Path } from '../diagnostic.ts';
import { itemsOf } from '../draft-parts.ts';
import type { Rule } from '../rule.ts';

export const committedExceedsStatutory: Rule = {
  id: 'committed-exceeds-statutory',
  summary: { zh: '承诺时限长于法定时限', en: 'A committed limit longer than the statutory one' },
  check: (draft) =>
    itemsOf(draft).flatMap(({ part, path }) => [
      ...exceeding(part.limits?.committed, part.limits?.statutory, [...path, 'limits', 'committed']),
      ...exceeding(part.commitment?.committed, part.limits?.statutory, [...path, 'commitment', 'committed']),
    ]),
};

function exceeding(committed: Limit | undefined, statutory: Limit | undefined, path: Path) {
  if (!committed || !statutory || !mayExceed(committed, statutory)) return [];
  const unlike = committed.unit !== statutory.unit;
  return [
    {
      path,
      message: {
        zh: `承诺时限 ${printLimit(committed)} ${unlike ? '可能' : ''}长于法定时限 ${printLimit(statutory)}`,
        en: `The committed limit ${printLimit(committed)} ${unlike ? 'may be' : 'is'} longer than the statutory limit ${printLimit(statutory)}`,
      },
      ...(unlike && {
        hint: {
          zh: '单位不同不能直接比较：保守折算，n 个工作日至多占 2n+9 个自然日，一个月有 28 至 31 日，6.5 个工作小时为一个工作日。请统一单位。',
          en: 'Unlike units do not compare: n working days are taken to last at most 2n + 9 calendar days, a month 28 to 31, 6.5 working hours a working day. Use one unit.',
        },
      }),
    },
  ];
}

/** Hours of an office day; the usual 09:00–12:00, 13:30–17:00. */
const OFFICE_DAY = 6.5;
const plain = ({ amount, unit }: Limit): Limit => {
  if (unit === 'y') return { amount: amount * 12, unit: 'mo' };
  return unit === 'wh' ? { amount: Math.ceil(amount / OFFICE_DAY), unit: 'wd' } : { amount, unit };
};
/**
 * Calendar days never last longer than as many working days. The other way n working days may span the longest holiday (9 days off
 * in 2026) and weekends: at most 2n + 9 days. A month has 28 to 31 days.
 */
function mayExceed(committed: Limit, statutory: Limit): boolean {
  if (committed.unit === statutory.unit) return committed.amount > statutory.amount;
  const [c, s] = [plain(committed), plain(statutory)];
  if (c.unit === s.unit) return c.amount > s.amount;
  const most = c.amount === 0 ? 0 : c.unit === 'wd' ? c.amount * 2 + 9 : c.amount * (c.unit === 'mo' ? 31 : 1);
  const least = s.amount * (s.unit === 'mo' ? 28 : 1);
  return most > least;
}
