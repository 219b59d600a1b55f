// What waits at this window while nobody is served: papers to be received, items to be accepted.
import { useQuery } from '@tanstack/react-query';
import { Card } from 'antd';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { answered, api } from '../api/client.ts';
import { inWords } from '../app/words.ts';
import { instantInWords } from '../parts/dates.ts';
import { Light } from '../parts/light.tsx';
import { When } from '../parts/states.tsx';
import { toTask } from '../paths.ts';
import { CaseRows, useWindowCases } from './case-rows.tsx';

export function Queue() {
  const { t } = useTranslation('window');
  const waiting = useWindowCases();
  return (
    <>
      <Card
        size="small"
        title={
          <h2>
            {t('toReceive')} {waiting.data && <Count n={waiting.data.cases.length} more={waiting.data.more} />}
          </h2>
        }
      >
        <When asked={waiting}>
          {({ cases }) =>
            cases.length === 0 ? <p className="quiet">{t('nothingWaits')}</p> : <CaseRows cases={cases} />
          }
        </When>
      </Card>
      <ToAccept />
    </>
  );
}
const Count = ({ n, more }: { readonly n: number; readonly more: boolean }) => (
  <span className="quiet">
    {n}
    {more && '+'}
  </span>
);

function ToAccept() {
  const { t } = useTranslation('window');
  const asked = useQuery({
    queryKey: ['window', 'to-accept'],
    queryFn: () => answered(api.GET('/api/tasks', { params: { query: { stage: 'accept' } } })),
  });
  return (
    <Card
      size="small"
      title={
        <h2>
          {t('toAccept')} {asked.data && <Count n={asked.data.count.value} more={asked.data.count.capped} />}
        </h2>
      }
    >
      <When asked={asked}>
        {({ tasks }) =>
          tasks.length === 0 ? (
            <p className="quiet">{t('nothingWaits')}</p>
          ) : (
            <ul className="rows">
              {tasks.map((task) => (
                <li key={task.id}>
                  <Link to={toTask(task.id)} className="row">
                    <strong>{inWords(task.itemName)}</strong>
                    <Light light={task.light} />
                    <span className="quiet small">
                      <span className="number">{task.caseNo}</span> ·{' '}
                      {t('receivedAt', { at: instantInWords(task.receivedAt) })}
                    </span>
                  </Link>
                </li>
              ))}
            </ul>
          )
        }
      </When>
    </Card>
  );
}
