// Whom I let act for me, or for the company I represent, and for whom I may act: what for, until when; ended at once.
import { Button, Card, Flex, Modal, Select, Tag, Typography } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useMe } from '../app/session.tsx';
import { useMatters } from '../applicant/matters.ts';
import { inWords } from '../app/words.ts';
import { instantInWords, untilInWords } from '../parts/dates.ts';
import { SignedInOnly } from '../parts/signed-in-only.tsx';
import { Nothing, Refused, When } from '../parts/states.tsx';
import { AccountWays } from './account-ways.tsx';
import { useAuthorisations, useRevoke, type Authorisation } from './authorisation-queries.ts';
import { GrantForm } from './grant-form.tsx';

export const AuthorisationsPage = () => (
  <SignedInOnly>
    <Page />
  </SignedInOnly>
);

function Page() {
  const { t } = useTranslation('account');
  const me = useMe();
  const [principal, setPrincipal] = useState(me.personId);
  const [ending, end] = useState<Authorisation>();
  const principals = [
    { value: me.personId, label: t('myself') },
    ...me.actsFor.map((p) => ({ value: p.personId, label: p.name ?? p.personId })),
  ];
  return (
    <div className="page">
      <AccountWays />
      <Typography.Title level={1} style={{ fontSize: 24 }}>
        {t('authorisations')}
      </Typography.Title>
      <Flex vertical gap={16}>
        <div>{t('myNumber', { id: me.personId })}</div>
        <Card
          title={<h2 style={{ fontSize: 16, margin: 0 }}>{t('granted')}</h2>}
          extra={
            principals.length > 1 && (
              <Select
                aria-label={t('forWhom')}
                style={{ minWidth: 140 }}
                value={principal}
                options={principals}
                onChange={setPrincipal}
              />
            )
          }
        >
          <List asked={useAuthorisations(principal)} none={t('noneGranted')} end={end} />
        </Card>
        <GrantForm key={principal} principalId={principal} />
        <Card title={<h2 style={{ fontSize: 16, margin: 0 }}>{t('held')}</h2>}>
          <List asked={useAuthorisations()} none={t('noneHeld')} />
        </Card>
      </Flex>
      {ending && <End authorisation={ending} close={() => end(undefined)} />}
    </div>
  );
}

interface ListProps {
  readonly asked: ReturnType<typeof useAuthorisations>;
  readonly none: string;
  readonly end?: (authorisation: Authorisation) => void;
}
function List({ asked, none, end }: ListProps) {
  const { t } = useTranslation('account');
  const names = useMatters().data?.matters ?? [];
  const nameOf = (matter: string) =>
    matter === '*' ? t('everyMatter') : inWords(names.find((m) => m.matter === matter)?.name) || matter;
  return (
    <When asked={asked}>
      {({ authorisations }) =>
        authorisations.length === 0 ? (
          <Nothing>{none}</Nothing>
        ) : (
          <ul style={{ listStyle: 'none', margin: 0, padding: 0, display: 'grid', gap: 16 }}>
            {authorisations.map((a) => (
              <li key={a.id}>
                <Flex justify="space-between" gap={12} wrap align="center">
                  <div style={{ minWidth: 0, overflowWrap: 'anywhere' }}>
                    <strong>{end ? a.personId : a.principalId}</strong> <Tag>{t(`kind.${a.kind}`)}</Tag>
                    <Tag>{t(standingOf(a))}</Tag>
                    <br />
                    {a.matters.map(nameOf).join(t('comma'))}: {a.actions.map((p) => t(`power.${p}`)).join(t('comma'))}
                    {a.mayPassOn && ` · ${t('mayPassOn')}`}
                    <br />
                    <Typography.Text type="secondary">
                      {t(a.validUntil ? 'fromUntil' : 'fromOn', {
                        from: instantInWords(a.validFrom),
                        until: untilInWords(a.validUntil),
                      })}
                    </Typography.Text>
                  </div>
                  {end && a.kind === 'agent' && a.revokedAt === null && (
                    <Button danger onClick={() => end(a)}>
                      {t('revoke')}
                    </Button>
                  )}
                </Flex>
              </li>
            ))}
          </ul>
        )
      }
    </When>
  );
}
const standingOf = ({ inForce, revokedAt }: Authorisation) =>
  inForce ? 'standing.inForce' : revokedAt ? 'standing.revoked' : 'standing.notNow';

function End({
  authorisation: { id, personId },
  close,
}: {
  readonly authorisation: Authorisation;
  readonly close: () => void;
}) {
  const { t } = useTranslation('account');
  const revoke = useRevoke();
  return (
    <Modal
      open
      title={t('revokeTitle', { who: personId })}
      okText={t('revokeSure')}
      cancelText={t('cancel')}
      okButtonProps={{ danger: true }}
      confirmLoading={revoke.isPending}
      onOk={() => revoke.mutate(id, { onSuccess: close })}
      onCancel={close}
    >
      <Flex vertical gap={12}>
        <div>{t('revokeMeans')}</div>
        {revoke.error && <Refused error={revoke.error} />}
      </Flex>
    </Modal>
  );
}
