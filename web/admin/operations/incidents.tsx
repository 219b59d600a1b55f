// What went wrong and waits for somebody: codes and case numbers, never what a case holds.
import { Button, Card, Flex, Radio, Tag, Typography } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { INCIDENT_KINDS, isIncidentKind, RESOLUTIONS } from '../../../core/incidents.ts';
import { inWords } from '../../app/words.ts';
import { instantInWords } from '../../parts/dates.ts';
import { Nothing, Refused, When } from '../../parts/states.tsx';
import { useHandle, useIncident, useIncidents, type Incident } from './operation-queries.ts';
import { Resolve } from './resolve.tsx';

export function Incidents() {
  const { t } = useTranslation('operations');
  const [open, setOpen] = useState(true);
  return (
    <Card
      title={<h2 className="card-title">{t('incidents')}</h2>}
      extra={
        <Radio.Group
          aria-label={t('which')}
          optionType="button"
          value={open}
          options={[
            { value: true, label: t('open') },
            { value: false, label: t('settled') },
          ]}
          onChange={(e) => setOpen(e.target.value as boolean)}
        />
      }
    >
      <When asked={useIncidents(open)}>
        {({ incidents }) =>
          incidents.length === 0 ? (
            <Nothing>{t(open ? 'noneOpen' : 'noneSettled')}</Nothing>
          ) : (
            <ul className="plain-list lined">
              {incidents.map((incident) => (
                <li key={incident.id}>
                  <OneIncident incident={incident} />
                </li>
              ))}
            </ul>
          )
        }
      </When>
    </Card>
  );
}

function OneIncident({ incident }: { readonly incident: Incident }) {
  const { t } = useTranslation('operations');
  const { id, kind, code, caseNo, occurrences, openedAt, lastAt, resolvedAt, retryable } = incident;
  const [shown, show] = useState(false);
  const [resolving, resolve] = useState(false);
  const retry = useHandle(id);
  return (
    <Flex vertical gap={8}>
      <div>
        <Typography.Text strong>{isIncidentKind(kind) ? inWords(INCIDENT_KINDS[kind].title) : kind}</Typography.Text>{' '}
        <Tag>{code}</Tag>
        <br />
        {caseNo && (
          <>
            {t('ofCase', { caseNo })}
            <br />
          </>
        )}
        <Typography.Text type="secondary">
          {t('times', { count: occurrences, from: instantInWords(openedAt), at: instantInWords(lastAt) })}
          {resolvedAt && ` · ${t('settledAt', { at: instantInWords(resolvedAt) })}`}
        </Typography.Text>
      </div>
      {retry.error && <Refused error={retry.error} />}
      <Flex gap={8} wrap>
        {retryable && (
          <Button loading={retry.isPending} onClick={() => retry.mutate(undefined)}>
            {t('retry')}
          </Button>
        )}
        {!resolvedAt && <Button onClick={() => resolve(true)}>{t('resolve')}</Button>}
        <Button aria-expanded={shown} onClick={() => show(!shown)}>
          {t('handlings')}
        </Button>
      </Flex>
      {!retryable && !resolvedAt && <Typography.Text type="secondary">{t('peopleMustLook')}</Typography.Text>}
      {shown && <Handlings id={id} />}
      {resolving && <Resolve id={id} close={() => resolve(false)} />}
    </Flex>
  );
}

function Handlings({ id }: { readonly id: string }) {
  const { t } = useTranslation('operations');
  return (
    <When asked={useIncident(id)}>
      {({ handlings }) =>
        handlings.length === 0 ? (
          <Typography.Text type="secondary">{t('noHandlings')}</Typography.Text>
        ) : (
          <ol style={{ margin: 0, paddingInlineStart: 24 }}>
            {handlings.map(({ action, reason, personId, at }) => (
              <li key={at + action}>
                {t(`did.${action}`, { who: personId, at: instantInWords(at) })}
                {reason && reason in RESOLUTIONS && ` · ${inWords(RESOLUTIONS[reason as keyof typeof RESOLUTIONS])}`}
              </li>
            ))}
          </ol>
        )
      }
    </When>
  );
}
