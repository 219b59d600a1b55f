// Organisations, posts and who holds them. Registrars note changes and propose them; another registrar approves.
import { Button, Card, Flex, Tabs } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useSearchParams } from 'react-router';
import { hasRole, useMe } from '../../app/session.tsx';
import { Nothing } from '../../parts/states.tsx';
import { useKept } from '../../parts/use-kept.ts';
import { Changes } from './changes.tsx';
import { Detail } from './detail.tsx';
import { Draft } from './draft.tsx';
import { Import } from './import.tsx';
import type { Step } from './organisation-queries.ts';
import './organisations.css';
import { StepForm, type Begun } from './step-form.tsx';
import { Tree } from './tree.tsx';

export function OrganisationsPage() {
  const { t } = useTranslation('organisations');
  const me = useMe();
  const registers = hasRole(me, 'registrar');
  const [place, go] = useSearchParams();
  const [steps, setSteps] = useKept<readonly Step[]>('organisations', []);
  const [begun, begin] = useState<Begun>();
  const chosen = place.get('of');
  const tab = place.get('tab') ?? 'tree';
  const show = (to: Readonly<Record<string, string>>) => go({ ...Object.fromEntries(place), ...to }, { replace: true });
  const tree = (
    <div className="organisations">
      <Card title={<h2 className="card-title">{t('tree')}</h2>}>
        <Tree chosen={chosen} choose={(of) => show({ of })} />
      </Card>
      <div>
        {registers && <Draft steps={steps} change={setSteps} />}
        {chosen ? (
          <Detail key={chosen} id={chosen} {...(registers && { begin })} />
        ) : (
          <Card>
            <Nothing>{t('choose')}</Nothing>
          </Card>
        )}
        {registers && (
          <Card title={<h2 className="card-title">{t('representatives')}</h2>}>
            <Flex gap={8} wrap>
              {(['registerRepresentative', 'endRepresentative'] as const).map((type) => (
                <Button key={type} onClick={() => begin({ type, given: {}, about: '' })}>
                  {t(`step.${type}`)}
                </Button>
              ))}
            </Flex>
          </Card>
        )}
      </div>
    </div>
  );
  return (
    <Flex vertical gap={8}>
      <h1 style={{ fontSize: 20, margin: 0 }}>{t('organisations')}</h1>
      <Tabs
        activeKey={tab}
        onChange={(to) => show({ tab: to })}
        items={[
          { key: 'tree', label: t('tab.tree'), children: tree },
          ...(hasRole(me, 'registrar', 'auditor')
            ? [
                {
                  key: 'changes',
                  label: t('tab.changes'),
                  children: (
                    <Card>
                      <Changes />
                    </Card>
                  ),
                },
              ]
            : []),
          ...(registers
            ? [
                {
                  key: 'import',
                  label: t('tab.import'),
                  children: <Import seeChanges={() => show({ tab: 'changes' })} />,
                },
              ]
            : []),
        ]}
      />
      {begun && (
        <StepForm
          key={JSON.stringify(begun)}
          begun={begun}
          note={(step) => setSteps([...steps, step])}
          close={() => begin(undefined)}
        />
      )}
    </Flex>
  );
}
