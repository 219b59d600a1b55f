// Where time goes: what was committed to against what was used, and the tasks behind it.
import { useQuery } from '@tanstack/react-query';
import { Card, Table, Typography } from 'antd';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { answered, api, type Schema } from '../api/client.ts';
import { inWords } from '../app/words.ts';
import { Nothing, When } from '../parts/states.tsx';
import { toCase } from '../paths.ts';
import { WideTable } from './wide-table.tsx';

type Duration = Schema['Duration'];

export function Durations() {
  const { t } = useTranslation('supervisor');
  const asked = useQuery({
    queryKey: ['supervision', 'durations'],
    queryFn: () => answered(api.GET('/api/supervision/durations', { params: { query: {} } })),
  });
  return (
    <Card size="small" title={<h2 className="card-title">{t('durations')}</h2>}>
      <Typography.Paragraph>{t('durationsOf')}</Typography.Paragraph>
      <When asked={asked}>
        {({ durations }) => (
          <WideTable label={t('durations')}>
            <Table<Duration>
              size="small"
              rowKey={(d) => `${d.organ} ${d.matter} ${d.item} ${d.unit}`}
              dataSource={durations}
              pagination={false}
              locale={{ emptyText: <Nothing>{t('noDurations')}</Nothing> }}
              expandable={{ expandedRowRender: (d) => <Spent of={d} /> }}
              columns={[
                { title: t('organ'), render: (_, d) => inWords(d.organName) || d.organ },
                { title: t('item'), render: (_, d) => inWords(d.itemName) || d.item },
                { title: t('decided'), dataIndex: 'decided', align: 'right' },
                { title: t('late'), dataIndex: 'late', align: 'right' },
                { title: t('committed'), align: 'right', render: (_, d) => `${d.committed} ${t(`unit.${d.unit}`)}` },
                { title: t('median'), dataIndex: 'median', align: 'right' },
                { title: t('p90'), dataIndex: 'p90', align: 'right' },
              ]}
            />
          </WideTable>
        )}
      </When>
    </Card>
  );
}

/** The longest first. */
function Spent({ of: { organ, matter, item } }: { readonly of: Duration }) {
  const { t } = useTranslation('supervisor');
  const asked = useQuery({
    queryKey: ['supervision', 'spent', organ, matter, item],
    queryFn: () =>
      answered(api.GET('/api/supervision/durations/tasks', { params: { query: { organ, matter, item, limit: 10 } } })),
  });
  return (
    <When asked={asked}>
      {({ tasks }) => (
        <ul className="plain-list">
          {tasks.map((task) => (
            <li key={task.task}>
              <Link to={toCase(task.caseNo)}>{task.caseNo}</Link> · {t('used')} {task.used} {t(`unit.${task.unit}`)}
              {task.postName && ` · ${t('post')} ${inWords(task.postName)}`}
              {task.late && ` · ${t('late')}`}
            </li>
          ))}
        </ul>
      )}
    </When>
  );
}
