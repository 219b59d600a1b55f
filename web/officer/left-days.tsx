// Until when: the light, the days left in words, the date.
import { useTranslation } from 'react-i18next';
import { dueInWords } from '../parts/dates.ts';
import { Light } from '../parts/light.tsx';
import type { Task } from './inbox-queries.ts';

export function useLeftWords() {
  const { t } = useTranslation('app');
  return (days: number | null): string => {
    if (days === null) return '';
    if (days === 0) return t('left.today');
    return days > 0 ? t('left.days', { count: days }) : t('left.over', { count: -days });
  };
}
export function Due({ task }: { readonly task: Pick<Task, 'light' | 'daysLeft' | 'dueOn' | 'provisional'> }) {
  const { t } = useTranslation('officer');
  const left = useLeftWords();
  if (task.dueOn === null) return <span className="quiet">{t('noDue')}</span>;
  return (
    <span className="due">
      <Light light={task.light} /> <strong>{left(task.daysLeft)}</strong>{' '}
      <span className="quiet">{dueInWords(task)}</span>
    </span>
  );
}
