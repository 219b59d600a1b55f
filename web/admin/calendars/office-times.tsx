// What a calendar says beside the days: office hours, and what counts when the office is closed.
import { Typography } from 'antd';
import { useTranslation } from 'react-i18next';
import { OrganName } from '../../parts/organ-name.tsx';
import type { Calendar, Spans } from './days.ts';

const clock = (minutes: number) =>
  [Math.floor(minutes / 60), minutes % 60].map((n) => String(n).padStart(2, '0')).join(':');
export const spansInWords = (spans: Spans): string => spans.map((span) => span.map(clock).join('–')).join(' · ');

export function OfficeTimes({ calendar }: { readonly calendar: Calendar }) {
  const { t } = useTranslation('calendars');
  const { officeHours, organisations, receiptOutsideOfficeHours, counterEnds } = calendar;
  return (
    <section aria-label={t('officeHours')}>
      <Typography.Text strong>{t('officeHours')}</Typography.Text>
      <ul style={{ margin: '4px 0 0', paddingInlineStart: 20 }}>
        <li>{officeHours ? spansInWords(officeHours) : t('usualHours')}</li>
        {Object.entries(organisations).map(([organ, spans]) => (
          <li key={organ}>
            <OrganName id={organ} />: {spansInWords(spans)}
          </li>
        ))}
        <li>{t(`receipt.${receiptOutsideOfficeHours}`)}</li>
        <li>{t(`counter.${counterEnds}`)}</li>
      </ul>
    </section>
  );
}
