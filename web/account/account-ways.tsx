// From one page about oneself to the other.
import { useTranslation } from 'react-i18next';
import { NavLink } from 'react-router';
import { PATHS } from '../paths.ts';

export function AccountWays() {
  const { t } = useTranslation('account');
  return (
    <nav aria-label={t('ways')} style={{ display: 'flex', flexWrap: 'wrap', gap: 4, marginBlockEnd: 16 }}>
      <NavLink to={PATHS.sessions} className="place">
        {t('title')}
      </NavLink>
      <NavLink to={PATHS.authorisations} className="place">
        {t('authorisations')}
      </NavLink>
    </nav>
  );
}
