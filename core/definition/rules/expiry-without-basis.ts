// An application that expires takes something from the applicant: only by a rule that is named, and read or marked unconfirmed.
import { isSourced } from '../draft-parts.ts';
import type { Rule } from '../rule.ts';

export const expiryWithoutBasis: Rule = {
  id: 'expiry-without-basis',
  summary: { zh: '逾期失效没有依据', en: 'An application that expires without a named rule' },
  check(draft) {
    const { receipt } = draft;
    if (!receipt?.expires) return [];
    const path = ['receipt', 'expires'];
    if (receipt.at === 'submission')
      return [
        {
          path,
          key: true,
          message: {
            zh: '提交即收件的申请不会因未交材料而失效',
            en: 'Papers received on submission can not be late: nothing can expire',
          },
        },
      ];
    const { zh, en } = receipt.expires.basis ?? {};
    if (zh === undefined || en === undefined)
      return [
        { path, key: true, message: { zh: '必须写明失效的依据（basis）', en: 'Name the rule it expires by (basis)' } },
      ];
    if (isSourced(draft, '/receipt/expires')) return [];
    return [
      {
        path: [...path, 'basis'],
        message: {
          zh: '失效依据须在 sources 中列出（/receipt/expires），未核实的写 unconfirmed',
          en: 'The rule must stand under sources (/receipt/expires), read or `unconfirmed`',
        },
      },
    ];
  },
};
