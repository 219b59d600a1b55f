// What can not be read can not be decided.
import { conditionFindings } from '../condition-findings.ts';
import type { Rule } from '../rule.ts';

export const conditionSyntax: Rule = {
  id: 'condition-syntax',
  summary: { zh: '条件语法错误', en: 'A condition that is no CEL' },
  check: (draft) => conditionFindings(draft, 'condition-syntax'),
};
