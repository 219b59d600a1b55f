// The document that orders a change, and the button that proposes it.
import { Button, Input } from 'antd';
import { useTranslation } from 'react-i18next';

interface ReasonFormProps {
  readonly id: string;
  readonly label: string;
  /** As typed; sent without the space around it. */
  readonly reason: string;
  readonly write: (reason: string) => void;
  readonly sending: boolean;
  readonly send: (reason: string) => void;
}
export function ReasonForm({ id, label, reason, write, sending, send }: ReasonFormProps) {
  const { t } = useTranslation('organisations');
  const told = reason.trim();
  return (
    <form
      className="fields"
      onSubmit={(event) => {
        event.preventDefault();
        if (told && !sending) send(told);
      }}
    >
      <label htmlFor={id}>{t('reason')} *</label>
      <Input
        id={id}
        maxLength={200}
        value={reason}
        placeholder={t('reasonHint')}
        onChange={(e) => write(e.target.value)}
      />
      <div>
        <Button type="primary" htmlType="submit" disabled={told === ''} loading={sending}>
          {label}
        </Button>
      </div>
    </form>
  );
}
