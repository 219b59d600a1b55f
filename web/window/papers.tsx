// The papers of the case: looked at, their originals compared, kept and returned; new ones scanned in.
import { Button, Tag } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { inWords } from '../app/words.ts';
import { OriginalButtons, OriginalTag } from '../parts/original.tsx';
import { PaperWindow } from '../parts/paper-window.tsx';
import type { CaseView } from './open-case.tsx';
import { ScanIn } from './scan-in.tsx';

export function Papers({ view }: { readonly view: CaseView }) {
  const { t } = useTranslation('window');
  const [shown, setShown] = useState<CaseView['papers'][number]>();
  return (
    <section aria-label={t('papers')} className="no-print">
      <h3>{t('papers')}</h3>
      {view.papers.length === 0 && <p className="quiet">{t('noPapers')}</p>}
      <ul className="rows">
        {view.papers.map((paper) => (
          <li key={paper.material} className="row">
            <span>
              {paper.materialId === null ? (
                <>
                  {inWords(paper.name)} <Tag color="warning">{t('owed')}</Tag>
                </>
              ) : (
                <Button type="link" style={{ padding: 0, height: 'auto' }} onClick={() => setShown(paper)}>
                  {inWords(paper.name)}
                </Button>
              )}{' '}
              <OriginalTag original={paper.original} />
            </span>
            <OriginalButtons caseNo={view.caseNo} paper={paper} actions={view.actions} changes="window" />
          </li>
        ))}
      </ul>
      {shown && (
        <PaperWindow
          address={`/api/materials/${shown.materialId}`}
          title={inWords(shown.name)}
          close={() => setShown(undefined)}
        />
      )}
      <ScanIn view={view} />
    </section>
  );
}
