// The buttons of a task, as the API says: what can be done, and what can not, with the reason of each.
import { Alert, Button, Card, Flex, Modal } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Problem } from '../api/client.ts';
import { inWords } from '../app/words.ts';
import { instantInWords } from '../parts/dates.ts';
import { ActForm } from './act-form.tsx';
import { ACTS } from './acts.ts';
import { usePostNames } from './post-names.ts';
import { useTaskChange, type AllowedAction, type TaskDetail } from './task-queries.ts';

/** One button an action, however many ways it has: it can be done when one of them can. */
function buttonsOf(task: TaskDetail): AllowedAction[] {
  const byAction = new Map<string, AllowedAction>();
  for (const a of task.actions) {
    if (!ACTS[a.action] || (a.action === 'release' && task.claim === null)) continue;
    if (a.action === 'claim' && task.claim?.mine) continue;
    const known = byAction.get(a.action);
    if (!known || (!known.allowed && a.allowed)) byAction.set(a.action, a);
  }
  return [...byAction.values()];
}

interface TaskActsProps {
  readonly task: TaskDetail;
  readonly done: (action: string) => void;
  readonly lost: (error: unknown) => void;
}
export function TaskActs({ task, done, lost }: TaskActsProps) {
  const { t } = useTranslation('officer');
  const [open, setOpen] = useState<string>();
  const change = useTaskChange(task, { done, lost });
  const buttons = buttonsOf(task);
  const can = buttons.filter((b) => b.allowed);
  const canNot = buttons.filter((b) => !b.allowed);
  const press = (action: string) => {
    const act = ACTS[action]!;
    if (!act.atOnce) return setOpen(action);
    if (!change.isPending) change.mutate({ action, path: act.path, body: undefined });
  };
  const decides = can.some((b) => b.action === 'decide');
  return (
    <>
      {decides && (
        <Card size="small" title={<h2 className="card-title">{t('act.decide')}</h2>} id="decision">
          <ActForm action="decide" task={task} done={done} lost={lost} />
        </Card>
      )}
      <Card size="small" title={<h2 className="card-title">{t('actions')}</h2>}>
        <Flex vertical gap={12}>
          <Flex gap={8} wrap>
            {can
              .filter((b) => b.action !== 'decide')
              .map(({ action }) => (
                <Button key={action} loading={change.isPending} onClick={() => press(action)}>
                  {t(`act.${action}`)}
                </Button>
              ))}
          </Flex>
          {canNot.length > 0 && (
            <details>
              <summary>{t('impossible')}</summary>
              <ul className="plain-list" style={{ marginBlockStart: 8 }}>
                {canNot.map(({ action, reason }) => (
                  <li key={action}>
                    {t(`act.${action}`)}：<span className="quiet">{inWords(reason)}</span>
                  </li>
                ))}
              </ul>
            </details>
          )}
        </Flex>
      </Card>
      <Modal
        open={open !== undefined}
        title={open && t(`act.${open}`)}
        footer={null}
        onCancel={() => setOpen(undefined)}
        destroyOnHidden
      >
        {open === 'decideExtension' && task.extension?.reason && (
          <p>
            {t('extensionReason')}：{task.extension.reason}
          </p>
        )}
        {open !== undefined && (
          <ActForm
            action={open}
            task={task}
            lost={lost}
            cancel={() => setOpen(undefined)}
            done={(action) => {
              setOpen(undefined);
              done(action);
            }}
          />
        )}
      </Modal>
    </>
  );
}

/** Two at one task: who comes second reads who was first, and when. */
export function Lost({ error, organ }: { readonly error: unknown; readonly organ: string }) {
  const { t } = useTranslation('officer');
  const postName = usePostNames(organ);
  if (!(error instanceof Problem)) return null;
  const why = inWords(error.body.titles);
  const { post, at } = error.body.params ?? {};
  const words =
    typeof post === 'string' && typeof at === 'string'
      ? t('lostBy', { why, post: postName(post), at: instantInWords(at) })
      : t('lost', { why });
  return <Alert type="error" showIcon role="alert" title={words} />;
}
