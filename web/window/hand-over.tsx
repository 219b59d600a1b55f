// 送达: a document leaves the counter. Recorded with the way, and to whom it was handed or what proves it.
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Flex, Input, Modal, Radio } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { answered, api, keyed, newKey } from '../api/client.ts';
import { inWords } from '../app/words.ts';
import { Refused } from '../parts/states.tsx';
import type { Document } from './documents.tsx';

const WAYS = ['counter', 'post', 'electronic', 'publication'] as const;
type Way = (typeof WAYS)[number];

export function HandOver({ document, close }: { readonly document: Document; readonly close: () => void }) {
  const { t } = useTranslation('window');
  const queries = useQueryClient();
  const [how, setHow] = useState<Way>('counter');
  const [self, setSelf] = useState(true);
  const [text, setText] = useState('');
  const [key] = useState(newKey);
  const { number } = document;
  const typed = text.trim();
  const receiver = self ? t('toHimself') : typed && t('toAnother.record', { name: typed });
  const proof = how === 'counter' ? receiver : typed;
  const serve = useMutation({
    mutationFn: () =>
      answered(
        api.POST('/api/instruments/{number}/service', {
          params: { path: { number }, header: keyed(key) },
          body: { how, ...(proof && { proof }) },
        }),
      ),
    onSuccess: async () => {
      await queries.invalidateQueries({ queryKey: ['window'] });
      close();
    },
  });
  const group = { border: 'none', margin: 0, padding: 0, minWidth: 0 };
  return (
    <Modal
      open
      title={`${t('handOver')}：${inWords(document.title)}`}
      okText={t('handOver')}
      cancelText={t('cancel')}
      onCancel={close}
      okButtonProps={{ loading: serve.isPending, disabled: how === 'counter' && !proof, autoFocus: true }}
      onOk={() => serve.isPending || serve.mutate()}
    >
      <Flex vertical gap={12}>
        {serve.error && <Refused error={serve.error} />}
        <div className="quiet number">{number}</div>
        <fieldset style={group}>
          <legend>{t('how')}</legend>
          <Radio.Group
            value={how}
            onChange={(e) => setHow(e.target.value as Way)}
            options={WAYS.map((way) => ({ value: way, label: t(`how.${way}`) }))}
          />
        </fieldset>
        {how === 'counter' && (
          <fieldset style={group}>
            <legend>{t('toWhom')}</legend>
            <Radio.Group
              value={self}
              onChange={(e) => setSelf(e.target.value as boolean)}
              options={[
                { value: true, label: t('toHimself') },
                { value: false, label: t('toAnother') },
              ]}
            />
          </fieldset>
        )}
        {(how !== 'counter' || !self) && (
          <div>
            <label htmlFor="proof">{t(how === 'counter' ? 'receiver' : 'proof')}</label>
            <Input id="proof" value={text} maxLength={400} onChange={(e) => setText(e.target.value)} />
          </div>
        )}
      </Flex>
    </Modal>
  );
}
