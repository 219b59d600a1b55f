// Cases as rows, each opened with one press.
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { Link, useSearchParams } from 'react-router';
import { answered, api, type Schema } from '../api/client.ts';
import { useSession } from '../app/session.tsx';
import { inWords } from '../app/words.ts';
import { instantInWords } from '../parts/dates.ts';
import { Light } from '../parts/light.tsx';
import { toWindowCase } from '../paths.ts';

/** What waits at this window; while somebody is served, his cases. */
export const useWindowCases = () =>
  useQuery({
    queryKey: ['window', 'cases'],
    queryFn: () => answered(api.GET('/api/window/cases')),
    refetchInterval: 20_000,
  });

/** Whether the case is that of whom the clerk serves; undefined when he serves nobody. */
export function useIsHis(caseNo: string): boolean | undefined {
  const { acting } = useSession();
  const { data } = useWindowCases();
  return acting.served === undefined ? undefined : data?.cases.some((c) => c.caseNo === caseNo);
}

export function CaseRows({ cases }: { readonly cases: Schema['WindowCases']['cases'] }) {
  const { t } = useTranslation('window');
  const here = useSearchParams()[0].get('case');
  return (
    <ul className="rows">
      {cases.map((c) => (
        <li key={c.caseNo}>
          <Link to={toWindowCase(c.caseNo)} className="row" {...(here === c.caseNo && { 'aria-current': 'true' })}>
            <span>
              <strong>{inWords(c.matterName)}</strong> {c.applicant}
            </span>
            <span>
              {inWords(c.statusName)} {c.status === 'open' && <Light light={c.light} />}
            </span>
            <span className="quiet small">
              <span className="number">{c.caseNo}</span> · {t('submittedAt', { at: instantInWords(c.submittedAt) })}
            </span>
          </Link>
        </li>
      ))}
    </ul>
  );
}
