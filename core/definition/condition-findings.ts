// The faults of all conditions of a draft, as findings of the one rule that asks.
import { checkCondition, type ConditionFault } from './condition-check.ts';
import type { Finding } from './diagnostic.ts';
import type { Draft } from './draft.ts';
import { conditionsOf, draftScope } from './draft-parts.ts';

// Several rules ask for the same draft; checked once.
const checked = new WeakMap<Draft, readonly (Finding & { readonly code: string })[]>();

export function conditionFindings(draft: Draft, code: ConditionFault['code']): Finding[] {
  const findings = checked.get(draft) ?? check(draft);
  checked.set(draft, findings);
  return findings.filter((f) => f.code === code).map(({ code: _, ...finding }) => finding);
}

function check(draft: Draft): (Finding & { readonly code: string })[] {
  const scope = draftScope(draft);
  return conditionsOf(draft).flatMap(({ expression, path }) =>
    checkCondition(expression, scope).map(({ code, message, start, hint }) => ({
      code,
      message,
      path,
      at: start,
      ...(hint && { hint }),
    })),
  );
}
