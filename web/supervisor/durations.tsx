// Where time goes: what was committed to against what was used, drawn and as a table, and the tasks behind it.
import { Button, Card, Flex, Table, Typography } from 'antd';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { COLOURS } from '../app/theme.ts';
import { inWords } from '../app/words.ts';
import { dayInWords, instantInWords } from '../parts/dates.ts';
import { Nothing, When } from '../parts/states.tsx';
import { toAudit, toCase } from '../paths.ts';
import { useDurations, useSpent, type Duration } from './board-queries.ts';
import { Chart } from './chart.tsx';
import { useFilter } from './filter.ts';
import { useMayAudit } from './to-audit.tsx';
import { WideTable } from './wide-table.tsx';

const DRAWN = 12;
/** What is used of months and years is counted in days: not drawn beside them. */
const DRAWN_UNITS = ['wd', 'd', 'wh'] as const;
const usedUnit = (unit: Duration['unit']) => (unit === 'mo' || unit === 'y' ? 'd' : unit);
const organOf = (d: Duration) => inWords(d.organName) || d.organ;
const itemOf = (d: Duration) => inWords(d.itemName) || d.item;

export function Durations() {
  const { t } = useTranslation('supervisor');
  const { where, period } = useFilter();
  const asked = useDurations(where, period);
  const used = (value: number, { unit }: Duration) => `${value} ${t(`unit.${usedUnit(unit)}`)}`;
  return (
    <Card size="small" title={<h2 className="card-title">{t('durations')}</h2>}>
      <When asked={asked}>
        {({ durations, from, to }) => (
          <Flex vertical gap={12}>
            <Typography.Text>{t('durationsOf', { from: dayInWords(from), to: dayInWords(to) })}</Typography.Text>
            {DRAWN_UNITS.map((unit) => (
              <Drawn key={unit} unit={unit} durations={durations.filter((d) => d.unit === unit).slice(0, DRAWN)} />
            ))}
            <WideTable label={t('durations')}>
              <Table<Duration>
                size="small"
                rowKey={(d) => `${d.organ} ${d.matter} ${d.item} ${d.unit}`}
                dataSource={durations}
                pagination={false}
                locale={{ emptyText: <Nothing>{t('noDurations')}</Nothing> }}
                expandable={{ expandedRowRender: (d) => <Spent of={d} /> }}
                columns={[
                  { title: t('by.organ'), render: (_, d) => organOf(d) },
                  { title: t('item'), render: (_, d) => itemOf(d) },
                  { title: t('decided'), dataIndex: 'decided', align: 'right' },
                  { title: t('late'), dataIndex: 'late', align: 'right' },
                  { title: t('committed'), align: 'right', render: (_, d) => `${d.committed} ${t(`unit.${d.unit}`)}` },
                  { title: t('median'), align: 'right', render: (_, d) => used(d.median, d) },
                  { title: t('p90'), align: 'right', render: (_, d) => used(d.p90, d) },
                  { title: t('most'), align: 'right', render: (_, d) => used(d.most, d) },
                ]}
              />
            </WideTable>
          </Flex>
        )}
      </When>
    </Card>
  );
}

function Drawn({ unit, durations }: { readonly unit: Duration['unit']; readonly durations: readonly Duration[] }) {
  const { t } = useTranslation('supervisor');
  if (durations.length === 0) return null;
  const bar = (name: 'committed' | 'median' | 'p90', colour: string) => ({
    name: t(name),
    colour,
    values: durations.map((d) => d[name]),
  });
  return (
    <Chart
      label={t('durationsDrawn', { unit: t(`unit.${unit}`) })}
      rows={durations.map((d) => `${organOf(d)} · ${itemOf(d)}`)}
      bars={[bar('committed', COLOURS.stopped), bar('median', COLOURS.brand), bar('p90', COLOURS.yellow)]}
    />
  );
}

/** The longest first. */
function Spent({ of }: { readonly of: Duration }) {
  const { t } = useTranslation('supervisor');
  const { where, period } = useFilter();
  const mayAudit = useMayAudit();
  const asked = useSpent(of, where, period);
  return (
    <When asked={asked}>
      {({ pages }) => (
        <Flex vertical gap={8} align="start" className="opened">
          <ul className="plain-list">
            {pages
              .flatMap((p) => p.tasks)
              .map((task) => (
                <li key={task.task}>
                  <Flex gap={16} wrap>
                    <Link to={toCase(task.caseNo)}>{task.caseNo}</Link>
                    <span>
                      {t('used')} {task.used} {t(`unit.${usedUnit(task.unit)}`)}
                      {task.late && ` · ${t('late')}`} · {t('endedAt', { at: instantInWords(task.endedAt) })} ·{' '}
                      {task.postName ? `${t('post')} ${inWords(task.postName)}` : t('unclaimed')}
                    </span>
                    {mayAudit && <Link to={toAudit(task.caseNo)}>{t('auditThis')}</Link>}
                  </Flex>
                </li>
              ))}
          </ul>
          {asked.hasNextPage && (
            <Button size="small" loading={asked.isFetchingNextPage} onClick={() => void asked.fetchNextPage()}>
              {t('more')}
            </Button>
          )}
        </Flex>
      )}
    </When>
  );
}
