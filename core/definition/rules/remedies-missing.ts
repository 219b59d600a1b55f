// Whoever may be refused must be told what he can do about it: reconsideration, or a suit.
import type { LegalType } from '../../engine/plan.ts';
import { itemsOf } from '../draft-parts.ts';
import type { Rule } from '../rule.ts';

const WITH_REMEDY: readonly LegalType[] = ['licence', 'registration', 'confirmation', 'benefit'];

export const remediesMissing: Rule = {
  id: 'remedies-missing',
  summary: {
    zh: '可作不予决定的行政事项未写救济途径',
    en: 'An administrative item that may be refused without remedies',
  },
  check: (draft) =>
    itemsOf(draft).flatMap(({ part: { legalType, refusable, remedies }, path }) =>
      legalType !== undefined && WITH_REMEDY.includes(legalType) && refusable === true && remedies === undefined
        ? [
            {
              path: [...path, 'refusable'],
              message: {
                zh: '此事项可作不予决定，必须写明救济途径（remedies）',
                en: 'The item may be refused: its remedies must be named',
              },
            },
          ]
        : [],
    ),
};
