// What stands around every page of administrators: the ways to the others, as far as his posts lead there.
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { NavLink } from 'react-router';
import { hasRole, useMe, type Me } from '../app/session.tsx';
import { SignedInOnly } from '../parts/signed-in-only.tsx';
import { PATHS } from '../paths.ts';
import './admin.css';

const DEFINERS = ['author', 'publisher', 'auditor'];
const PLACES = [
  { to: PATHS.admin, word: 'definitions', roles: DEFINERS },
  { to: PATHS.adminCalendars, word: 'place.calendars', roles: [...DEFINERS, 'registrar', 'operator'] },
  { to: PATHS.adminOrganisations, word: 'place.organisations', roles: [...DEFINERS, 'registrar', 'operator'] },
  { to: PATHS.adminIncidents, word: 'place.incidents', roles: ['operator'] },
] as const;
export const placesOf = (me: Me) => PLACES.filter(({ roles }) => hasRole(me, ...roles));

export const framed = (Page: () => ReactNode) =>
  function Framed() {
    return (
      <SignedInOnly>
        <div className="page wide">
          <Ways />
          <Page />
        </div>
      </SignedInOnly>
    );
  };

function Ways() {
  const { t } = useTranslation('admin');
  const places = placesOf(useMe());
  if (places.length < 2) return null;
  return (
    <nav className="ways no-print" aria-label={t('places')}>
      {places.map(({ to, word }) => (
        <NavLink key={to} to={to} end className="place">
          {t(word)}
        </NavLink>
      ))}
    </nav>
  );
}
