// What somebody may administer, by his posts.
import { Flex } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { hasRole, useMe } from '../app/session.tsx';
import { SignedInOnly } from '../parts/signed-in-only.tsx';
import { Nothing } from '../parts/states.tsx';
import { DefinitionEditor } from './definition-editor.tsx';
import { DefinitionList } from './definition-list.tsx';
import { DefinitionProposals } from './definition-proposals.tsx';
import { Incidents } from './incidents.tsx';

export const AdminPage = () => (
  <SignedInOnly>
    <Page />
  </SignedInOnly>
);

function Page() {
  const { t } = useTranslation('admin');
  const me = useMe();
  const [source, setSource] = useState('');
  const reads = hasRole(me, 'author', 'publisher', 'auditor');
  const operates = hasRole(me, 'operator');
  return (
    <div className="page wide">
      <Flex vertical gap={16}>
        {!reads && !operates && <Nothing>{t('nothingForYou')}</Nothing>}
        {reads && <DefinitionProposals />}
        {reads && <DefinitionList load={setSource} />}
        {hasRole(me, 'author', 'publisher') && <DefinitionEditor source={source} change={setSource} />}
        {operates && <Incidents />}
      </Flex>
    </div>
  );
}
