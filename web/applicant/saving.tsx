// Whether what was typed is saved; and what to do when it is not.
import { Alert, Button, Flex, Typography } from 'antd';
import { useTranslation } from 'react-i18next';
import { useSession } from '../app/session.tsx';
import { instantInWords } from '../parts/dates.ts';
import type { SavingState } from './draft.ts';

export function Saving({ saving }: { readonly saving: SavingState }) {
  const { t } = useTranslation('applicant');
  const { signIn } = useSession();
  if (saving.state === 'signed-out')
    return (
      <Alert
        type="warning"
        role="alert"
        title={t('saving.signedOut')}
        action={<Button onClick={signIn}>{t('saving.signIn')}</Button>}
      />
    );
  if (saving.state === 'elsewhere')
    return (
      <Alert
        type="warning"
        role="alert"
        title={t('saving.elsewhere')}
        action={
          <Flex gap={8} wrap>
            <Button onClick={saving.takeTheirs}>{t('saving.takeTheirs')}</Button>
            <Button onClick={saving.keepMine}>{t('saving.keepMine')}</Button>
          </Flex>
        }
      />
    );
  const at = instantInWords(saving.at);
  return (
    <Typography.Text type="secondary" role="status">
      {saving.state === 'saved' ? t(at ? 'saving.saved' : 'saving.begin', { at }) : t(`saving.${saving.state}`)}
    </Typography.Text>
  );
}
