// Conditions run inside requests: what could run for long is refused.
import { conditionFindings } from '../condition-findings.ts';
import type { Rule } from '../rule.ts';

export const conditionRefused: Rule = {
  id: 'condition-refused',
  summary: { zh: '条件使用了不允许的写法', en: 'A condition with something that is not allowed' },
  check: (draft) => conditionFindings(draft, 'condition-refused'),
};
