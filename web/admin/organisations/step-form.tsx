// One step of a change, filled in. It is noted in the draft; nothing is sent yet.
import { Alert, Flex, Input, Modal, Select } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ROLES } from '../../../core/access.ts';
import { ORGANISATION_KINDS } from '../../../core/organisations/tree.ts';
import { ROLE_WORDS } from '../../../core/words.ts';
import { inWords } from '../../app/words.ts';
import type { Step, StepType } from './organisation-queries.ts';
import { STEP_FIELDS, stepOf, TAKES_AWAY, type Field, type Typed } from './steps.ts';

/** A step that somebody began: what it is about, and what stands in its fields at first. */
export interface Begun {
  readonly type: StepType;
  readonly given: Typed;
  readonly about: string;
  readonly typed?: Typed;
}
interface StepFormProps {
  readonly begun: Begun;
  readonly note: (step: Step) => void;
  readonly close: () => void;
}
export function StepForm({ begun: { type, given, about, typed: before = {} }, note, close }: StepFormProps) {
  const { t } = useTranslation('organisations');
  const [typed, write] = useState<Typed>(before);
  const [tried, setTried] = useState(false);
  const fields = STEP_FIELDS[type];
  const isMissing = (f: Field) => !f.optional && f.id !== 'name.en' && !typed[f.id]?.trim();
  const send = () => {
    setTried(true);
    if (fields.some(isMissing)) return;
    note(stepOf(type, given, typed));
    close();
  };
  return (
    <Modal
      open
      title={t(`step.${type}`)}
      okText={t('note')}
      cancelText={t('cancel')}
      okButtonProps={{ danger: TAKES_AWAY.has(type) }}
      onOk={send}
      onCancel={close}
    >
      <form
        className="fields"
        aria-label={t(`step.${type}`)}
        onSubmit={(event) => {
          event.preventDefault();
          send();
        }}
      >
        {about && <strong>{about}</strong>}
        {TAKES_AWAY.has(type) && <Alert type="warning" showIcon title={t(`means.${type}`)} />}
        {fields.map((field) => (
          <Flex key={field.id} vertical gap={4}>
            <label htmlFor={`step-${field.id}`}>
              {t(`field.${field.id}`)}
              {field.optional || field.id === 'name.en' ? '' : ' *'}
            </label>
            <Control
              field={field}
              value={typed[field.id] ?? ''}
              set={(text) => write({ ...typed, [field.id]: text })}
            />
            {tried && isMissing(field) && (
              <span role="alert" style={{ color: '#b42318' }}>
                {t('required')}
              </span>
            )}
          </Flex>
        ))}
        <button type="submit" hidden aria-hidden="true" tabIndex={-1} />
      </form>
    </Modal>
  );
}

interface ControlProps {
  readonly field: Field;
  readonly value: string;
  readonly set: (text: string) => void;
}
function Control({ field: { id, kind }, value, set }: ControlProps) {
  const { t } = useTranslation('organisations');
  const own = { id: `step-${id}` };
  if (kind === 'role' || kind === 'kind')
    return (
      <Select
        {...own}
        value={value || null}
        options={
          kind === 'role'
            ? ROLES.map((role) => ({ value: role as string, label: inWords(ROLE_WORDS[role]) }))
            : ORGANISATION_KINDS.map((k) => ({ value: k as string, label: t(`kind.${k}`) }))
        }
        onChange={(chosen: string | null) => set(chosen ?? '')}
      />
    );
  return (
    <Input
      {...own}
      type={kind === 'from' || kind === 'until' ? 'date' : 'text'}
      maxLength={100}
      value={value}
      placeholder={kind === 'id' || kind === 'person' || kind === 'division' ? t(`hint.${kind}`) : ''}
      onChange={(e) => set(e.target.value)}
    />
  );
}
