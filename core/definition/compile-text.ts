// One call for the command line and the API: text in; plan, hash and scenarios out, or every fault at once.
import type { Plan } from '../engine/plan.ts';
import { compileDefinition } from './compile.ts';
import type { Departments } from './departments.ts';
import { hasErrors, sortDiagnostics, type Diagnostic } from './diagnostic.ts';
import { MAX_TOLD, parseDefinition } from './parse.ts';
import { planHash, type Sha256 } from './plan-hash.ts';
import { checkRules } from './rules.ts';
import { resolveScenarios, type Scenario } from './scenarios.ts';

export interface CompileContext {
  readonly departments: Departments;
  readonly sha256: Sha256;
}
export interface CompileResult {
  /** Absent when a diagnostic is an error. */
  readonly plan?: Plan;
  /** SHA-256 of the plan's canonical JSON, hexadecimal. */
  readonly hash?: string;
  readonly scenarios: readonly Scenario[];
  readonly diagnostics: readonly Diagnostic[];
}

/** Parses, checks and compiles one definition. Never throws on whatever text is given. */
export function compileText(text: string, context: CompileContext): CompileResult {
  const { definition, draft, diagnostics, positions } = parseDefinition(text);
  const found = draft && positions ? checkRules(draft, { departments: context.departments }, positions) : [];
  const all = sortDiagnostics([...diagnostics, ...found]);
  if (!definition || hasErrors(all)) return { scenarios: [], diagnostics: all.slice(0, MAX_TOLD) };
  const plan = compileDefinition(definition);
  return { plan, hash: planHash(plan, context.sha256), scenarios: resolveScenarios(definition), diagnostics: all };
}
