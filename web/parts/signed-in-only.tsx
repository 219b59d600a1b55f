// A page for somebody signed in: others are led to sign in, and back here.
import { Button, Result } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useSession } from '../app/session.tsx';
import { Loading } from './states.tsx';

export function SignedInOnly({ children }: { readonly children: ReactNode }) {
  const { t } = useTranslation('app');
  const { me, signIn } = useSession();
  if (me === undefined) return <Loading />;
  if (me) return <>{children}</>;
  return (
    <Result
      status="info"
      title={t('signIn')}
      extra={
        <Button type="primary" onClick={signIn}>
          {t('signIn')}
        </Button>
      }
    />
  );
}
