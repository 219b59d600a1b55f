// The papers of the case: looked at, their originals compared, kept and returned; new ones scanned in.
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Button, Flex, Tag } from 'antd';
import { useTranslation } from 'react-i18next';
import { answered, api, keyed, newKey, type Schema } from '../api/client.ts';
import { inWords } from '../app/words.ts';
import { instantInWords } from '../parts/dates.ts';
import { Refused } from '../parts/states.tsx';
import type { CaseView } from './open-case.tsx';
import { ScanIn } from './scan-in.tsx';

export type Paper = Schema['CasePaper'];

export function Papers({ view }: { readonly view: CaseView }) {
  const { t } = useTranslation('window');
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
                <a href={`/api/materials/${paper.materialId}`} target="_blank" rel="noopener">
                  {inWords(paper.name)}
                </a>
              )}{' '}
              <OriginalTag original={paper.original} />
            </span>
            <OriginalButtons view={view} paper={paper} />
          </li>
        ))}
      </ul>
      <ScanIn view={view} />
    </section>
  );
}

export function OriginalTag({ original }: { readonly original: Paper['original'] }) {
  const { t } = useTranslation('window');
  const { required, seen, seenAt, kept, returnedAt } = original;
  if (kept) return <Tag color="warning">{t('original.kept', { at: instantInWords(seenAt) })}</Tag>;
  if (seen && returnedAt)
    return <Tag color="success">{t('original.returned', { at: instantInWords(returnedAt) })}</Tag>;
  if (seen) return <Tag color="success">{t('original.seen', { at: instantInWords(seenAt) })}</Tag>;
  return required ? <Tag color="warning">{t('original.required')}</Tag> : null;
}

function OriginalButtons({ view, paper }: { readonly view: CaseView; readonly paper: Paper }) {
  const { t } = useTranslation('window');
  const queries = useQueryClient();
  const { material } = paper;
  const record = useMutation({
    mutationFn: (what: 'kept' | 'seen' | 'return') => {
      const params = { path: { no: view.caseNo, material }, header: keyed(newKey()) };
      return answered(
        what === 'return'
          ? api.POST('/api/cases/{no}/materials/{material}/original/return', { params })
          : api.POST('/api/cases/{no}/materials/{material}/original', { params, body: { kept: what === 'kept' } }),
      );
    },
    onSettled: () => queries.invalidateQueries({ queryKey: ['window'] }),
  });
  const may = (action: string) => view.actions.some((a) => a.action === action && a.material === material && a.allowed);
  const button = (what: 'kept' | 'seen' | 'return', word: string) => (
    <Button
      size="small"
      disabled={record.isPending}
      aria-label={`${t(word)} ${inWords(paper.name)}`}
      onClick={() => record.mutate(what)}
    >
      {t(word)}
    </Button>
  );
  return (
    <Flex gap={8} wrap>
      {may('seeOriginal') && button('seen', 'seeOriginal')}
      {may('seeOriginal') && button('kept', 'keepOriginal')}
      {may('returnOriginal') && button('return', 'returnOriginal')}
      {record.error && <Refused error={record.error} />}
    </Flex>
  );
}
