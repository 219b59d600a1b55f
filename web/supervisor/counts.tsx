// Running clocks and their cases by light, per organ, matter, district or officer: drawn, and as a table whose numbers lead to the clocks.
import { Card, Flex, Segmented, Table } from 'antd';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { COLOURS } from '../app/theme.ts';
import { instantInWords } from '../parts/dates.ts';
import { Nothing, When } from '../parts/states.tsx';
import { useCounts, type Count } from './board-queries.ts';
import { Chart } from './chart.tsx';
import { BY, useFilter, type Sight } from './filter.ts';
import { nameOf } from './filters.tsx';
import { WideTable } from './wide-table.tsx';

const DRAWN = 12;
const LIGHTS = ['red', 'yellow', 'green', 'stopped'] as const;
const NUMBERS = ['cases', 'clocks', 'overdue', 'stoppedTooLong', ...LIGHTS] as const;
/** The light that a number counts; of cases and clocks: any. */
const SIGHT: Partial<Readonly<Record<(typeof NUMBERS)[number], Sight>>> = {
  overdue: 'overdue',
  stoppedTooLong: 'stopped-too-long',
  red: 'red',
  yellow: 'yellow',
  green: 'green',
  stopped: 'stopped',
};

export function Counts() {
  const { t } = useTranslation('supervisor');
  const { by, where, change, to } = useFilter();
  const asked = useCounts(by, where);
  const called = (row: Count) =>
    by === 'light' ? t(`light.${row.key}`) : row.key === null ? t('unclaimed') : nameOf(row);
  /** A person is named in no address. */
  const isPlace = (key: string | null): key is string => by !== 'officer' && by !== 'light' && key !== null;
  const number = (name: (typeof NUMBERS)[number]) => ({
    title: t(name),
    align: 'right' as const,
    render: (_: unknown, row: Count) =>
      row[name] > 0 && isPlace(row.key) ? (
        <Link
          to={{ ...to({ [by]: row.key, light: SIGHT[name] }), hash: '#clocks' }}
          aria-label={`${called(row)} ${t(name)} ${row[name]}`}
        >
          {row[name]}
        </Link>
      ) : (
        row[name]
      ),
  });
  return (
    <Card size="small" title={<h2 className="card-title">{t('counted')}</h2>}>
      <Flex vertical gap={12}>
        <div className="no-print">
          <Segmented
            aria-label={t('by')}
            value={by}
            onChange={(value) => change({ by: value })}
            options={BY.map((value) => ({ value, label: t(`by.${value}`) }))}
          />
        </div>
        <When asked={asked}>
          {({ counts, at }) => (
            <>
              <span className="quiet">{t('asOf', { at: instantInWords(at) })}</span>
              {counts.length > 0 && (
                <Chart
                  label={t('countsDrawn', { by: t(`by.${by}`) })}
                  rows={counts.slice(0, DRAWN).map(called)}
                  bars={LIGHTS.map((light) => ({
                    name: t(light),
                    colour: COLOURS[light],
                    values: counts.slice(0, DRAWN).map((row) => row[light]),
                    stack: 'clocks',
                  }))}
                />
              )}
              <WideTable label={t('counted')}>
                <Table<Count>
                  size="small"
                  rowKey={(row) => row.key ?? ''}
                  dataSource={counts}
                  pagination={false}
                  locale={{ emptyText: <Nothing>{t('none')}</Nothing> }}
                  columns={[{ title: t(`by.${by}`), render: (_, row) => called(row) }, ...NUMBERS.map(number)]}
                />
              </WideTable>
            </>
          )}
        </When>
      </Flex>
    </Card>
  );
}
