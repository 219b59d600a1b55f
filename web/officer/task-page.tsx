// One task: its facts and papers on one side, what can be done on the other; what a colleague does meanwhile is seen at once.
import { Alert, Button, Flex, Tag, Typography } from 'antd';
import { useCallback, useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useNavigate, useParams, useSearchParams } from 'react-router';
import { inWords } from '../app/words.ts';
import { SignedInOnly } from '../parts/signed-in-only.tsx';
import { When } from '../parts/states.tsx';
import { PATHS } from '../paths.ts';
import { CaseSide } from './case-side.tsx';
import { Holder } from './inbox-table.tsx';
import { KeyHelp, useKeys } from './keys.tsx';
import { Due } from './left-days.tsx';
import { useLive, type Told } from './live.ts';
import { Lost, TaskActs } from './task-acts.tsx';
import { TaskFacts } from './task-facts.tsx';
import { useTask, type TaskDetail } from './task-queries.ts';
import './officer.css';

const KEYS = [
  ['d', 'decide'],
  ['u', 'back'],
  ['?', 'help'],
] as const;
/** What one did oneself comes back over the stream, too. */
const OWN_MS = 3_000;

export function TaskPage() {
  return (
    <SignedInOnly>
      <OneTask />
    </SignedInOnly>
  );
}
function OneTask() {
  const { t } = useTranslation('officer');
  const { id = '' } = useParams();
  const go = useNavigate();
  const own = useRef(0);
  const [changed, setChanged] = useState(false);
  const [lost, setLost] = useState<unknown>();
  const [done, setDone] = useState<string>();
  const [help, setHelp] = useState(false);
  const hear = useCallback(
    (told: Told) => {
      if (told.task === id && Date.now() - own.current > OWN_MS) setChanged(true);
    },
    [id],
  );
  const { askEvery } = useLive(hear);
  const asked = useTask(id, askEvery);
  useKeys({
    d: focusDecision,
    u: () => void go(PATHS.inbox),
    '?': () => setHelp(true),
  });
  const finish = (action: string) => {
    own.current = Date.now();
    setChanged(false);
    setLost(undefined);
    setDone(action);
  };
  const lose = (error: unknown) => {
    own.current = Date.now();
    setDone(undefined);
    setLost(error);
  };
  return (
    <div className="page wide">
      <Link to={PATHS.inbox}>← {t('back')}</Link>
      <When asked={asked}>
        {(task) => (
          <>
            <Head task={task} help={() => setHelp(true)} />
            <div aria-live="polite" className="told">
              <Lost error={lost} organ={task.organ} />
              {changed && <Alert type="info" showIcon closable title={t('changed')} />}
              {done !== undefined && (
                <Alert type="success" showIcon closable title={`${t('done')}：${t(`act.${done}`)}`} />
              )}
            </div>
            <div className="task">
              <div>
                <TaskFacts task={task} />
              </div>
              <div>
                <TaskActs task={task} done={finish} lost={lose} />
                <CaseSide task={task} />
              </div>
            </div>
            <FocusDecision />
          </>
        )}
      </When>
      <KeyHelp open={help} close={() => setHelp(false)} keys={KEYS} />
    </div>
  );
}

function Head({ task, help }: { readonly task: TaskDetail; readonly help: () => void }) {
  const { t } = useTranslation('officer');
  const { claim } = task;
  return (
    <Flex justify="space-between" align="start" wrap gap={12} style={{ marginBlock: 12 }}>
      <div>
        <Typography.Title level={1} style={{ fontSize: 24, margin: 0 }}>
          {inWords(task.itemName)}
        </Typography.Title>
        <div className="quiet">
          {inWords(task.matterName)} · <span className="number">{task.caseNo}</span>
        </div>
        <Flex gap={8} wrap style={{ marginBlockStart: 8 }}>
          <Due task={task} />
          <Tag>{t(`step.${task.stage}`)}</Tag>
          {claim && (
            <Tag>
              {t('claim')}：<Holder task={task} />
            </Tag>
          )}
        </Flex>
      </div>
      <Button onClick={help}>{t('keys')}</Button>
    </Flex>
  );
}

const focusDecision = () => document.querySelector<HTMLElement>('#decision input:not([disabled])')?.focus();
/** Come from the inbox with "d". */
function FocusDecision() {
  const [params] = useSearchParams();
  const wanted = params.get('decide') === '1';
  useEffect(() => {
    if (wanted) focusDecision();
  }, [wanted]);
  return null;
}
