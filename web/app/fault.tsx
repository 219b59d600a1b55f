// What is shown instead of a page that failed.
import { Button, Result } from 'antd';
import { useTranslation } from 'react-i18next';
import { useRouteError } from 'react-router';
import { Refusal } from '../parts/states.tsx';

export function Fault() {
  const { t } = useTranslation('app');
  const error = useRouteError();
  return (
    <Result
      status="warning"
      title={t('failed')}
      subTitle={<Refusal error={error} />}
      extra={
        <Button type="primary" onClick={() => window.location.reload()}>
          {t('again')}
        </Button>
      }
    />
  );
}
