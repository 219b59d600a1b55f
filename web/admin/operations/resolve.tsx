// People have settled an incident: by a code, so that no text of anybody gets among the operators.
import { Flex, Modal, Radio } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { RESOLUTIONS, type Resolution } from '../../../core/incidents.ts';
import { inWords } from '../../app/words.ts';
import { Refused } from '../../parts/states.tsx';
import { useHandle } from './operation-queries.ts';

export function Resolve({ id, close }: { readonly id: string; readonly close: () => void }) {
  const { t } = useTranslation('operations');
  const [reason, choose] = useState<Resolution>();
  const handle = useHandle(id);
  return (
    <Modal
      open
      title={t('resolveTitle')}
      okText={t('resolveSure')}
      cancelText={t('cancel')}
      confirmLoading={handle.isPending}
      okButtonProps={{ disabled: reason === undefined }}
      onOk={() => handle.mutate(reason, { onSuccess: close })}
      onCancel={close}
    >
      <Flex vertical gap={12}>
        <div>{t('resolveMeans')}</div>
        <Radio.Group
          aria-label={t('resolveTitle')}
          value={reason ?? null}
          onChange={(e) => choose(e.target.value as Resolution)}
        >
          <Flex vertical gap={8}>
            {(Object.keys(RESOLUTIONS) as Resolution[]).map((code) => (
              <Radio key={code} value={code}>
                {inWords(RESOLUTIONS[code])}
              </Radio>
            ))}
          </Flex>
        </Radio.Group>
        {handle.error && <Refused error={handle.error} />}
      </Flex>
    </Modal>
  );
}
