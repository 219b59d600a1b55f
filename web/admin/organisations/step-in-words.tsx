// A step of a change, as a sentence and the ids it names. No person has a name here.
import { useTranslation } from 'react-i18next';
import { ROLE_WORDS } from '../../../core/words.ts';
import { inWords } from '../../app/words.ts';
import { instantInWords, untilInWords } from '../../parts/dates.ts';
import type { Step } from './organisation-queries.ts';

/** In the order in which they are told. */
const TOLD = [
  'id',
  'kind',
  'role',
  'name',
  'organisationId',
  'parentId',
  'divisionCode',
  'principalId',
  'personId',
  'postId',
  'forPerson',
  'from',
  'at',
  'until',
] as const;

export function StepInWords({ step }: { readonly step: Step }) {
  const { t } = useTranslation('organisations');
  const fields: Partial<Record<(typeof TOLD)[number], unknown>> = step;
  const said = (key: (typeof TOLD)[number], value: unknown): string => {
    if (key === 'name') return inWords(value as { zh: string; en: string });
    if (key === 'role') return inWords(ROLE_WORDS[value as keyof typeof ROLE_WORDS]);
    if (key === 'kind') return t(`kind.${value as string}`);
    if (key === 'parentId' && value === null) return t('noParent');
    if (key === 'until') return untilInWords(value as string);
    if (key === 'from' || key === 'at') return instantInWords(value as string);
    return String(value);
  };
  const told = TOLD.filter((key) => fields[key] !== undefined).map(
    (key) =>
      `${t(key === 'name' || key === 'from' || key === 'at' || key === 'until' ? `told.${key}` : `field.${key}`)} ${said(key, fields[key])}`,
  );
  return (
    <>
      <strong>{t(`step.${step.type}`)}</strong> {told.join(' · ')}
    </>
  );
}
