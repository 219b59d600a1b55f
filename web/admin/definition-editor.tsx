// A definition is written, checked by the code of the command line, played, and proposed. Nothing is stored before that.
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Alert, Button, Card, Flex, Upload } from 'antd';
import { useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { answered, api, keyed, newKey, type Schema } from '../api/client.ts';
import { inWords } from '../app/words.ts';
import { Refused } from '../parts/states.tsx';

interface Edited {
  readonly source: string;
  readonly change: (source: string) => void;
}
export function DefinitionEditor({ source, change }: Edited) {
  const { t } = useTranslation('admin');
  const queries = useQueryClient();
  const area = useRef<HTMLTextAreaElement>(null);
  const header = () => ({ params: { header: keyed(newKey()) }, body: { source } });
  const check = useMutation({ mutationFn: () => answered(api.POST('/api/definitions/checks', header())) });
  const play = useMutation({ mutationFn: () => answered(api.POST('/api/definitions/scenarios', header())) });
  const propose = useMutation({
    mutationFn: () => answered(api.POST('/api/definition-proposals', header())),
    onSuccess: () => queries.invalidateQueries({ queryKey: ['definition-proposals'] }),
  });
  const goTo = (line: number, column: number) => {
    const before = source.split('\n').slice(0, line - 1);
    const at = before.join('\n').length + (line > 1 ? 1 : 0) + column - 1;
    area.current?.focus();
    area.current?.setSelectionRange(at, at);
  };
  const error = check.error ?? play.error ?? propose.error;
  return (
    <Card title={<h2 style={{ fontSize: 18, margin: 0 }}>{t('editor')}</h2>}>
      <Flex vertical gap={12}>
        <textarea
          ref={area}
          aria-label={t('editor')}
          className="yaml"
          spellCheck={false}
          rows={24}
          value={source}
          onChange={(e) => change(e.target.value)}
        />
        <Flex gap={12} wrap>
          <Upload
            showUploadList={false}
            accept=".yaml,.yml"
            beforeUpload={(file) => {
              void file.text().then(change);
              return false;
            }}
          >
            <Button>{t('file')}</Button>
          </Upload>
          <Button disabled={!source} loading={check.isPending} onClick={() => check.mutate()}>
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
        {check.data && <Faults diagnostics={check.data.diagnostics} goTo={goTo} />}
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
  readonly goTo: (line: number, column: number) => void;
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
            <Button type="link" onClick={() => goTo(d.line, d.column)}>
              {t('at', { line: d.line, column: d.column })}
            </Button>{' '}
            {inWords(d.message)} {inWords(d.hint)}
          </li>
        ))}
      </ul>
    </div>
  );
}
