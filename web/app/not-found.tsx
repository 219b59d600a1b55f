import { Result } from 'antd';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { PATHS } from '../paths.ts';

export function NotFound() {
  const { t } = useTranslation('app');
  return <Result status="404" title={t('notFound')} extra={<Link to={PATHS.home}>{t('toHome')}</Link>} />;
}
