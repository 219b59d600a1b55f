// Around the task: what the other departments do, the clock with its ledger in words, documents, history.
import { useQuery } from '@tanstack/react-query';
import { Button, Card, Flex, Tabs } from 'antd';
import { useTranslation } from 'react-i18next';
import { answered, api } from '../api/client.ts';
import { inWords } from '../app/words.ts';
import { dueInWords, instantInWords } from '../parts/dates.ts';
import { Light } from '../parts/light.tsx';
import { Nothing, When } from '../parts/states.tsx';
import type { TaskDetail } from './task-queries.ts';

export function CaseSide({ task }: { readonly task: TaskDetail }) {
  const { t } = useTranslation('officer');
  const { caseNo, item } = task;
  return (
    <Card size="small">
      <Tabs
        items={[
          { key: 'others', label: t('others'), children: <Others caseNo={caseNo} /> },
          { key: 'clock', label: t('clock'), children: <Clocks caseNo={caseNo} item={item} /> },
          { key: 'documents', label: t('documents'), children: <Documents caseNo={caseNo} /> },
          { key: 'history', label: t('history'), children: <History caseNo={caseNo} /> },
        ]}
      />
    </Card>
  );
}
interface OfCase {
  readonly caseNo: string;
}
const no = (caseNo: string) => ({ params: { path: { no: caseNo } } });

function Others({ caseNo }: OfCase) {
  const asked = useQuery({
    queryKey: ['work', 'case', caseNo],
    queryFn: () => answered(api.GET('/api/cases/{no}', no(caseNo))),
  });
  return (
    <When asked={asked}>
      {({ items }) => (
        <ul className="plain-list">
          {items.map((i) => (
            <li key={i.id}>
              <Light light={i.light} /> {inWords(i.name)}：<strong>{inWords(i.statusName)}</strong>{' '}
              <span className="quiet">{i.endedAt ? instantInWords(i.endedAt) : dueInWords(i)}</span>
              {i.because && <div className="quiet">{inWords(i.because)}</div>}
            </li>
          ))}
        </ul>
      )}
    </When>
  );
}
function Clocks({ caseNo, item }: OfCase & { readonly item: string }) {
  const asked = useQuery({
    queryKey: ['work', 'clock', caseNo],
    queryFn: () => answered(api.GET('/api/cases/{no}/clock', no(caseNo))),
  });
  return (
    <When asked={asked}>
      {({ clocks }) => (
        <ul className="plain-list">
          {clocks
            .filter((c) => c.item === item || c.item === null)
            .map((c) => (
              <li key={c.id}>
                {c.endedAt === null && <Light light={c.light} />} <strong>{inWords(c.name)}</strong>
                <div>{inWords(c.words)}</div>
                {c.basis && <div className="quiet">{inWords(c.basis)}</div>}
              </li>
            ))}
        </ul>
      )}
    </When>
  );
}
function Documents({ caseNo }: OfCase) {
  const { t } = useTranslation('officer');
  const asked = useQuery({
    queryKey: ['work', 'documents', caseNo],
    queryFn: () => answered(api.GET('/api/cases/{no}/instruments', no(caseNo))),
  });
  return (
    <When asked={asked}>
      {({ instruments }) =>
        instruments.length === 0 ? (
          <Nothing />
        ) : (
          <ul className="plain-list">
            {instruments.map((d) => (
              <li key={d.number}>
                <Flex justify="space-between" gap={8} wrap>
                  <span>
                    {inWords(d.title)} <span className="quiet">{instantInWords(d.madeAt)}</span>
                    <div className="quiet">
                      {d.service
                        ? t('served', { how: inWords(d.service.howName), at: instantInWords(d.service.at) })
                        : t('notServed')}
                    </div>
                  </span>
                  <Button
                    size="small"
                    href={`/api/instruments/${d.number}`}
                    download
                    aria-label={`${t('download')} ${inWords(d.title)}`}
                  >
                    PDF
                  </Button>
                </Flex>
              </li>
            ))}
          </ul>
        )
      }
    </When>
  );
}
function History({ caseNo }: OfCase) {
  const asked = useQuery({
    queryKey: ['work', 'history', caseNo],
    queryFn: () => answered(api.GET('/api/cases/{no}/timeline', no(caseNo))),
  });
  return (
    <When asked={asked}>
      {({ events }) => (
        <ol className="plain-list">
          {events.map((e) => (
            <li key={e.seq}>
              <span className="quiet">{instantInWords(e.at)}</span> {inWords(e.words)}
            </li>
          ))}
        </ol>
      )}
    </When>
  );
}
