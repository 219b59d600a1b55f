// What stands around every page: where one is, in whose name, and the ways to elsewhere.
import { Alert, Button, Flex, Layout, Typography } from 'antd';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, Outlet, useLocation } from 'react-router';
import { PATHS, toSignIn } from '../paths.ts';
import { InWhoseName } from './in-whose-name.tsx';
import { Serving } from './serving.tsx';
import { hasRole, useSession, type Me } from './session.tsx';
import { languageNow, speak } from './words.ts';

const placesOf = (me: Me | null | undefined): readonly { readonly to: string; readonly word: string }[] => [
  { to: PATHS.home, word: 'home' },
  ...(me ? [{ to: PATHS.cases, word: 'myCases' }] : []),
  ...(hasRole(me, 'reviewer', 'decider', 'head') ? [{ to: PATHS.inbox, word: 'work' }] : []),
  ...(hasRole(me, 'head') ? [{ to: PATHS.department, word: 'department' }] : []),
  ...(hasRole(me, 'clerk') ? [{ to: PATHS.window, word: 'window' }] : []),
  ...(hasRole(me, 'author', 'publisher', 'registrar', 'operator') ? [{ to: PATHS.admin, word: 'admin' }] : []),
  ...(hasRole(me, 'supervisor', 'auditor', 'coordinator', 'head')
    ? [{ to: PATHS.supervisor, word: 'supervision' }]
    : []),
];

export function Shell() {
  const { t } = useTranslation('app');
  const { me, acting, signOut } = useSession();
  const { pathname } = useLocation();
  // whom a clerk serves has his cases at the window
  const places = placesOf(me).filter(({ to }) => to !== PATHS.cases || acting.served === undefined);
  const here = [...places].reverse().find(({ to }) => pathname === to || (to !== '/' && pathname.startsWith(`${to}/`)));
  return (
    <Layout style={{ minHeight: '100vh' }}>
      <a className="skip" href="#content">
        {t('skip')}
      </a>
      <Layout.Header className="no-print" style={{ height: 'auto', minHeight: 60, boxShadow: '0 1px 2px #0002' }}>
        <Flex
          align="center"
          gap={12}
          wrap
          style={{ lineHeight: 1.6, paddingBlock: 8, maxWidth: 1600, margin: '0 auto' }}
        >
          <Link to={PATHS.home} style={{ fontSize: 20, fontWeight: 700 }}>
            {t('product')}
          </Link>
          <nav aria-label={t('menu')} style={{ flex: 1, minWidth: 160 }}>
            <Flex gap={4} wrap>
              {places.map(({ to, word }) => (
                <Link key={to} to={to} className="place" {...(here?.to === to && { 'aria-current': 'page' })}>
                  {t(word)}
                </Link>
              ))}
            </Flex>
          </nav>
          {me && <InWhoseName me={me} />}
          <Button type="text" onClick={() => void speak(languageNow() === 'zh' ? 'en' : 'zh')}>
            {t('language')}
          </Button>
          {me && (
            <>
              <Link to={PATHS.sessions}>{me.name ?? me.personId}</Link>
              <Button onClick={() => void signOut()}>{t('signOut')}</Button>
            </>
          )}
          {me === null && (
            <Button type="primary" href={toSignIn(pathname)}>
              {t('signIn')}
            </Button>
          )}
        </Flex>
      </Layout.Header>
      <Serving />
      <Notices />
      <Layout.Content id="content" role="main" tabIndex={-1}>
        <Outlet />
      </Layout.Content>
      <Layout.Footer className="no-print" style={{ textAlign: 'center' }}>
        <Typography.Text type="secondary">
          {t('product')} · {t('motto')}
        </Typography.Text>
      </Layout.Footer>
    </Layout>
  );
}

/** No network, or signed out meanwhile: said above the page, which stays as it is. */
function Notices() {
  const { t } = useTranslation('app');
  const [offline, setOffline] = useState(!navigator.onLine);
  const [ended, setEnded] = useState(false);
  useEffect(() => {
    const on = (name: string, run: () => void) => {
      window.addEventListener(name, run);
      return () => window.removeEventListener(name, run);
    };
    const ends = [
      on('offline', () => setOffline(true)),
      on('online', () => setOffline(false)),
      on('lianban:session-ended', () => setEnded(true)),
    ];
    return () => ends.forEach((end) => end());
  }, []);
  return (
    <div aria-live="polite">
      {offline && <Alert banner type="warning" title={t('offline')} />}
      {ended && (
        <Alert
          banner
          type="warning"
          title={t('sessionEnded')}
          action={<Button href={toSignIn(window.location.pathname + window.location.search)}>{t('signIn')}</Button>}
        />
      )}
    </div>
  );
}
