// The rows of an inbox; on a narrow screen each becomes a card.
import { Checkbox } from 'antd';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { inWords } from '../app/words.ts';
import { toTask } from '../paths.ts';
import type { Task } from './inbox-queries.ts';
import { Due } from './left-days.tsx';
import { usePostNames } from './post-names.ts';

interface InboxTableProps {
  readonly tasks: readonly Task[];
  /** The row that keys act on. */
  readonly active: string | undefined;
  readonly selected: ReadonlySet<string>;
  readonly select: (id: string) => void;
  readonly visit: (row: number) => void;
}
export function InboxTable({ tasks, active, selected, select, visit }: InboxTableProps) {
  const { t } = useTranslation('officer');
  return (
    <table className="inbox">
      <thead>
        <tr>
          <th scope="col">
            <span className="unseen">{t('select', { name: '' })}</span>
          </th>
          <th scope="col">{t('due')}</th>
          <th scope="col">{t('what')}</th>
          <th scope="col">{t('caseNo')}</th>
          <th scope="col">{t('step')}</th>
          <th scope="col">{t('claim')}</th>
        </tr>
      </thead>
      <tbody>
        {tasks.map((task, n) => (
          <tr key={task.id} data-task={task.id} data-active={task.id === active || undefined} onFocus={() => visit(n)}>
            <td>
              <Checkbox
                aria-label={t('select', { name: `${inWords(task.itemName)} ${task.caseNo}` })}
                checked={selected.has(task.id)}
                onChange={() => select(task.id)}
              />
            </td>
            <td>
              <Due task={task} />
            </td>
            <td>
              <Link to={toTask(task.id)}>{inWords(task.itemName)}</Link>
              <div className="quiet">{inWords(task.matterName)}</div>
            </td>
            <td className="number">{task.caseNo}</td>
            <td>{t(`step.${task.stage}`)}</td>
            <td>
              <Holder task={task} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** Who has claimed it: oneself, or which post of the organ. */
export function Holder({ task: { claim, organ } }: { readonly task: Pick<Task, 'claim' | 'organ'> }) {
  const { t } = useTranslation('officer');
  const postName = usePostNames(organ);
  if (claim === null) return '—';
  return claim.mine ? t('claimedByMe') : t('claimedByPost', { post: postName(claim.post) });
}
