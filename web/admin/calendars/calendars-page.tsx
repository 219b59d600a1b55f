// Working days and holidays: every version for everybody, new ones by those who keep them.
import { Card, Flex, Select } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { hasRole, useMe } from '../../app/session.tsx';
import { dayInWords } from '../../parts/dates.ts';
import { Nothing, When } from '../../parts/states.tsx';
import { useCalendar, useCalendars } from './calendar-queries.ts';
import { CalendarView } from './calendar-view.tsx';
import { Proposals } from './proposals.tsx';
import { Propose } from './propose.tsx';

export function CalendarsPage() {
  const { t } = useTranslation('calendars');
  const keeps = hasRole(useMe(), 'author', 'publisher');
  const asked = useCalendars();
  const versions = asked.data?.calendars ?? [];
  const [chosen, choose] = useState<string>();
  const current = useCalendar(versions[0]); // the newest
  const shown = useCalendar(versions.find((v) => v.hash === chosen) ?? versions[0]);
  return (
    <Flex vertical gap={16}>
      <Card
        title={<h1 className="card-title">{t('calendars')}</h1>}
        extra={
          versions.length > 1 && (
            <Select
              aria-label={t('version')}
              value={chosen ?? versions[0]!.hash}
              style={{ minWidth: 160 }}
              options={versions.map((v, n) => ({
                value: v.hash,
                label: n === 0 ? t('currentVersion', { version: v.version }) : v.version,
                title: dayInWords(v.publishedAt.slice(0, 10)),
              }))}
              onChange={choose}
            />
          )
        }
      >
        <When asked={asked}>
          {() =>
            versions.length === 0 ? (
              <Nothing />
            ) : (
              <When asked={shown}>{(calendar) => <CalendarView key={calendar.hash} calendar={calendar} />}</When>
            )
          }
        </When>
      </Card>
      {keeps && (
        <>
          <Proposals current={current.data} />
          <Propose current={current.data?.source} />
        </>
      )}
    </Flex>
  );
}
