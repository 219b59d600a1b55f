// The board: how many clocks run by which light, which ones, and where the time of decided items went. What is chosen stands in the address.
import { Button, Flex, Typography } from 'antd';
import { useTranslation } from 'react-i18next';
import { SignedInOnly } from '../parts/signed-in-only.tsx';
import { ClockList } from './clock-list.tsx';
import { Counts } from './counts.tsx';
import { Durations } from './durations.tsx';
import { Filters } from './filters.tsx';
import { ToAudit } from './to-audit.tsx';
import './supervisor.css';

export function BoardPage() {
  const { t } = useTranslation('supervisor');
  return (
    <SignedInOnly>
      <div className="page wide">
        <Flex justify="space-between" align="center" wrap gap={12} style={{ marginBottom: 12 }}>
          <Typography.Title level={1} style={{ fontSize: 24, margin: 0 }}>
            {t('title')}
          </Typography.Title>
          <Flex gap={12} wrap className="no-print">
            <ToAudit />
            <Button onClick={() => window.print()}>{t('print')}</Button>
          </Flex>
        </Flex>
        <Flex vertical gap={16}>
          <Filters />
          <Counts />
          <ClockList />
          <Durations />
        </Flex>
      </div>
    </SignedInOnly>
  );
}
