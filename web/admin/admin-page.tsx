// The matters: what was proposed, what there is, what is being written. Who does not read them is led to what is his.
import { Flex } from 'antd';
import { useTranslation } from 'react-i18next';
import { Navigate } from 'react-router';
import { hasRole, useMe } from '../app/session.tsx';
import { Nothing } from '../parts/states.tsx';
import { useKept } from '../parts/use-kept.ts';
import { placesOf } from './admin-frame.tsx';
import { DefinitionEditor } from './definition-editor.tsx';
import { DefinitionList } from './definition-list.tsx';
import { DefinitionProposals } from './definition-proposals.tsx';

export function AdminPage() {
  const { t } = useTranslation('admin');
  const me = useMe();
  const [source, setSource] = useKept('definition', '');
  if (!hasRole(me, 'author', 'publisher', 'auditor')) {
    const own = placesOf(me).at(-1);
    return own ? <Navigate to={own.to} replace /> : <Nothing>{t('nothingForYou')}</Nothing>;
  }
  return (
    <Flex vertical gap={16}>
      <DefinitionProposals />
      <DefinitionList load={setSource} />
      {hasRole(me, 'author', 'publisher') && <DefinitionEditor source={source} change={setSource} />}
    </Flex>
  );
}
