// The table of rules. To add one: a file in rules/, a line here, a page in docs/rules/, a wrong and a right example in
// test/golden/rules/. The test of the table fails until all four are there.
import type { Diagnostic } from './diagnostic.ts';
import type { Draft } from './draft.ts';
import type { Positions } from './positions.ts';
import type { Rule, RuleContext } from './rule.ts';
import { caseLimitTooShort } from './rules/case-limit-too-short.ts';
import { clockNeverStarts } from './rules/clock-never-starts.ts';
import { committedExceedsStatutory } from './rules/committed-exceeds-statutory.ts';
import { conditionRefused } from './rules/condition-refused.ts';
import { conditionSyntax } from './rules/condition-syntax.ts';
import { conditionType } from './rules/condition-type.ts';
import { cycleInAfter } from './rules/cycle-in-after.ts';
import { duplicateId } from './rules/duplicate-id.ts';
import { expiryWithoutBasis } from './rules/expiry-without-basis.ts';
import { extensionExceedsLaw } from './rules/extension-exceeds-law.ts';
import { extensionUnit } from './rules/extension-unit.ts';
import { factWithoutSource } from './rules/fact-without-source.ts';
import { faultyScenario } from './rules/faulty-scenario.ts';
import { fieldNobodyReads } from './rules/field-nobody-reads.ts';
import { fieldShape } from './rules/field-shape.ts';
import { jointHandlingShape } from './rules/joint-handling-shape.ts';
import { marketOrgan } from './rules/market-organ.ts';
import { missingLegalType } from './rules/missing-legal-type.ts';
import { orphanMaterial } from './rules/orphan-material.ts';
import { readsUnknownField } from './rules/reads-unknown-field.ts';
import { refusableFiling } from './rules/refusable-filing.ts';
import { remediesMissing } from './rules/remedies-missing.ts';
import { renewalWithoutExpiry } from './rules/renewal-without-expiry.ts';
import { silenceWithoutLaw } from './rules/silence-without-law.ts';
import { undecidableCondition } from './rules/undecidable-condition.ts';
import { unknownChoiceInCondition } from './rules/unknown-choice-in-condition.ts';
import { unknownCondition } from './rules/unknown-condition.ts';
import { unknownDepartment } from './rules/unknown-department.ts';
import { unknownFieldInCondition } from './rules/unknown-field-in-condition.ts';
import { unknownItemInAfter } from './rules/unknown-item-in-after.ts';
import { unknownItemInStage } from './rules/unknown-item-in-stage.ts';
import { unknownSourcePath } from './rules/unknown-source-path.ts';
import { unreachableItem } from './rules/unreachable-item.ts';
import { unusedCondition } from './rules/unused-condition.ts';
import { windowAcceptance } from './rules/window-acceptance.ts';

export const RULES: readonly Rule[] = [
  caseLimitTooShort,
  clockNeverStarts,
  committedExceedsStatutory,
  conditionRefused,
  conditionSyntax,
  conditionType,
  cycleInAfter,
  duplicateId,
  expiryWithoutBasis,
  extensionExceedsLaw,
  extensionUnit,
  factWithoutSource,
  faultyScenario,
  fieldNobodyReads,
  fieldShape,
  jointHandlingShape,
  marketOrgan,
  missingLegalType,
  orphanMaterial,
  readsUnknownField,
  refusableFiling,
  remediesMissing,
  renewalWithoutExpiry,
  silenceWithoutLaw,
  undecidableCondition,
  unknownChoiceInCondition,
  unknownCondition,
  unknownDepartment,
  unknownFieldInCondition,
  unknownItemInAfter,
  unknownItemInStage,
  unknownSourcePath,
  unreachableItem,
  unusedCondition,
  windowAcceptance,
];

/** Every finding of every rule, with its place. */
export const checkRules = (draft: Draft, context: RuleContext, positions: Positions): Diagnostic[] =>
  RULES.flatMap((rule) => rule.check(draft, context).map((finding) => positions.locate(rule.id, finding)));
