// The table of rules. To add one: a file in rules/, a line here, a page in docs/rules/, a wrong and a right example in
// test/golden/rules/. The test of the table fails until all four are there.
import type { Diagnostic } from './diagnostic.ts';
import type { Draft } from './draft.ts';
import type { Positions } from './positions.ts';
import type { Rule, RuleContext } from './rule.ts';

export const RULES: readonly Rule[] = [];

/** Every finding of every rule, with its place. */
export const checkRules = (draft: Draft, context: RuleContext, positions: Positions): Diagnostic[] =>
  RULES.flatMap((rule) => rule.check(draft, context).map((finding) => positions.locate(rule.id, finding)));
