// Documents of a case: printed, and handed over (送达), which is recorded with the way and, where the law asks, the proof.
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Alert, Button, Flex, Input, Modal, Radio } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { answered, api, keyed, newKey, type Schema } from '../api/client.ts';
import { inWords } from '../app/words.ts';
import { instantInWords } from '../parts/dates.ts';
import { Nothing, Refused, When } from '../parts/states.tsx';

type Document = Schema['Instruments']['instruments'][number];
const WAYS = ['counter', 'post', 'electronic', 'publication'] as const;
type Way = (typeof WAYS)[number];

export function Documents({ view }: { readonly view: Schema['Case'] }) {
  const { t } = useTranslation('window');
  const [handing, setHanding] = useState<Document>();
  const no = view.caseNo;
  const asked = useQuery({
    queryKey: ['window', 'documents', no],
    queryFn: () => answered(api.GET('/api/cases/{no}/instruments', { params: { path: { no } } })),
  });
  const mayServe = ({ number }: Document) =>
    view.actions.some((a) => a.action === 'serve' && a.allowed && number.endsWith(`-W${a.instrument}`));
  return (
    <section aria-label={t('documents')}>
      <h3>{t('documents')}</h3>
      <When asked={asked}>
        {({ instruments }) =>
          instruments.length === 0 ? (
            <Nothing>{t('noDocuments')}</Nothing>
          ) : (
            <ul>
              {instruments.map((d) => (
                <li key={d.number}>
                  <Flex justify="space-between" gap={8} wrap>
                    <span>
                      {inWords(d.title)} {d.itemName && <span className="quiet">{inWords(d.itemName)}</span>}
                      <div className="quiet">
                        {d.service
                          ? t('served', { how: inWords(d.service.howName), at: instantInWords(d.service.at) })
                          : t('notServed')}
                      </div>
                    </span>
                    <Flex gap={8}>
                      <Button
                        href={`/api/instruments/${d.number}`}
                        download
                        aria-label={`${t('print')} ${inWords(d.title)}`}
                      >
                        {t('print')}
                      </Button>
                      {mayServe(d) && (
                        <Button onClick={() => setHanding(d)} aria-label={`${t('handOver')} ${inWords(d.title)}`}>
                          {t('handOver')}
                        </Button>
                      )}
                    </Flex>
                  </Flex>
                </li>
              ))}
            </ul>
          )
        }
      </When>
      {handing && <HandOver key={handing.number} document={handing} close={() => setHanding(undefined)} />}
    </section>
  );
}

function HandOver({ document, close }: { readonly document: Document; readonly close: () => void }) {
  const { t } = useTranslation('window');
  const queries = useQueryClient();
  const [how, setHow] = useState<Way>('counter');
  const [proof, setProof] = useState('');
  const [key] = useState(newKey);
  const { number } = document;
  const serve = useMutation({
    mutationFn: () =>
      answered(
        api.POST('/api/instruments/{number}/service', {
          params: { path: { number }, header: keyed(key) },
          body: { how, ...(proof.trim() !== '' && { proof: proof.trim() }) },
        }),
      ),
    onSuccess: async () => {
      await queries.invalidateQueries({ queryKey: ['window'] });
      close();
    },
  });
  return (
    <Modal
      open
      title={`${t('handOver')}：${inWords(document.title)}`}
      okText={t('handOver')}
      cancelText={t('cancel')}
      onCancel={close}
      okButtonProps={{ loading: serve.isPending }}
      onOk={() => serve.mutate()}
    >
      <Flex vertical gap={12}>
        {serve.error && <Refused error={serve.error} />}
        <fieldset style={{ border: 'none', margin: 0, padding: 0, minWidth: 0 }}>
          <legend>{t('how')}</legend>
          <Radio.Group
            value={how}
            onChange={(e) => setHow(e.target.value as Way)}
            options={WAYS.map((way) => ({ value: way, label: t(`how.${way}`) }))}
          />
        </fieldset>
        {how !== 'counter' && (
          <div>
            <label htmlFor="proof">{t('proof')}</label>
            <Input id="proof" value={proof} maxLength={500} onChange={(e) => setProof(e.target.value)} />
          </div>
        )}
        <Alert type="info" title={document.number} />
      </Flex>
    </Modal>
  );
}
