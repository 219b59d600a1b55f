// A definition is written, checked by the code of the command line, played, and proposed. Nothing is stored before that.
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Alert, Button, Card, Flex, Typography } from 'antd';
import { lazy, Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { answered, api, keyed, newKey, type Schema } from '../api/client.ts';
import { inWords } from '../app/words.ts';
import { ChooseFile } from '../parts/choose-file.tsx';
import { Loading, Refused } from '../parts/states.tsx';
import type { Place } from './definition-text.tsx';

const DefinitionText = lazy(async () => ({ default: (await import('./definition-text.tsx')).DefinitionText }));

interface Edited {
  readonly source: string;
  readonly change: (source: string) => void;
}
export function DefinitionEditor({ source, change }: Edited) {
  const { t } = useTranslation('admin');
  const queries = useQueryClient();
  const [place, setPlace] = useState<Place>();
  const schema = useQuery({
    queryKey: ['definition-schema'],
    queryFn: () => answered(api.GET('/api/definitions/schema')),
    staleTime: Infinity,
  });
  const sent = (text: string) => ({ params: { header: keyed(newKey()) }, body: { source: text } });
  const check = useMutation({
    mutationFn: (text: string) => answered(api.POST('/api/definitions/checks', sent(text))),
  });
  const play = useMutation({ mutationFn: () => answered(api.POST('/api/definitions/scenarios', sent(source))) });
  const propose = useMutation({
    mutationFn: () => answered(api.POST('/api/definition-proposals', sent(source))),
    onSuccess: () => queries.invalidateQueries({ queryKey: ['definition-proposals'] }),
  });
  const faultsOf = async (text: string) => (await check.mutateAsync(text)).diagnostics;
  const error = check.error ?? play.error ?? propose.error;
  return (
    <Card title={<h2 style={{ fontSize: 18, margin: 0 }}>{t('editor')}</h2>}>
      <Flex vertical gap={12}>
        <Suspense fallback={<Loading />}>
          <DefinitionText
            label={t('editor')}
            value={source}
            change={change}
            schema={schema.data}
            faultsOf={faultsOf}
            place={place}
          />
        </Suspense>
        <Typography.Text type="secondary">{t('editorKeys')}</Typography.Text>
        <Flex gap={12} wrap>
          <ChooseFile accept=".yaml,.yml" choose={(file) => void file.text().then(change)}>
            {t('file')}
          </ChooseFile>
          <Button disabled={!source} loading={check.isPending} onClick={() => check.mutate(source)}>
            {t('check')}
          </Button>
          <Button disabled={!source} loading={play.isPending} onClick={() => play.mutate()}>
            {t('play')}
          </Button>
          <Button type="primary" disabled={!source} loading={propose.isPending} onClick={() => propose.mutate()}>
            {t('propose')}
          </Button>
        </Flex>
        {error && <Refused error={error} />}
        {propose.isSuccess && <Alert type="success" showIcon title={t('proposed')} />}
        {check.data && <Faults diagnostics={check.data.diagnostics} goTo={setPlace} />}
        {play.data?.scenarios.map((s) => (
          <Alert
            key={s.id}
            type={s.holds ? 'success' : 'error'}
            showIcon
            title={`${inWords(s.name)}：${t(s.holds ? 'holds' : 'differs')}`}
            {...(s.differences.length > 0 && { description: s.differences.join('; ') })}
          />
        ))}
      </Flex>
    </Card>
  );
}

interface Told {
  readonly diagnostics: readonly Schema['Diagnostic'][];
  readonly goTo: (place: Place) => void;
}
function Faults({ diagnostics, goTo }: Told) {
  const { t } = useTranslation('admin');
  if (diagnostics.length === 0) return <Alert type="success" showIcon title={t('clean')} />;
  return (
    <div role="alert">
      <strong>{t('faults', { count: diagnostics.length })}</strong>
      <ul>
        {diagnostics.map((d) => (
          <li key={`${d.code}${d.line}${d.column}`}>
            <Button type="link" onClick={() => goTo(d)}>
              {t('at', { line: d.line, column: d.column })}
            </Button>{' '}
            {inWords(d.message)} {inWords(d.hint)}
          </li>
        ))}
      </ul>
    </div>
  );
}
