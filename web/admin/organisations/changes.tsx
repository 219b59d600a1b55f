// Changes of the organisations: what waits for another registrar, and what became of the others.
import { Alert, Button, Flex, Input, Modal, Tag, Typography } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { inWords } from '../../app/words.ts';
import { instantInWords } from '../../parts/dates.ts';
import { Nothing, Refused, When } from '../../parts/states.tsx';
import { useChanges, useDecide, useOneChange, type Change, type Decision } from './organisation-queries.ts';
import { StepInWords } from './step-in-words.tsx';

export function Changes() {
  const { t } = useTranslation('organisations');
  const [shown, show] = useState<string>();
  return (
    <When asked={useChanges()}>
      {({ changes }) =>
        changes.length === 0 ? (
          <Nothing>{t('noChanges')}</Nothing>
        ) : (
          <ul className="plain-list lined">
            {changes.map((change) => (
              <li key={change.id}>
                <Flex justify="space-between" gap={8} wrap>
                  <Head change={change} />
                  <Button
                    aria-expanded={shown === change.id}
                    onClick={() => show(shown === change.id ? undefined : change.id)}
                  >
                    {t(shown === change.id ? 'fold' : 'open', { count: change.stepCount })}
                  </Button>
                </Flex>
                {shown === change.id && <OneChange id={change.id} />}
              </li>
            ))}
          </ul>
        )
      }
    </When>
  );
}

function Head({
  change: { reason, status, proposedBy, proposedAt, decidedBy, decidedAt, rejection },
}: {
  readonly change: Change;
}) {
  const { t } = useTranslation('organisations');
  return (
    <div>
      <Typography.Text strong>{reason}</Typography.Text> <Tag>{t(`status.${status}`)}</Tag>
      <br />
      <Typography.Text type="secondary">
        {t('proposedBy', { who: proposedBy, at: instantInWords(proposedAt) })}
        {decidedBy && ` · ${t('decidedBy', { who: decidedBy, at: instantInWords(decidedAt) })}`}
        {rejection && ` · ${t('rejectedFor', { reason: rejection })}`}
      </Typography.Text>
    </div>
  );
}

function OneChange({ id }: { readonly id: string }) {
  const { t } = useTranslation('organisations');
  const [deciding, decide] = useState<Decision>();
  return (
    <When asked={useOneChange(id)}>
      {({ steps, status, actions }) => {
        const may = actions.find((a) => a.option === undefined);
        const mayWithdraw = actions.find((a) => a.option === 'withdraw')?.allowed;
        return (
          <Flex vertical gap={12} style={{ marginBlockStart: 12 }}>
            <ol style={{ margin: 0, paddingInlineStart: 24, display: 'grid', gap: 4 }}>
              {steps.map((step) => (
                <li key={JSON.stringify(step)} style={{ overflowWrap: 'anywhere' }}>
                  <StepInWords step={step} />
                </li>
              ))}
            </ol>
            {status === 'proposed' && (
              <Flex gap={8} wrap>
                <Button type="primary" disabled={!may?.allowed} onClick={() => decide('approval')}>
                  {t('approval')}
                </Button>
                <Button disabled={!may?.allowed} onClick={() => decide('rejection')}>
                  {t('rejection')}
                </Button>
                {mayWithdraw && <Button onClick={() => decide('withdrawal')}>{t('withdrawal')}</Button>}
              </Flex>
            )}
            {status === 'proposed' && may?.reason && (
              <Typography.Text type="secondary">{inWords(may.reason)}</Typography.Text>
            )}
            {deciding && <Sure id={id} decision={deciding} steps={steps.length} close={() => decide(undefined)} />}
          </Flex>
        );
      }}
    </When>
  );
}

interface SureProps {
  readonly id: string;
  readonly decision: Decision;
  readonly steps: number;
  readonly close: () => void;
}
function Sure({ id, decision, steps, close }: SureProps) {
  const { t } = useTranslation('organisations');
  const [reason, setReason] = useState('');
  const act = useDecide(id);
  const rejects = decision === 'rejection';
  return (
    <Modal
      open
      title={t(`sure.${decision}`)}
      okText={t(`do.${decision}`)}
      cancelText={t('cancel')}
      confirmLoading={act.isPending}
      okButtonProps={{ disabled: rejects && reason.trim() === '' }}
      onOk={() => act.mutate({ decision, reason: reason.trim() }, { onSuccess: close })}
      onCancel={close}
    >
      <div className="fields">
        {decision === 'approval' && <Alert type="warning" showIcon title={t('means.approval', { count: steps })} />}
        {rejects && (
          <>
            <label htmlFor="rejection-reason">{t('rejectionReason')} *</label>
            <Input id="rejection-reason" maxLength={200} value={reason} onChange={(e) => setReason(e.target.value)} />
          </>
        )}
        {act.error && <Refused error={act.error} />}
      </div>
    </Modal>
  );
}
