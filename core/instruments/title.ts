import type { InstrumentKind } from '../engine/instruments.ts';
import type { PlanItem } from '../engine/plan.ts';
import type { Text } from '../text.ts';
import { DECISION_WORDS } from './decision-words.ts';
import { TEMPLATES } from './templates.ts';

/** What the document is called; a decision by the legal type of its item. */
export function instrumentTitle(kind: InstrumentKind, planned: PlanItem | undefined): Text {
  if (kind === 'decision-granted') return DECISION_WORDS[planned?.legalType ?? 'other'].granted.title;
  if (kind === 'decision-refused') return DECISION_WORDS[planned?.legalType ?? 'other'].refused.title;
  return TEMPLATES[kind].title.text;
}
