// A spreadsheet of organisations, posts and appointments: looked through first, proposed as one change when it has no fault.
import { Alert, Button, Card, Flex } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { COLUMNS, type Column } from '../../../core/organisations/table.ts';
import { Problem, type ProblemBody } from '../../api/client.ts';
import { inWords, languageNow } from '../../app/words.ts';
import { ChooseFile } from '../../parts/choose-file.tsx';
import { Refused } from '../../parts/states.tsx';
import { useImport } from './organisation-queries.ts';
import { ReasonForm } from './reason-form.tsx';
import { StepInWords } from './step-in-words.tsx';

const ONLY_LOOKED = 'preview';
export function Import({ seeChanges }: { readonly seeChanges: () => void }) {
  const { t } = useTranslation('organisations');
  const [file, setFile] = useState<File>();
  const [reason, setReason] = useState('');
  const look = useImport();
  const propose = useImport();
  const choose = (chosen: File) => {
    setFile(chosen);
    propose.reset();
    look.mutate({ file: chosen, reason: ONLY_LOOKED, dryRun: true });
  };
  const error = propose.error ?? look.error;
  const faults = error instanceof Problem ? (error.body.faults ?? []) : [];
  return (
    <Card title={<h2 className="card-title">{t('import')}</h2>}>
      <Flex vertical gap={16}>
        <div>{t('importHow')}</div>
        <Flex gap={12} wrap align="center">
          <ChooseFile accept=".csv,text/csv" choose={choose} loading={look.isPending}>
            {t('chooseFile')}
          </ChooseFile>
          {file && <span style={{ overflowWrap: 'anywhere' }}>{file.name}</span>}
        </Flex>
        {error && faults.length === 0 && <Refused error={error} />}
        {faults.length > 0 && <Faults faults={faults} />}
        {file && look.data && !propose.data && faults.length === 0 && (
          <>
            <Alert type="info" showIcon title={t('planned', { count: look.data.steps })} />
            <ol style={{ margin: 0, paddingInlineStart: 28, display: 'grid', gap: 4 }}>
              {look.data.planned.map((step) => (
                <li key={JSON.stringify(step)} style={{ overflowWrap: 'anywhere' }}>
                  <StepInWords step={step} />
                </li>
              ))}
            </ol>
            {look.data.steps > look.data.planned.length && <div>{t('plannedMore')}</div>}
            <ReasonForm
              id="import-reason"
              label={t('proposeImport')}
              reason={reason}
              write={setReason}
              sending={propose.isPending}
              send={(told) => propose.mutate({ file, reason: told, dryRun: false })}
            />
          </>
        )}
        {propose.data && (
          <Alert
            type="success"
            showIcon
            title={t('proposed')}
            action={<Button onClick={seeChanges}>{t('seeChanges')}</Button>}
          />
        )}
      </Flex>
    </Card>
  );
}

/** `/rows/12/division`: the row as the spreadsheet counts it, and its column. */
const placeOf = (pointer: string) => {
  const [, , row, column] = pointer.split('/');
  return { row: row ?? '', column: column ?? '' };
};
function Faults({ faults }: { readonly faults: NonNullable<ProblemBody['faults']> }) {
  const { t } = useTranslation('organisations');
  const named = (column: string) => (languageNow() === 'zh' && column in COLUMNS ? COLUMNS[column as Column] : column);
  return (
    <div role="alert">
      <strong>{t('faults', { count: faults.length })}</strong>
      <div role="region" aria-label={t('faultTable')} tabIndex={0} style={{ overflowX: 'auto' }}>
        <table className="cells">
          <thead>
            <tr>
              {(['row', 'column', 'fault'] as const).map((head) => (
                <th key={head} scope="col">
                  {t(`table.${head}`)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {faults.map(({ pointer, code, message }) => {
              const { row, column } = placeOf(pointer);
              return (
                <tr key={pointer + code}>
                  <td>{row}</td>
                  <td>{named(column)}</td>
                  <td>{inWords(message)}</td>
                </tr>
              );
            })}
          </tbody>
        </table>
      </div>
    </div>
  );
}
