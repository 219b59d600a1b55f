// One field of the form, with its help and what is wrong with it said beside it.
import { Input, InputNumber, Radio, Select } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { FieldSchema } from './form-schema.ts';
import { Money } from './money.tsx';

export interface FieldProps {
  readonly id: string;
  readonly field: FieldSchema;
  readonly required: boolean;
  readonly value: unknown;
  readonly fault: string | undefined;
  /** Also what nobody has touched yet is told. */
  readonly tellAll: boolean;
  readonly fill: (value: unknown) => void;
}

export function Field({ id, field, required, value, fault, tellAll, fill }: FieldProps) {
  const { t } = useTranslation('applicant');
  const [left, setLeft] = useState(false);
  const told = fault !== undefined && (tellAll || (left && value !== undefined)) ? fault : undefined;
  const said = [field.description && `${id}-help`, told && `${id}-fault`].filter(Boolean).join(' ');
  const aria = {
    id,
    'aria-required': required,
    'aria-invalid': told !== undefined,
    ...(said && { 'aria-describedby': said }),
    onBlur: () => setLeft(true),
  };
  return (
    <div className="field">
      <label htmlFor={id} id={`${id}-label`}>
        {field.title}
        {!required && <span className="quiet"> {t('optional')}</span>}
      </label>
      <Control id={id} field={field} value={value} fill={fill} aria={aria} wrong={told !== undefined} />
      {field['x-unit'] === 'fen' && typeof value === 'number' && <Money fen={value} />}
      {field.description && (
        <div className="quiet" id={`${id}-help`}>
          {field.description}
        </div>
      )}
      {told && (
        <div className="fault" id={`${id}-fault`} role="alert">
          {told}
        </div>
      )}
    </div>
  );
}

interface ControlProps extends Pick<FieldProps, 'id' | 'field' | 'value' | 'fill'> {
  readonly aria: object;
  readonly wrong: boolean;
}
function Control({ id, field, value, fill, aria, wrong }: ControlProps) {
  const { t } = useTranslation('applicant');
  const status = wrong ? ('error' as const) : ('' as const);
  const text = typeof value === 'string' ? value : '';
  switch (field['x-type']) {
    case 'integer':
    case 'number':
    case 'money':
      return (
        <InputNumber
          {...aria}
          status={status}
          style={{ width: '100%' }}
          value={typeof value === 'number' ? value : null}
          onChange={(n) => fill(n ?? undefined)}
        />
      );
    case 'boolean':
      return (
        <Radio.Group
          {...aria}
          aria-labelledby={`${id}-label`}
          value={value}
          onChange={(e) => fill(e.target.value)}
          options={[
            { value: true, label: t('yes') },
            { value: false, label: t('no') },
          ]}
        />
      );
    case 'choice':
      return (
        <Select
          {...aria}
          status={status}
          style={{ width: '100%' }}
          value={value ?? null}
          placeholder={t('choose')}
          onChange={(chosen: unknown) => fill(chosen)}
          options={(field.oneOf ?? []).map((o) => ({ value: o.const, label: o.title }))}
        />
      );
    case 'date':
      return <Input {...aria} status={status} type="date" value={text} onChange={(e) => fill(e.target.value)} />;
    case 'identity-number':
    case 'credit-code':
      return (
        <Input
          {...aria}
          status={status}
          value={text}
          maxLength={18}
          autoCapitalize="characters"
          onChange={(e) => fill(e.target.value.toUpperCase().trim())}
        />
      );
    case 'phone':
      return <Input {...aria} status={status} type="tel" value={text} onChange={(e) => fill(e.target.value.trim())} />;
    default:
      return (field.maxLength ?? 0) > 200 ? (
        <Input.TextArea
          {...aria}
          status={status}
          autoSize={{ minRows: 3 }}
          value={text}
          onChange={(e) => fill(e.target.value)}
        />
      ) : (
        <Input {...aria} status={status} value={text} onChange={(e) => fill(e.target.value)} />
      );
  }
}
