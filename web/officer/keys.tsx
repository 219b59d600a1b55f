// Work without a mouse: single keys, never while somebody types or a dialog is open; and the list of them.
import { Modal } from 'antd';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';

export type Keys = Readonly<Record<string, () => void>>;
const TYPES = 'input, textarea, select, [contenteditable="true"], [role="combobox"]';

/** A dialog that was closed stays in the page, unseen. */
const isDialogOpen = () => [...document.querySelectorAll('[role="dialog"]')].some((dialog) => dialog.checkVisibility());

export function useKeys(keys: Keys): void {
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
      if ((event.target as Element).closest(TYPES) || isDialogOpen()) return;
      const run = keys[event.key];
      if (!run) return;
      event.preventDefault();
      run();
    };
    document.addEventListener('keydown', press);
    return () => document.removeEventListener('keydown', press);
  }, [keys]);
}

export function KeyHelp({
  open,
  close,
  keys,
}: {
  readonly open: boolean;
  readonly close: () => void;
  readonly keys: readonly (readonly [string, string])[];
}) {
  const { t } = useTranslation('officer');
  return (
    <Modal open={open} onCancel={close} footer={null} title={t('keys')}>
      <dl className="keys">
        {keys.map(([key, word]) => (
          <div key={key}>
            <dt>
              <kbd>{key}</kbd>
            </dt>
            <dd>{t(`key.${word}`)}</dd>
          </div>
        ))}
      </dl>
    </Modal>
  );
}
