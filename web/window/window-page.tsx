// The window: one box for whatever is put on the counter, who is served or what waits, and the case that is open.
import { Card, Typography } from 'antd';
import { useTranslation } from 'react-i18next';
import { useSearchParams } from 'react-router';
import { useSession } from '../app/session.tsx';
import { SignedInOnly } from '../parts/signed-in-only.tsx';
import { OpenCase } from './open-case.tsx';
import { PersonServed } from './person-served.tsx';
import { CASE_NO, QuickBox } from './quick-box.tsx';
import { Queue } from './queue.tsx';
import './window.css';

export const WindowPage = () => (
  <SignedInOnly>
    <Counter />
  </SignedInOnly>
);

function Counter() {
  const { t } = useTranslation('window');
  const { acting } = useSession();
  const [params] = useSearchParams();
  const no = params.get('case') ?? '';
  return (
    <div className="page wide">
      <Typography.Title level={1} className="no-print" style={{ fontSize: 24, marginTop: 0 }}>
        {t('title')}
      </Typography.Title>
      <div className="counter">
        <div className="counter-side no-print">
          <QuickBox />
          {acting.served === undefined ? <Queue /> : <PersonServed />}
        </div>
        {CASE_NO.test(no) ? (
          <OpenCase key={no} no={no} />
        ) : (
          <Card size="small" className="no-print">
            <p className="quiet">{t('noCaseOpen')}</p>
          </Card>
        )}
      </div>
    </div>
  );
}
