// Documents of a case: the slip, notices and results, printed and handed over.
import { useQuery } from '@tanstack/react-query';
import { Button, Flex } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useSearchParams } from 'react-router';
import { answered, api, type Schema } from '../api/client.ts';
import { inWords } from '../app/words.ts';
import { instantInWords } from '../parts/dates.ts';
import { PdfWindow } from '../parts/pdf-window.tsx';
import { Nothing, When } from '../parts/states.tsx';
import { HandOver } from './hand-over.tsx';
import type { CaseView } from './open-case.tsx';

export type Document = Schema['Instruments']['instruments'][number];

export function Documents({ view }: { readonly view: CaseView }) {
  const { t } = useTranslation('window');
  const [handing, setHanding] = useState<Document>();
  const [shown, setShown] = useState<Document>();
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
            <JustSubmitted documents={instruments} show={setShown} />
            {instruments.length === 0 && <Nothing>{t('noDocuments')}</Nothing>}
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
                    <Button aria-label={`${t('print')} ${inWords(d.title)}`} onClick={() => setShown(d)}>
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
      <Button onClick={() => window.print()} style={{ marginBlockStart: 12 }}>
        {t('printPaperList')}
      </Button>
      {handing && <HandOver key={handing.number} document={handing} close={() => setHanding(undefined)} />}
      {shown && (
        <PdfWindow
          address={`/api/instruments/${shown.number}`}
          title={`${inWords(shown.title)} ${inWords(shown.itemName)}`.trim()}
          close={() => setShown(undefined)}
        />
      )}
    </section>
  );
}

/** Come from the application: the slip lies ready to be printed. */
function JustSubmitted({
  documents,
  show,
}: {
  readonly documents: readonly Document[];
  readonly show: (slip: Document) => void;
}) {
  const { t } = useTranslation('window');
  const [params] = useSearchParams();
  const slip = documents.find((d) => d.kind === 'receipt-slip');
  if (params.get('submitted') !== '1' || !slip) return null;
  return (
    <Button type="primary" onClick={() => show(slip)} style={{ marginBlockEnd: 12 }}>
      {t('printSlip')}
    </Button>
  );
}
