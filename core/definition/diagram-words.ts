// What every drawing of a plan says of an item beside its name.
import { printLimit } from '../clock/limit.ts';
import type { PlanItem } from '../engine/plan.ts';
import type { Language } from '../text.ts';

const WORDS = {
  zh: { optional: '可选', committed: '承诺', when: '条件' },
  en: { optional: 'optional', committed: 'committed', when: 'when' },
} as const;

export const limitWords = ({ limits }: PlanItem, language: Language): string =>
  `${WORDS[language].committed} ${printLimit(limits.committed)}`;

/** When it is not always there: chosen, or on a condition. */
export const notesOf = ({ presence, when }: PlanItem, language: Language): string[] => [
  ...(presence === 'optional' ? [WORDS[language].optional] : []),
  ...(when === undefined ? [] : [`${WORDS[language].when} ${when}`]),
];
