// A condition over a field that does not exist could never be known, and every submission would be refused.
import { conditionFindings } from '../condition-findings.ts';
import type { Rule } from '../rule.ts';

export const unknownFieldInCondition: Rule = {
  id: 'unknown-field-in-condition',
  summary: { zh: '条件引用了不存在的字段或问题', en: 'A condition that reads a field or question there is not' },
  check: (draft) => conditionFindings(draft, 'unknown-field-in-condition'),
};
