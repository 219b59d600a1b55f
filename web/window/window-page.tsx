// The window: who stands there, and the case he asks about.
import { Typography } from 'antd';
import { useTranslation } from 'react-i18next';
import { SignedInOnly } from '../parts/signed-in-only.tsx';
import { CasePanel } from './case-panel.tsx';
import { PersonPanel } from './person-panel.tsx';
import './window.css';

export function WindowPage() {
  const { t } = useTranslation('window');
  return (
    <SignedInOnly>
      <div className="page wide">
        <Typography.Title level={1} style={{ fontSize: 24 }}>
          {t('title')}
        </Typography.Title>
        <div className="counter">
          <PersonPanel />
          <CasePanel />
        </div>
      </div>
    </SignedInOnly>
  );
}
