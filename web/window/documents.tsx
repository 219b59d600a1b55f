// Documents of a case: the slip, notices and results, printed and handed over.
import { useQuery } from '@tanstack/react-query';
import { Button, Flex } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { answered, api, type Schema } from '../api/client.ts';
import { inWords } from '../app/words.ts';
import { instantInWords } from '../parts/dates.ts';
import { PaperWindow } from '../parts/paper-window.tsx';
import { When } from '../parts/states.tsx';
import { HandOver } from './hand-over.tsx';
import type { CaseView } from './open-case.tsx';

export type Document = Schema['Instruments']['instruments'][number];

interface Shown {
  readonly address: string;
  readonly title: string;
}
const paperOf = ({ number, title, itemName }: Document): Shown => ({
  address: `/api/instruments/${number}`,
  title: `${inWords(title)} ${inWords(itemName)}`.trim(),
});

export function Documents({ view }: { readonly view: CaseView }) {
  const { t } = useTranslation('window');
  const [handing, setHanding] = useState<Document>();
  const [shown, setShown] = useState<Shown>();
  const no = view.caseNo;
  const asked = useQuery({
    queryKey: ['window', 'documents', no],
    queryFn: () => answered(api.GET('/api/cases/{no}/instruments', { params: { path: { no } } })),
  });
  const mayServe = ({ number }: Document) =>
    view.actions.some((a) => a.action === 'serve' && a.allowed && number.endsWith(`-W${a.instrument}`));
  return (
    <section aria-label={t('documents')} className="no-print">
      <h3>{t('documents')}</h3>
      <When asked={asked}>
        {({ instruments }) => (
          <>
            {instruments.length === 0 && <p className="quiet">{t('noDocuments')}</p>}
            <ul className="rows">
              {instruments.map((d) => (
                <li key={d.number} className="row">
                  <span>
                    <strong>{inWords(d.title)}</strong> <span className="quiet">{inWords(d.itemName)}</span>
                    <div className="quiet small">
                      {d.service
                        ? t('served', { how: inWords(d.service.howName), at: instantInWords(d.service.at) })
                        : t('notServed')}
                      {d.service?.proof && ` · ${d.service.proof}`}
                    </div>
                  </span>
                  <Flex gap={8}>
                    <Button
                      // the next thing a clerk does
                      type={d.kind === 'receipt-slip' && !d.service ? 'primary' : 'default'}
                      aria-label={`${t('print')} ${inWords(d.title)}`}
                      onClick={() => setShown(paperOf(d))}
                    >
                      {t('print')}
                    </Button>
                    {mayServe(d) && (
                      <Button onClick={() => setHanding(d)} aria-label={`${t('handOver')} ${inWords(d.title)}`}>
                        {t('handOver')}
                      </Button>
                    )}
                  </Flex>
                </li>
              ))}
            </ul>
          </>
        )}
      </When>
      <Certificates view={view} show={setShown} />
      <Button onClick={() => window.print()} style={{ marginBlockStart: 12 }}>
        {t('printPaperList')}
      </Button>
      {handing && <HandOver key={handing.number} document={handing} close={() => setHanding(undefined)} />}
      {shown && <PaperWindow address={shown.address} title={shown.title} close={() => setShown(undefined)} />}
    </section>
  );
}

/** 证照: what was granted, printed for who wants it on paper; the electronic one is the original. */
function Certificates({ view, show }: { readonly view: CaseView; readonly show: (certificate: Shown) => void }) {
  const { t } = useTranslation('window');
  const no = view.caseNo;
  const asked = useQuery({
    queryKey: ['window', 'results', no],
    queryFn: () => answered(api.GET('/api/cases/{no}/results', { params: { path: { no } } })),
    enabled: view.items.some((i) => i.status === 'granted'),
  });
  const issued = asked.data?.items.flatMap(({ name, certificate }) => (certificate ? [{ name, certificate }] : []));
  return (
    <ul className="rows">
      {issued?.map(({ name, certificate }) => {
        const title = `${t('certificate')} ${inWords(name)}`;
        return (
          <li key={certificate} className="row">
            <span>
              <strong>{t('certificate')}</strong> <span className="quiet">{inWords(name)}</span>
            </span>
            <Button
              aria-label={`${t('print')} ${title}`}
              onClick={() => show({ address: `/api/certificates/${certificate}/pdf`, title })}
            >
              {t('print')}
            </Button>
          </li>
        );
      })}
    </ul>
  );
}
