// The case that lies on the counter: received, its papers and their originals, what waits, its documents printed and handed over.
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Alert, Button, Card, Flex } from 'antd';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { answered, api, keyed, newKey, type Schema } from '../api/client.ts';
import { useSession } from '../app/session.tsx';
import { inWords } from '../app/words.ts';
import { Light } from '../parts/light.tsx';
import { Refused, When } from '../parts/states.tsx';
import { StatusTag } from '../parts/status-tag.tsx';
import { toTask } from '../paths.ts';
import { useIsHis } from './case-rows.tsx';
import { Corrections } from './corrections.tsx';
import { Documents } from './documents.tsx';
import { PaperList } from './paper-list.tsx';
import { Papers } from './papers.tsx';

export type CaseView = Schema['Case'];

export function OpenCase({ no }: { readonly no: string }) {
  const asked = useQuery({
    queryKey: ['window', 'case', no],
    queryFn: () => answered(api.GET('/api/cases/{no}', { params: { path: { no } } })),
    refetchInterval: 10_000,
  });
  return (
    <Card size="small">
      <When asked={asked}>{(view) => <Case view={view} />}</When>
    </Card>
  );
}

function Case({ view }: { readonly view: CaseView }) {
  const { t } = useTranslation('window');
  const head = useRef<HTMLHeadingElement>(null);
  // what the clerk has just opened is read next, on a narrow screen, too
  useEffect(() => head.current?.focus(), []);
  return (
    <Flex vertical gap={20}>
      <div>
        <h2 ref={head} tabIndex={-1} className="case-title">
          {inWords(view.matterName)}
        </h2>
        <Flex gap={8} align="center" wrap>
          <strong>{inWords(view.statusName)}</strong>
          {view.status === 'open' && <Light light={view.light} />}
          <span className="number quiet">{view.caseNo}</span>
        </Flex>
      </div>
      <NotHis no={view.caseNo} />
      <Receive view={view} />
      <Corrections view={view} />
      <Papers view={view} />
      <Documents view={view} />
      <section aria-label={t('items')} className="no-print">
        <h3>{t('items')}</h3>
        <ul className="rows">
          {view.items.map((i) => (
            <li key={i.id} className="row">
              <span>{inWords(i.name)}</span>
              <Flex gap={8}>
                <StatusTag status={i.status}>{inWords(i.statusName)}</StatusTag>
                {i.endedAt === null && <Light light={i.light} />}
              </Flex>
            </li>
          ))}
        </ul>
      </section>
      <Tasks no={view.caseNo} />
      <PaperList view={view} />
    </Flex>
  );
}

/** Somebody is served, and this is not his: nothing of one person gets into the hands of another. */
function NotHis({ no }: { readonly no: string }) {
  const { t } = useTranslation('window');
  const { acting } = useSession();
  if (useIsHis(no) !== false) return null;
  return <Alert type="warning" showIcon role="alert" title={t('notHis', { name: acting.served })} />;
}

function Receive({ view }: { readonly view: CaseView }) {
  const { t } = useTranslation('window');
  const queries = useQueryClient();
  const [key] = useState(newKey);
  const no = view.caseNo;
  const receive = useMutation({
    mutationFn: () => answered(api.POST('/api/cases/{no}/receipt', { params: { path: { no }, header: keyed(key) } })),
    onSettled: () => queries.invalidateQueries({ queryKey: ['window'] }),
  });
  const action = view.actions.find((a) => a.action === 'receive');
  return (
    <div className="no-print" aria-live="polite">
      {receive.isSuccess && <Alert type="success" showIcon title={t('received')} />}
      {receive.error && <Refused error={receive.error} />}
      {action?.allowed && !receive.isSuccess && (
        <Button type="primary" loading={receive.isPending} onClick={() => receive.isPending || receive.mutate()}>
          {t('receive')}
        </Button>
      )}
      {action && !action.allowed && !receive.isSuccess && (
        <span className="quiet">{t('cannot', { why: inWords(action.reason) })}</span>
      )}
    </div>
  );
}

function Tasks({ no }: { readonly no: string }) {
  const { t } = useTranslation('window');
  const asked = useQuery({
    queryKey: ['window', 'tasks', no],
    queryFn: () => answered(api.GET('/api/tasks', { params: { query: { case: no } } })),
  });
  if (!asked.data || asked.data.tasks.length === 0) return null;
  return (
    <section aria-label={t('tasks')} className="no-print">
      <h3>{t('tasks')}</h3>
      <ul className="rows">
        {asked.data.tasks.map((task) => (
          <li key={task.id}>
            <Link to={toTask(task.id)} className="row">
              {t('toTask', { name: inWords(task.itemName) })}
            </Link>
          </li>
        ))}
      </ul>
    </section>
  );
}
