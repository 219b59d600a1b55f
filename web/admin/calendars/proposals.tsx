// New versions that wait for a second person, and how far the open cases have followed those that were published.
import { Alert, Button, Card, Flex, Modal, Progress, Tag, Typography } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { inWords } from '../../app/words.ts';
import { dayInWords, instantInWords } from '../../parts/dates.ts';
import { Nothing, Refused, When } from '../../parts/states.tsx';
import { CalendarView } from './calendar-view.tsx';
import { useDecide, useProposal, useProposals, type Proposal } from './calendar-queries.ts';
import { changedDays, type Calendar } from './days.ts';
import { Effect } from './effect.tsx';

type Deciding = { readonly proposal: Proposal; readonly publish: boolean };

/** @param current what is in force: the new is compared with it */
export function Proposals({ current }: { readonly current: Calendar | undefined }) {
  const { t } = useTranslation('calendars');
  const [looking, look] = useState<Proposal>();
  const [deciding, decide] = useState<Deciding>();
  return (
    <Card title={<h2 className="card-title">{t('proposals')}</h2>}>
      <When asked={useProposals()}>
        {({ proposals }) =>
          proposals.length === 0 ? (
            <Nothing>{t('noProposals')}</Nothing>
          ) : (
            <ul className="plain-list">
              {proposals.map((p) => (
                <li key={p.id}>
                  <OneProposal
                    proposal={p}
                    look={() => look(p)}
                    decide={(publish) => decide({ proposal: p, publish })}
                  />
                </li>
              ))}
            </ul>
          )
        }
      </When>
      {looking && (
        <Modal
          open
          footer={null}
          width={1200}
          title={t('contentOf', { version: looking.version })}
          onCancel={() => look(undefined)}
        >
          <Content id={looking.id} current={current} />
        </Modal>
      )}
      {deciding && <Decide {...deciding} close={() => decide(undefined)} />}
    </Card>
  );
}

interface OneProposalProps {
  readonly proposal: Proposal;
  readonly look: () => void;
  readonly decide: (publish: boolean) => void;
}
function OneProposal({ proposal, look, decide }: OneProposalProps) {
  const { t } = useTranslation('calendars');
  const { version, status, proposedBy, proposedAt, decidedBy, decidedAt, rollout, actions } = proposal;
  const may = actions.find((a) => a.action === 'publishCalendar');
  return (
    <Flex vertical gap={8}>
      <div>
        <Typography.Text strong>{t('versionOf', { version })}</Typography.Text> <Tag>{t(`status.${status}`)}</Tag>
        <br />
        <Typography.Text type="secondary">
          {t('proposedBy', { who: proposedBy, at: instantInWords(proposedAt) })}
          {decidedBy && ` · ${t('decidedBy', { who: decidedBy, at: instantInWords(decidedAt) })}`}
        </Typography.Text>
      </div>
      {rollout && <RolledOut rollout={rollout} />}
      <Flex gap={8} wrap>
        <Button onClick={look}>{t('look')}</Button>
        {status === 'proposed' && (
          <>
            <Button type="primary" disabled={!may?.allowed} onClick={() => decide(true)}>
              {t('publish')}
            </Button>
            <Button disabled={!may?.allowed} onClick={() => decide(false)}>
              {t('reject')}
            </Button>
          </>
        )}
      </Flex>
      {status === 'proposed' && may?.reason && (
        <Typography.Text type="secondary">{inWords(may.reason)}</Typography.Text>
      )}
    </Flex>
  );
}

function RolledOut({ rollout }: { readonly rollout: NonNullable<Proposal['rollout']> }) {
  const { t } = useTranslation('calendars');
  const { cases, moved, failed, remaining, finishedAt } = rollout;
  const percent = finishedAt ? 100 : Math.floor((cases / Math.max(1, cases + remaining)) * 100);
  return (
    <div role="status">
      <Progress percent={percent} aria-label={t('rollout')} status={finishedAt ? 'success' : 'active'} />
      {t(finishedAt ? 'rolledOut' : 'rollingOut', { cases, moved, remaining })}
      {failed > 0 && <Alert type="warning" showIcon title={t('rolloutFailed', { count: failed })} />}
    </div>
  );
}

function Content({ id, current }: { readonly id: string; readonly current: Calendar | undefined }) {
  const { t } = useTranslation('calendars');
  return (
    <When asked={useProposal(id)}>
      {({ content }) => {
        const changes = current ? changedDays(current, content) : [];
        return (
          <Flex vertical gap={16}>
            {([false, true] as const).map((works) => {
              const days = changes.filter((c) => c.works === works).map((c) => dayInWords(c.date));
              return (
                days.length > 0 && (
                  <div key={String(works)}>
                    <Typography.Text strong>
                      {t(works ? 'nowWorking' : 'nowOff', { count: days.length })}
                    </Typography.Text>{' '}
                    {days.join(t('comma'))}
                  </div>
                )
              );
            })}
            {changes.length === 0 && <Alert type="info" showIcon title={t('sameDays')} />}
            <CalendarView calendar={content} before={current} />
          </Flex>
        );
      }}
    </When>
  );
}

/** Asked once more, with what it does, before anything is done. */
function Decide({ proposal: { id, version }, publish, close }: Deciding & { readonly close: () => void }) {
  const { t } = useTranslation('calendars');
  const change = useDecide();
  return (
    <Modal
      open
      title={t(publish ? 'publishTitle' : 'rejectTitle', { version })}
      okText={t(publish ? 'publishSure' : 'rejectSure')}
      cancelText={t('cancel')}
      confirmLoading={change.isPending}
      onOk={() => change.mutate({ id, publish }, { onSuccess: close })}
      onCancel={close}
    >
      <Flex vertical gap={12}>
        {publish && (
          <>
            <div>{t('publishMeans')}</div>
            <Effect id={id} />
          </>
        )}
        {change.error && <Refused error={change.error} />}
      </Flex>
    </Modal>
  );
}
