// At the window: whom the clerk serves, above every page, until he ends it; then nothing more is done in that person's name.
import { Button, Flex } from 'antd';
import { useTranslation } from 'react-i18next';
import { useLocation, useNavigate } from 'react-router';
import { PATHS } from '../paths.ts';
import { useSession } from './session.tsx';

export function Serving() {
  const { t } = useTranslation('app');
  const { acting, act } = useSession();
  const { pathname } = useLocation();
  const go = useNavigate();
  const { served, postId } = acting;
  if (served === undefined) return null;
  const finish = () => {
    act(postId === undefined ? {} : { postId });
    void go(PATHS.window);
  };
  return (
    <aside className="serving no-print" aria-label={t('serving', { name: served })}>
      <Flex align="center" justify="center" gap={12} wrap>
        <strong>{t('serving', { name: served })}</strong>
        {pathname !== PATHS.window && <Button onClick={() => void go(PATHS.window)}>{t('toWindow')}</Button>}
        <Button danger onClick={finish}>
          {t('finishServing')}
        </Button>
      </Flex>
    </aside>
  );
}
