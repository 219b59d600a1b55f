// For the head: extensions that wait for him, how the department stands, and what colleagues have claimed (somebody may be away).
import { Alert, Button, Card, Flex, Statistic, Typography } from 'antd';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { inWords } from '../app/words.ts';
import { COLOURS } from '../app/theme.ts';
import { SignedInOnly } from '../parts/signed-in-only.tsx';
import { Nothing, When } from '../parts/states.tsx';
import { PATHS, toTask } from '../paths.ts';
import { useCounts, useTasks, type Task } from './inbox-queries.ts';
import { Holder } from './inbox-table.tsx';
import { Due } from './left-days.tsx';
import { useLive } from './live.ts';
import { Lost } from './task-acts.tsx';
import { useTaskChange } from './task-queries.ts';
import './officer.css';

export function DepartmentPage() {
  return (
    <SignedInOnly>
      <Department />
    </SignedInOnly>
  );
}
const LIGHTS = ['red', 'yellow', 'green'] as const;
const TO_DECIDE = { extension: 'requested' } as const;
const CLAIMED = { claimed: 'others' } as const;

function Department() {
  const { t } = useTranslation('officer');
  const { askEvery } = useLive();
  const waiting = useTasks(TO_DECIDE, askEvery);
  const claimed = useTasks(CLAIMED, askEvery);
  const counts = useCounts({}, askEvery).data;
  return (
    <div className="page wide">
      <Typography.Title level={1} style={{ fontSize: 24 }}>
        {t('department')}
      </Typography.Title>
      <Flex vertical gap={16}>
        <Card size="small" title={<h2 className="card-title">{t('byLight')}</h2>}>
          <Flex gap={32} wrap>
            {LIGHTS.map((light) => (
              <Link key={light} to={`${PATHS.inbox}?light=${light}`}>
                <Statistic
                  title={t(light)}
                  value={counts?.[light] ?? '–'}
                  styles={{ content: { color: COLOURS[light] } }}
                />
              </Link>
            ))}
            <Link to={`${PATHS.inbox}?claimed=nobody`}>
              <Statistic title={t('nobody')} value={counts?.nobody ?? '–'} />
            </Link>
          </Flex>
        </Card>
        <Card size="small" title={<h2 className="card-title">{t('toDecide')}</h2>}>
          <When asked={waiting}>
            {({ pages }) => <List tasks={pages.flatMap((p) => p.tasks)} none={t('noneToDecide')} />}
          </When>
        </Card>
        <Card size="small" title={<h2 className="card-title">{t('claimedByOthers')}</h2>}>
          <Alert type="info" showIcon title={t('absence')} style={{ marginBlockEnd: 12 }} />
          <When asked={claimed}>
            {({ pages }) => <List tasks={pages.flatMap((p) => p.tasks)} none={t('noClaims')} release />}
          </When>
        </Card>
      </Flex>
    </div>
  );
}

function List({
  tasks,
  none,
  release,
}: {
  readonly tasks: readonly Task[];
  readonly none: string;
  readonly release?: true;
}) {
  if (tasks.length === 0) return <Nothing>{none}</Nothing>;
  return (
    <ul className="plain-list">
      {tasks.map((task) => (
        <li key={task.id}>
          <Flex justify="space-between" gap={12} wrap align="center">
            <span>
              <Link to={toTask(task.id)}>{inWords(task.itemName)}</Link>{' '}
              <span className="quiet number">{task.caseNo}</span>{' '}
              {task.claim && (
                <span className="quiet">
                  <Holder task={task} />
                </span>
              )}
              <div>
                <Due task={task} />
              </div>
            </span>
            {release && <Release task={task} />}
          </Flex>
        </li>
      ))}
    </ul>
  );
}
function Release({ task }: { readonly task: Task }) {
  const { t } = useTranslation('officer');
  const change = useTaskChange(task);
  return (
    <Flex vertical gap={8}>
      <Button
        loading={change.isPending}
        onClick={() => change.mutate({ action: 'release', path: '/api/tasks/{id}/release', body: undefined })}
        aria-label={`${t('act.release')} ${inWords(task.itemName)} ${task.caseNo}`}
      >
        {t('act.release')}
      </Button>
      <Lost error={change.error} organ={task.organ} />
    </Flex>
  );
}
