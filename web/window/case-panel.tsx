// A case at the window: its papers received, its tasks of this window, its documents printed and handed over.
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Alert, Button, Card, Flex, Input } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useSearchParams } from 'react-router';
import { answered, api, keyed, newKey, type Schema } from '../api/client.ts';
import { inWords } from '../app/words.ts';
import { Light } from '../parts/light.tsx';
import { Refused, When } from '../parts/states.tsx';
import { toTask } from '../paths.ts';
import { Documents } from './documents.tsx';

const CASE_NO = /^\d{22}[0-9A-Z]$/;

export function CasePanel() {
  const { t } = useTranslation('window');
  const [params, setParams] = useSearchParams();
  const no = params.get('case') ?? '';
  const [typed, setTyped] = useState(no);
  return (
    <Card size="small" title={<h2>{t('case')}</h2>}>
      <Flex vertical gap={16}>
        <form
          onSubmit={(event) => {
            event.preventDefault();
            if (CASE_NO.test(typed)) setParams({ case: typed });
          }}
        >
          <label htmlFor="case-number">{t('caseNo')}</label>
          <Flex gap={8}>
            <Input
              id="case-number"
              value={typed}
              maxLength={23}
              autoComplete="off"
              onChange={(e) => setTyped(e.target.value.trim().toUpperCase())}
            />
            <Button htmlType="submit" disabled={!CASE_NO.test(typed)}>
              {t('open')}
            </Button>
          </Flex>
        </form>
        {CASE_NO.test(no) && <OpenCase key={no} no={no} />}
      </Flex>
    </Card>
  );
}

function OpenCase({ no }: { readonly no: string }) {
  const { t } = useTranslation('window');
  const asked = useQuery({
    queryKey: ['window', 'case', no],
    queryFn: () => answered(api.GET('/api/cases/{no}', { params: { path: { no } } })),
  });
  return (
    <When asked={asked}>
      {(view) => (
        <Flex vertical gap={16}>
          <div>
            <strong>{inWords(view.matterName)}</strong> · {inWords(view.statusName)} <Light light={view.light} />
          </div>
          <Receive view={view} />
          <section aria-label={t('items')}>
            <h3>{t('items')}</h3>
            <ul>
              {view.items.map((i) => (
                <li key={i.id}>
                  <Light light={i.light} /> {inWords(i.name)}：{inWords(i.statusName)}
                </li>
              ))}
            </ul>
          </section>
          <Tasks no={no} />
          <Documents view={view} />
        </Flex>
      )}
    </When>
  );
}

function Receive({ view }: { readonly view: Schema['Case'] }) {
  const { t } = useTranslation('window');
  const queries = useQueryClient();
  const [key] = useState(newKey);
  const no = view.caseNo;
  const receive = useMutation({
    mutationFn: () => answered(api.POST('/api/cases/{no}/receipt', { params: { path: { no }, header: keyed(key) } })),
    onSettled: () => queries.invalidateQueries({ queryKey: ['window'] }),
  });
  const action = view.actions.find((a) => a.action === 'receive');
  return (
    <div>
      {receive.isSuccess && <Alert type="success" showIcon title={t('received')} />}
      {receive.error && <Refused error={receive.error} />}
      {action?.allowed && (
        <Button type="primary" loading={receive.isPending} onClick={() => receive.mutate()}>
          {t('receive')}
        </Button>
      )}
      {action && !action.allowed && !receive.isSuccess && (
        <span className="quiet">{t('cannot', { why: inWords(action.reason) })}</span>
      )}
    </div>
  );
}

function Tasks({ no }: { readonly no: string }) {
  const { t } = useTranslation('window');
  const asked = useQuery({
    queryKey: ['window', 'tasks', no],
    queryFn: () => answered(api.GET('/api/tasks', { params: { query: { case: no } } })),
  });
  return (
    <section aria-label={t('tasks')}>
      <h3>{t('tasks')}</h3>
      <When asked={asked}>
        {({ tasks }) =>
          tasks.length === 0 ? (
            <p className="quiet">{t('noTasks')}</p>
          ) : (
            <ul>
              {tasks.map((task) => (
                <li key={task.id}>
                  <Link to={toTask(task.id)}>{t('toTask', { name: inWords(task.itemName) })}</Link>
                </li>
              ))}
            </ul>
          )
        }
      </When>
    </section>
  );
}
