// Every condition must be known before a case is accepted: one that nothing uses can only do harm.
import { conditionsOf, conditionUses } from '../draft-parts.ts';
import type { Rule } from '../rule.ts';

export const unusedCondition: Rule = {
  id: 'unused-condition',
  summary: { zh: '条件无处使用', en: 'A condition that nothing uses' },
  check(draft) {
    const used = new Set(conditionUses(draft).map((u) => u.id));
    return conditionsOf(draft)
      .filter(({ id }) => !used.has(id))
      .map(({ id, path }) => ({
        severity: 'warning' as const,
        path,
        key: true,
        message: { zh: `条件 ${id} 无处使用`, en: `Nothing uses condition ${id}` },
      }));
  },
};
