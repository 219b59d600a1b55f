// What a rule is. The table of all rules is rules.ts.
import type { Text } from '../text.ts';
import type { Departments } from './departments.ts';
import type { Finding } from './diagnostic.ts';
import type { Draft } from './draft.ts';

export interface RuleContext {
  readonly departments: Departments;
}
export interface Rule {
  /** The code of its diagnostics, and the name of its file, page and examples. */
  readonly id: string;
  readonly summary: Text;
  /** Faults of a draft, of which any part may be missing: what is missing is no fault of this rule. */
  check(draft: Draft, context: RuleContext): Finding[];
}
