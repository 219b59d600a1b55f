// After signing out, or a sign-in that did not come through.
import { Button, Result, Typography } from 'antd';
import { useTranslation } from 'react-i18next';
import { useSearchParams } from 'react-router';
import { toSignIn } from '../paths.ts';

const REASONS = ['refused', 'unknown-person', 'provider-away'];

export function SignedOutPage() {
  const { t } = useTranslation('app');
  const [params] = useSearchParams();
  const why = params.get('why') ?? '';
  const known = REASONS.includes(why);
  return (
    <Result
      status={known ? 'warning' : 'info'}
      title={
        <Typography.Title level={1} style={{ fontSize: 24 }}>
          {known ? t(`why.${why}`) : t('signedOut')}
        </Typography.Title>
      }
      extra={
        <Button type="primary" href={toSignIn('/')}>
          {t('signIn')}
        </Button>
      }
    />
  );
}
