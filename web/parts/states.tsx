// Loading, empty, refused: said alike everywhere.
import { Alert, Button, Empty, Spin } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Problem } from '../api/client.ts';
import { inWords } from '../app/words.ts';

export function Loading() {
  const { t } = useTranslation('app');
  return (
    <div role="status" aria-live="polite" style={{ padding: 48, textAlign: 'center' }}>
      <Spin /> <span style={{ marginInlineStart: 12 }}>{t('loading')}</span>
    </div>
  );
}
export function Nothing({ children }: { readonly children?: ReactNode }) {
  const { t } = useTranslation('app');
  return <Empty image={Empty.PRESENTED_IMAGE_SIMPLE} description={children ?? t('nothing')} />;
}
/** Why something was refused, in the words of the API; its faults one by one. */
export function Refusal({ error }: { readonly error: unknown }) {
  const { t } = useTranslation('app');
  if (!(error instanceof Problem)) return <>{t('failed')}</>;
  const { titles, faults = [] } = error.body;
  return (
    <>
      {inWords(titles)}
      {faults.length > 0 && (
        <ul style={{ margin: '8px 0 0', paddingInlineStart: 20 }}>
          {faults.map((f) => (
            <li key={f.pointer + f.code}>{inWords(f.message)}</li>
          ))}
        </ul>
      )}
    </>
  );
}
export function Refused({ error, again }: { readonly error: unknown; readonly again?: () => void }) {
  const { t } = useTranslation('app');
  return (
    <Alert
      type="error"
      showIcon
      role="alert"
      title={<Refusal error={error} />}
      action={again && <Button onClick={again}>{t('again')}</Button>}
    />
  );
}

interface Asked<T> {
  readonly data: T | undefined;
  readonly error: unknown;
  refetch(): unknown;
}
/** A query's data once it is there; until then, or instead, its state. */
export function When<T>({ asked, children }: { readonly asked: Asked<T>; readonly children: (data: T) => ReactNode }) {
  if (asked.data !== undefined) return <>{children(asked.data)}</>;
  if (asked.error) return <Refused error={asked.error} again={() => void asked.refetch()} />;
  return <Loading />;
}
