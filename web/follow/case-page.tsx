// One case: where it is, whom it waits for, what I can do now, and all that came of it.
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Button, Card, Collapse, Flex, Typography } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useParams } from 'react-router';
import { answered, api, type Schema } from '../api/client.ts';
import { inWords } from '../app/words.ts';
import { dueInWords, instantInWords } from '../parts/dates.ts';
import { Light } from '../parts/light.tsx';
import { SignedInOnly } from '../parts/signed-in-only.tsx';
import { When } from '../parts/states.tsx';
import { Clocks } from './clocks.tsx';
import { Corrections } from './corrections.tsx';
import { Documents } from './documents.tsx';
import { History } from './history.tsx';
import { Papers } from './papers.tsx';
import { Results } from './results.tsx';
import { Steps } from './steps.tsx';
import { WhatICanDo } from './what-i-can-do.tsx';

export const CasePage = () => (
  <SignedInOnly>
    <Case />
  </SignedInOnly>
);

function Case() {
  const { no = '' } = useParams();
  const asked = useQuery({
    queryKey: ['case', no],
    queryFn: () => answered(api.GET('/api/cases/{no}', { params: { path: { no }, query: {} } })),
    refetchInterval: 30_000,
  });
  return <div className="page">{<When asked={asked}>{(found) => <Found found={found} />}</When>}</div>;
}

const PARTS = ['results', 'documents', 'clocks', 'history'];

function Found({ found }: { readonly found: Schema['Case'] }) {
  const { t } = useTranslation('follow');
  const queries = useQueryClient();
  const [open, setOpen] = useState(['results']);
  /** On paper everything is open: what was not asked for yet is waited for. */
  const print = async () => {
    setOpen(PARTS);
    do await new Promise((resolve) => setTimeout(resolve, 500));
    while (queries.isFetching() > 0);
    window.print();
  };
  const { caseNo } = found;
  return (
    <Flex vertical gap={16}>
      <Card>
        <Flex justify="space-between" wrap gap={12}>
          <div>
            <Typography.Title level={1} style={{ fontSize: 24, marginTop: 0 }}>
              {inWords(found.matterName)}
            </Typography.Title>
            <Typography.Text type="secondary">
              {t('caseNo')} <Typography.Text copyable>{caseNo}</Typography.Text> · {t('submitted')}{' '}
              {instantInWords(found.submittedAt)}
            </Typography.Text>
          </div>
          <Flex vertical align="end" gap={4}>
            <Flex gap={8} align="center">
              <Typography.Text strong style={{ fontSize: 18 }}>
                {inWords(found.statusName)}
              </Typography.Text>
              {found.status === 'open' && <Light light={found.light} />}
            </Flex>
            {found.dueOn && found.status !== 'closed' && <span>{t('dueOn', { day: dueInWords(found) })}</span>}
            {found.predictedEnd && (
              <span>
                {t('predicted', { day: dueInWords({ dueOn: found.predictedEnd.on, ...found.predictedEnd }) })}
              </span>
            )}
            <Button onClick={() => void print()}>{t('print')}</Button>
          </Flex>
        </Flex>
      </Card>
      <Corrections found={found} />
      <div className="no-print">
        <WhatICanDo found={found} />
      </div>
      <Card title={t('steps')}>
        <Steps found={found} />
      </Card>
      <Papers papers={found.papers} />
      <Collapse
        activeKey={open}
        onChange={setOpen}
        size="large"
        items={[
          { key: 'results', label: t('results'), children: <Results caseNo={caseNo} /> },
          { key: 'documents', label: t('documents'), children: <Documents caseNo={caseNo} /> },
          { key: 'clocks', label: t('clocks'), children: <Clocks found={found} /> },
          { key: 'history', label: t('history'), children: <History caseNo={caseNo} /> },
        ]}
      />
    </Flex>
  );
}
