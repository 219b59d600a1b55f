// On paper alone: what was handed in with this case and which originals are kept, to be signed by both sides of the counter.
import { useTranslation } from 'react-i18next';
import { useMe } from '../app/session.tsx';
import { inWords } from '../app/words.ts';
import { instantInWords } from '../parts/dates.ts';
import { useOriginalWords } from '../parts/original.tsx';
import type { CaseView } from './open-case.tsx';

export function PaperList({ view }: { readonly view: CaseView }) {
  const { t } = useTranslation('window');
  const window = useMe().posts.find((p) => p.role === 'clerk');
  const stateOf = useOriginalWords();
  return (
    <section className="paper-list" aria-label={t('paperList')}>
      <h1>{t('paperList')}</h1>
      <dl>
        <dt>{t('matter')}</dt>
        <dd>{inWords(view.matterName)}</dd>
        <dt>{t('caseNo')}</dt>
        <dd className="number">{view.caseNo}</dd>
        <dt>{t('status')}</dt>
        <dd>{inWords(view.statusName)}</dd>
        <dt>{t('submitted')}</dt>
        <dd>{instantInWords(view.submittedAt)}</dd>
        <dt>{t('receivedOn')}</dt>
        <dd>{instantInWords(view.receivedAt) || '—'}</dd>
        <dt>{t('counter')}</dt>
        <dd>{inWords(window?.orgName)}</dd>
      </dl>
      <table>
        <thead>
          <tr>
            <th>{t('paper')}</th>
            <th>{t('copy')}</th>
            <th>{t('originalOf')}</th>
          </tr>
        </thead>
        <tbody>
          {view.papers.map((paper) => (
            <tr key={paper.material}>
              <td>{inWords(paper.name)}</td>
              <td>{paper.materialId === null ? t('owed') : t('given')}</td>
              <td>{stateOf(paper.original) ?? '—'}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <p className="signatures">
        <span>{t('signApplicant')}：</span>
        <span>{t('signClerk')}：</span>
        <span>{t('signDate')}：</span>
      </p>
    </section>
  );
}
