// A condition is a question of yes or no, over values of fitting types.
import { conditionFindings } from '../condition-findings.ts';
import type { Rule } from '../rule.ts';

export const conditionType: Rule = {
  id: 'condition-type',
  summary: { zh: '条件类型不符或结果不是是/否', en: 'A condition that does not fit its types or is not yes or no' },
  check: (draft) => conditionFindings(draft, 'condition-type'),
};
