// The form of one action: its fields, kept while they are typed, sent once; refused, it stays as it is and says why.
import { AutoComplete, Button, Flex, Input, InputNumber, Radio, Select } from 'antd';
import { useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { inWords } from '../app/words.ts';
import { Refused } from '../parts/states.tsx';
import { useKept } from '../parts/use-kept.ts';
import { ACTS, labelOf, type Field, type Values } from './acts.ts';
import { useTaskChange, type TaskDetail } from './task-queries.ts';

const EMPTY: Values = {};
interface ActFormProps {
  readonly action: string;
  readonly task: TaskDetail;
  readonly done: (action: string) => void;
  /** Told of a refusal, too: who came second loses the form with the task, and reads why above it. */
  readonly lost: (error: unknown) => void;
  readonly cancel?: () => void;
}
export function ActForm({ action, task, done, lost, cancel }: ActFormProps) {
  const { t } = useTranslation('officer');
  const act = ACTS[action]!;
  const [values, keep] = useKept(`${action}/${task.id}`, EMPTY);
  const sent = () => {
    keep(EMPTY);
    done(action);
  };
  const change = useTaskChange(task, { done: sent, lost });
  const fields = act.fields(task, values, t);
  const [tried, setTried] = useState(false);
  const isMissing = (f: Field) => !f.optional && !values[f.id]?.trim();
  const send = () => {
    if (change.isPending) return;
    setTried(true);
    if (fields.some(isMissing)) return;
    change.mutate({ action, path: act.path, body: act.body(values, task) });
  };
  return (
    <form
      aria-label={t(`act.${action}`)}
      onSubmit={(event) => {
        event.preventDefault();
        send();
      }}
    >
      <Flex vertical gap={16}>
        {fields.map((field) => (
          <OneField
            key={field.id}
            field={field}
            task={task}
            missing={tried && isMissing(field)}
            value={values[field.id] ?? ''}
            set={(value) => keep({ ...values, [field.id]: value })}
          />
        ))}
        {change.error && <Refused error={change.error} />}
        <Flex gap={12} wrap>
          <Button type="primary" htmlType="submit" loading={change.isPending}>
            {t(`act.${action}`)}
          </Button>
          {cancel && <Button onClick={cancel}>{t('cancel')}</Button>}
        </Flex>
      </Flex>
    </form>
  );
}

interface OneFieldProps {
  readonly field: Field;
  readonly missing: boolean;
  readonly task: TaskDetail;
  readonly value: string;
  readonly set: (value: string) => void;
}
function OneField({ field, missing, task, value, set }: OneFieldProps) {
  const { t } = useTranslation('officer');
  const label = labelOf(field, t);
  if (field.kind === 'choice') return <Choice field={field} label={label} missing={missing} value={value} set={set} />;
  const id = `field-${field.id}`;
  return (
    <div>
      <label htmlFor={id}>
        {label}
        {field.optional ? '' : ' *'}
      </label>
      {field.phrases && field.phrases.length > 0 && (
        <Select
          aria-label={`${t('phrase')}：${label}`}
          placeholder={t('phrase')}
          value={null}
          style={{ width: '100%', marginBlock: 4 }}
          options={field.phrases.map((phrase) => ({ value: t(`phrase.${phrase}`), label: t(`phrase.${phrase}`) }))}
          onChange={(phrase: string | null) => phrase && set(value ? `${value}\n${phrase}` : phrase)}
        />
      )}
      <Control id={id} kind={field.kind} task={task} value={value} set={set} />
      {missing && <Missing />}
    </div>
  );
}

type ControlProps = Pick<OneFieldProps, 'task' | 'value' | 'set'> & {
  readonly id: string;
  readonly kind: Field['kind'];
};
function Control({ id, kind, task, value, set }: ControlProps): ReactNode {
  const { t } = useTranslation('officer');
  switch (kind) {
    case 'area':
      return <Input.TextArea id={id} rows={4} maxLength={4000} value={value} onChange={(e) => set(e.target.value)} />;
    case 'basis':
      return (
        <AutoComplete
          id={id}
          style={{ width: '100%' }}
          value={value}
          onChange={(text: string) => set(text)}
          filterOption={(typed, option) => option?.value.includes(typed) ?? false}
          options={task.legalBases.map((basis) => ({ value: inWords(basis) }))}
        />
      );
    case 'limit': {
      const unit = value.endsWith('wd') || value === '' ? 'wd' : 'd';
      const amount = Number.parseInt(value, 10);
      return (
        <Flex gap={8}>
          <InputNumber
            id={id}
            min={1}
            max={199}
            value={Number.isNaN(amount) ? null : amount}
            onChange={(n) => set(n === null ? '' : `${n}${unit}`)}
          />
          <Select
            aria-label={t('expected')}
            value={unit}
            style={{ minWidth: 130 }}
            options={[
              { value: 'wd', label: t('workingDays') },
              { value: 'd', label: t('days') },
            ]}
            onChange={(to) => set(Number.isNaN(amount) ? '' : `${amount}${to}`)}
          />
        </Flex>
      );
    }
    default:
      return <Input id={id} type={kind} maxLength={500} value={value} onChange={(e) => set(e.target.value)} />;
  }
}

function Choice({
  field,
  label,
  missing,
  value,
  set,
}: Pick<OneFieldProps, 'field' | 'missing' | 'value' | 'set'> & { readonly label: string }) {
  const choices = field.choices ?? [];
  return (
    <fieldset style={{ border: 'none', margin: 0, padding: 0, minWidth: 0 }}>
      <legend>{label} *</legend>
      <Radio.Group value={value || null} onChange={(e) => set(e.target.value as string)}>
        <Flex vertical gap={4}>
          {choices.map((choice) => (
            <Radio key={choice.value} value={choice.value} disabled={choice.why !== undefined}>
              {choice.label}
              {choice.why !== undefined && <span className="quiet">（{choice.why}）</span>}
            </Radio>
          ))}
        </Flex>
      </Radio.Group>
      {missing && <Missing />}
    </fieldset>
  );
}

function Missing() {
  const { t } = useTranslation('officer');
  return (
    <div role="alert" className="missing">
      {t('required')}
    </div>
  );
}
