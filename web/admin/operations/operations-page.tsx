// For who keeps it running: how the parts are, and what waits for an operator.
import { Flex } from 'antd';
import { useTranslation } from 'react-i18next';
import { hasRole, useMe } from '../../app/session.tsx';
import { Nothing } from '../../parts/states.tsx';
import { Health } from './health.tsx';
import { Incidents } from './incidents.tsx';

export function OperationsPage() {
  const { t } = useTranslation('operations');
  if (!hasRole(useMe(), 'operator')) return <Nothing>{t('notForYou')}</Nothing>;
  return (
    <Flex vertical gap={16}>
      <h1 style={{ fontSize: 20, margin: 0 }}>{t('operations')}</h1>
      <Health />
      <Incidents />
    </Flex>
  );
}
