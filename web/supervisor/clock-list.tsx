// Running clocks, the earliest due first, page by page; each opened to its words, its task and its post.
import { Button, Card, Flex, Table } from 'antd';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { inWords } from '../app/words.ts';
import { dueInWords } from '../parts/dates.ts';
import { Light } from '../parts/light.tsx';
import { Nothing, When } from '../parts/states.tsx';
import { toAudit, toCase } from '../paths.ts';
import { useClocks, useClocksOfCase, type Clock } from './board-queries.ts';
import { useFilter } from './filter.ts';
import { useMayAudit } from './to-audit.tsx';
import { WideTable } from './wide-table.tsx';

const clockName = ({ itemName, name }: Clock) => [inWords(itemName), inWords(name)].filter(Boolean).join(' · ');

export function ClockList() {
  const { t } = useTranslation('supervisor');
  const { light, where } = useFilter();
  const asked = useClocks(light, where);
  return (
    <Card id="clocks" size="small" title={<h2 className="card-title">{t('list')}</h2>}>
      <Flex vertical gap={12} align="start">
        <When asked={asked}>
          {({ pages }) => (
            <WideTable label={t('list')}>
              <Table<Clock>
                size="small"
                rowKey={(row) => `${row.caseNo} ${row.clock}`}
                dataSource={pages.flatMap((p) => p.clocks)}
                pagination={false}
                locale={{ emptyText: <Nothing>{t('none')}</Nothing> }}
                expandable={{ expandedRowRender: (row) => <Opened clock={row} /> }}
                columns={[
                  { title: t('colour'), render: (_, row) => <Light light={row.light} /> },
                  { title: t('due'), render: (_, row) => dueInWords(row) },
                  { title: t('clock'), render: (_, row) => clockName(row) },
                  { title: t('organ'), render: (_, row) => inWords(row.organName) || row.organ },
                  { title: t('post'), render: (_, row) => inWords(row.postName) },
                  { title: t('caseNo'), render: (_, row) => <Link to={toCase(row.caseNo)}>{row.caseNo}</Link> },
                ]}
              />
            </WideTable>
          )}
        </When>
        {asked.hasNextPage && (
          <Button className="no-print" loading={asked.isFetchingNextPage} onClick={() => void asked.fetchNextPage()}>
            {t('more')}
          </Button>
        )}
      </Flex>
    </Card>
  );
}

/** The clock's ledger in words, and who has its task. */
function Opened({ clock: { caseNo, clock, matterName, officer, postName, task } }: { readonly clock: Clock }) {
  const { t } = useTranslation('supervisor');
  const mayAudit = useMayAudit();
  const asked = useClocksOfCase(caseNo);
  const claimed = officer === null ? t('unclaimed') : t('claimedBy', { post: inWords(postName), officer });
  return (
    <When asked={asked}>
      {({ clocks }) => {
        const found = clocks.find((c) => c.id === clock);
        return (
          <Flex vertical gap={4} className="opened">
            <strong>{inWords(matterName)}</strong>
            {found && <span>{inWords(found.words)}</span>}
            {found?.basis && <span className="quiet">{inWords(found.basis)}</span>}
            {task !== null && (
              <span>
                {t('task')}：{claimed}
              </span>
            )}
            {mayAudit && <Link to={toAudit(caseNo)}>{t('auditThis')}</Link>}
          </Flex>
        );
      }}
    </When>
  );
}
