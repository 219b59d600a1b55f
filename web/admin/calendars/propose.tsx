// A new version: its text, from the one in force or from a file. Faults lead to their line; nothing is stored before it has none.
import { Alert, Button, Card, Flex } from 'antd';
import { useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { Problem, type ProblemBody } from '../../api/client.ts';
import { inWords } from '../../app/words.ts';
import { ChooseFile } from '../../parts/choose-file.tsx';
import { Refused } from '../../parts/states.tsx';
import { useKept } from '../../parts/use-kept.ts';
import { usePropose } from './calendar-queries.ts';

export function Propose({ current }: { readonly current: string | undefined }) {
  const { t } = useTranslation('calendars');
  const [source, write] = useKept('calendar', '');
  const area = useRef<HTMLTextAreaElement>(null);
  const propose = usePropose();
  const faults = propose.error instanceof Problem ? (propose.error.body.faults ?? []) : [];
  const goTo = (line: number, column: number) => {
    const before = source.split('\n').slice(0, line - 1);
    const at = before.reduce((sum, text) => sum + text.length + 1, column - 1);
    area.current?.focus();
    area.current?.setSelectionRange(at, at);
  };
  return (
    <Card title={<h2 className="card-title">{t('propose')}</h2>}>
      <Flex vertical gap={12}>
        <div>{t('proposeHow')}</div>
        <Flex gap={12} wrap>
          <Button disabled={current === undefined} onClick={() => write(current ?? '')}>
            {t('fromCurrent')}
          </Button>
          <ChooseFile accept=".yaml,.yml" choose={(file) => void file.text().then(write)}>
            {t('fromFile')}
          </ChooseFile>
        </Flex>
        <textarea
          ref={area}
          aria-label={t('source')}
          className="yaml"
          spellCheck={false}
          rows={16}
          value={source}
          onChange={(e) => write(e.target.value)}
        />
        {propose.error && faults.length === 0 && <Refused error={propose.error} />}
        {faults.length > 0 && <Faults faults={faults} goTo={goTo} />}
        {propose.isSuccess && <Alert type="success" showIcon title={t('proposed')} />}
        <div>
          <Button
            type="primary"
            disabled={source.trim() === ''}
            loading={propose.isPending}
            onClick={() => propose.mutate(source, { onSuccess: () => write('') })}
          >
            {t('send')}
          </Button>
        </div>
      </Flex>
    </Card>
  );
}

interface FaultsProps {
  readonly faults: NonNullable<ProblemBody['faults']>;
  readonly goTo: (line: number, column: number) => void;
}
const Faults = ({ faults, goTo }: FaultsProps) => {
  const { t } = useTranslation('calendars');
  return (
    <div role="alert">
      <strong>{t('faults', { count: faults.length })}</strong>
      <ul style={{ paddingInlineStart: 20 }}>
        {faults.map(({ pointer, code, message, line, column }) => (
          <li key={`${pointer}${code}${line}`}>
            {line !== undefined && (
              <Button type="link" onClick={() => goTo(line, column ?? 1)}>
                {t('atLine', { line })}
              </Button>
            )}{' '}
            {inWords(message)}
          </li>
        ))}
      </ul>
    </div>
  );
};
