// One person on one page: what he has open here, and what can be applied for in his name.
import { Card, Input } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { useMatters } from '../applicant/matters.ts';
import { inWords } from '../app/words.ts';
import { When } from '../parts/states.tsx';
import { toApply } from '../paths.ts';
import { CaseRows, useWindowCases } from './case-rows.tsx';

export function PersonServed() {
  const { t } = useTranslation('window');
  const own = useWindowCases();
  return (
    <>
      <Card size="small" title={<h2>{t('hisCases')}</h2>}>
        <When asked={own}>
          {({ cases, more }) =>
            cases.length === 0 ? (
              <p className="quiet">{t('noCases')}</p>
            ) : (
              <>
                <CaseRows cases={cases} />
                {more && <p className="quiet">{t('moreCases')}</p>}
              </>
            )
          }
        </When>
      </Card>
      <Matters />
    </>
  );
}

function Matters() {
  const { t } = useTranslation('window');
  const [word, setWord] = useState('');
  const asked = useMatters();
  const wanted = word.trim().toLowerCase();
  return (
    <Card size="small" title={<h2>{t('choose')}</h2>}>
      <When asked={asked}>
        {({ matters }) => (
          <>
            <label htmlFor="matter-word">{t('filterMatters')}</label>
            <Input id="matter-word" value={word} allowClear onChange={(e) => setWord(e.target.value)} />
            <ul className="rows">
              {matters
                .filter((m) => `${inWords(m.name)} ${inWords(m.summary)}`.toLowerCase().includes(wanted))
                .map((m) => (
                  <li key={m.matter}>
                    <Link to={toApply(m.matter)} className="row">
                      <strong>{inWords(m.name)}</strong>
                      <span className="quiet small">{inWords(m.summary)}</span>
                    </Link>
                  </li>
                ))}
            </ul>
          </>
        )}
      </When>
    </Card>
  );
}
