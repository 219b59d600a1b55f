// One version of a calendar, a year at a time: its months, the notices it rests on, and what holds beside them.
import { Alert, Button, Flex, Select, Typography } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { dayInWords } from '../../parts/dates.ts';
import './calendars.css';
import { changedDays, kindsOf, type Calendar } from './days.ts';
import { Month } from './month.tsx';
import { OfficeTimes } from './office-times.tsx';

interface CalendarViewProps {
  readonly calendar: Calendar;
  /** What it is compared with: days that differ are marked. */
  readonly before?: Calendar | undefined;
}
const NATION = '';
export function CalendarView({ calendar, before }: CalendarViewProps) {
  const { t } = useTranslation('calendars');
  const changes = before ? changedDays(before, calendar) : [];
  const thisYear = new Date().getFullYear();
  const first = Number(changes[0]?.date.slice(0, 4) ?? thisYear);
  const [number, setNumber] = useState(first);
  const [region, setRegion] = useState(NATION);
  const at = Math.max(
    0,
    calendar.years.findIndex((y) => y.year === number),
  );
  const year = calendar.years[at]!;
  const step = (by: -1 | 1) => {
    const to = calendar.years[at + by];
    return (
      <Button
        disabled={!to}
        aria-label={t(by < 0 ? 'yearBefore' : 'yearAfter')}
        onClick={() => to && setNumber(to.year)}
      >
        {by < 0 ? '‹' : '›'}
      </Button>
    );
  };
  const regional = (calendar.regions[region] ?? []).filter((d) => d.date.startsWith(String(year.year)));
  return (
    <Flex vertical gap={16}>
      <Flex gap={8} wrap align="center">
        {step(-1)}
        <Select
          aria-label={t('year')}
          value={year.year}
          style={{ minWidth: 140 }}
          options={calendar.years.map((y) => ({
            value: y.year,
            label: y.provisional ? t('provisionalYear', { year: y.year }) : String(y.year),
          }))}
          onChange={setNumber}
        />
        {step(1)}
        {Object.keys(calendar.regions).length > 0 && (
          <Select
            aria-label={t('region')}
            value={region}
            style={{ minWidth: 160 }}
            options={[
              { value: NATION, label: t('nation') },
              ...Object.keys(calendar.regions).map((code) => ({ value: code, label: t('regionOf', { code }) })),
            ]}
            onChange={setRegion}
          />
        )}
      </Flex>
      {year.provisional ? (
        <Alert type="warning" showIcon title={t('provisional')} description={t('provisionalMeans')} />
      ) : (
        <Sources label={t('notices')} notices={year.notices} />
      )}
      {regional.length > 0 && (
        <Sources label={t('regionalNotices')} notices={regional.map((d) => ({ ...d.source, day: d.date }))} />
      )}
      <ul className="legend">
        {(['holiday', 'makeUp', 'weekend'] as const).map((kind) => (
          <li key={kind}>
            <span className={kind}>{t(`short.${kind}`)}</span>
            {t(`kind.${kind}`, { count: { holiday: year.daysOff, makeUp: year.makeUpDays, weekend: [] }[kind].length })}
          </li>
        ))}
        {before && (
          <li>
            <span className="changed">{t('changedMark')}</span>
            {t('changed')}
          </li>
        )}
      </ul>
      <div className="months" role="group" aria-label={t('monthsOf', { year: year.year })}>
        {Array.from({ length: 12 }, (_, n) => (
          <Month
            key={n}
            year={year.year}
            month={n + 1}
            kindOf={kindsOf(year, regional)}
            changed={new Set(changes.map((c) => c.date))}
          />
        ))}
      </div>
      <OfficeTimes calendar={calendar} />
    </Flex>
  );
}

interface SourcesProps {
  readonly label: string;
  readonly notices: readonly {
    readonly number: string;
    readonly date: string;
    readonly title: string;
    readonly day?: string;
  }[];
}
const Sources = ({ label, notices }: SourcesProps) => (
  <div>
    <Typography.Text strong>{label}</Typography.Text>
    <ul style={{ margin: '4px 0 0', paddingInlineStart: 20 }}>
      {notices.map((n) => (
        <li key={n.number + (n.day ?? '')}>
          {n.day && `${dayInWords(n.day)} · `}
          {n.title} · {n.number} · {dayInWords(n.date)}
        </li>
      ))}
    </ul>
  </div>
);
