// The board: how many clocks run by which light, which ones, and where the time of decided items went.
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { Button, Card, Flex, Segmented, Table, Typography } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { answered, api, type Schema } from '../api/client.ts';
import { inWords } from '../app/words.ts';
import { dayInWords } from '../parts/dates.ts';
import { Light } from '../parts/light.tsx';
import { SignedInOnly } from '../parts/signed-in-only.tsx';
import { Nothing, When } from '../parts/states.tsx';
import { toCase } from '../paths.ts';
import './supervisor.css';
import { Durations } from './durations.tsx';
import { WideTable } from './wide-table.tsx';

export function BoardPage() {
  const { t } = useTranslation('supervisor');
  return (
    <SignedInOnly>
      <div className="page wide">
        <Typography.Title level={1} style={{ fontSize: 24 }}>
          {t('title')}
        </Typography.Title>
        <Flex vertical gap={16}>
          <Counts />
          <Clocks />
          <Durations />
        </Flex>
      </div>
    </SignedInOnly>
  );
}

const EVERY = 30_000;
const BY = ['organ', 'matter', 'officer', 'district'] as const;
type Count = Schema['SeenCount'];

function Counts() {
  const { t } = useTranslation('supervisor');
  const [by, setBy] = useState<(typeof BY)[number]>('organ');
  const counts = useQuery({
    queryKey: ['supervision', 'counts', by],
    queryFn: () => answered(api.GET('/api/supervision/counts', { params: { query: { by } } })),
    refetchInterval: EVERY,
  });
  const number = (key: 'cases' | 'overdue' | 'yellow' | 'green' | 'stoppedTooLong') => ({
    title: t(key),
    dataIndex: key,
    align: 'right' as const,
  });
  return (
    <Card size="small" title={<h2 className="card-title">{t('counted')}</h2>}>
      <Flex vertical gap={12}>
        <Segmented
          aria-label={t('by')}
          value={by}
          onChange={setBy}
          options={BY.map((value) => ({ value, label: t(`by.${value}`) }))}
        />
        <When asked={counts}>
          {(data) => (
            <WideTable label={t('counted')}>
              <Table<Count>
                size="small"
                rowKey={(row) => row.key ?? ''}
                dataSource={data.counts}
                pagination={false}
                locale={{ emptyText: <Nothing>{t('none')}</Nothing> }}
                columns={[
                  {
                    title: t('group'),
                    render: (_, row) => (row.name ? inWords(row.name) : (row.key ?? t('unclaimed'))),
                  },
                  ...(['cases', 'overdue', 'stoppedTooLong', 'yellow', 'green'] as const).map(number),
                ]}
              />
            </WideTable>
          )}
        </When>
      </Flex>
    </Card>
  );
}

const LIGHTS = ['overdue', 'yellow', 'stopped-too-long', 'stopped', 'all'] as const;
type Clock = Schema['SeenClock'];

function Clocks() {
  const { t } = useTranslation('supervisor');
  const [light, setLight] = useState<(typeof LIGHTS)[number]>('overdue');
  const clocks = useInfiniteQuery({
    queryKey: ['supervision', 'clocks', light],
    queryFn: ({ pageParam }) =>
      answered(
        api.GET('/api/supervision/clocks', {
          params: { query: { ...(light !== 'all' && { light }), ...(pageParam !== '' && { cursor: pageParam }) } },
        }),
      ),
    initialPageParam: '',
    getNextPageParam: (last) => last.next ?? undefined,
    refetchInterval: EVERY,
  });
  return (
    <Card size="small" title={<h2 className="card-title">{t('list')}</h2>}>
      <Flex vertical gap={12}>
        <div role="region" aria-label={t('light')} style={{ overflowX: 'auto' }} tabIndex={0}>
          <Segmented
            aria-label={t('light')}
            value={light}
            onChange={setLight}
            options={LIGHTS.map((value) => ({ value, label: t(`light.${value}`) }))}
          />
        </div>
        <When asked={clocks}>
          {(data) => (
            <WideTable label={t('list')}>
              <Table<Clock>
                size="small"
                rowKey={(row) => `${row.caseNo} ${row.clock}`}
                dataSource={data.pages.flatMap((p) => p.clocks)}
                pagination={false}
                locale={{ emptyText: <Nothing>{t('none')}</Nothing> }}
                columns={[
                  { title: t('colour'), render: (_, row) => <Light light={row.light} /> },
                  { title: t('due'), render: (_, row) => dayInWords(row.dueOn) },
                  {
                    title: t('clock'),
                    render: (_, row) => `${row.itemName ? `${inWords(row.itemName)} · ` : ''}${inWords(row.name)}`,
                  },
                  { title: t('organ'), render: (_, row) => inWords(row.organName) || row.organ },
                  { title: t('officer'), render: (_, row) => row.officer ?? '' },
                  { title: t('caseNo'), render: (_, row) => <Link to={toCase(row.caseNo)}>{row.caseNo}</Link> },
                ]}
              />
            </WideTable>
          )}
        </When>
        {clocks.hasNextPage && (
          <Button loading={clocks.isFetchingNextPage} onClick={() => void clocks.fetchNextPage()}>
            {t('more')}
          </Button>
        )}
      </Flex>
    </Card>
  );
}
