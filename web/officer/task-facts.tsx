// What the item reads of the application, the results it builds on, and what is new since the officer last looked.
import { Alert, Card, Tag } from 'antd';
import { useTranslation } from 'react-i18next';
import { inWords } from '../app/words.ts';
import { instantInWords } from '../parts/dates.ts';
import { Papers } from './paper-viewer.tsx';
import { usePostNames } from './post-names.ts';
import type { TaskDetail } from './task-queries.ts';

export function TaskFacts({ task }: { readonly task: TaskDetail }) {
  const { t } = useTranslation('officer');
  const postName = usePostNames(task.organ);
  return (
    <>
      <News task={task} />
      {task.review && (
        <Alert
          type={task.review.current ? 'info' : 'warning'}
          showIcon
          title={`${t('review')}：${t(`review.${task.review.proposal}`)}`}
          description={
            <>
              {task.review.opinion && <div>{task.review.opinion}</div>}
              <div className="quiet">
                {postName(task.review.post)} · {instantInWords(task.review.at)}
              </div>
              {!task.review.current && <strong>{t('reviewStale')}</strong>}
            </>
          }
        />
      )}
      <Card size="small" title={<h2 className="card-title">{t('facts')}</h2>}>
        {task.form.length === 0 ? (
          <p className="quiet">{t('noFacts')}</p>
        ) : (
          <dl className="facts">
            {task.form.map((field) => (
              <div key={field.id} style={{ display: 'contents' }}>
                <dt>{inWords(field.label)}</dt>
                <dd>{inWords(field.words)}</dd>
              </div>
            ))}
          </dl>
        )}
        <p className="quiet" style={{ marginBlockEnd: 0 }}>
          {t('factsWhy')}
        </p>
      </Card>
      {task.predecessors.length > 0 && (
        <Card size="small" title={<h2 className="card-title">{t('results')}</h2>}>
          <dl className="facts">
            {task.predecessors.map((p) => (
              <div key={p.item} style={{ display: 'contents' }}>
                <dt>{inWords(p.name)}</dt>
                <dd>{Object.values(p.outputs).map(String).join('，') || '—'}</dd>
              </div>
            ))}
          </dl>
        </Card>
      )}
      <Card size="small" title={<h2 className="card-title">{t('papers')}</h2>}>
        <Papers task={task} />
      </Card>
    </>
  );
}

function News({ task: { lastLookAt, news, item } }: { readonly task: TaskDetail }) {
  const { t } = useTranslation('officer');
  if (lastLookAt === null || news.length === 0) return null;
  return (
    <Alert
      type="info"
      showIcon
      title={t('news', { at: instantInWords(lastLookAt) })}
      description={
        <ul className="plain-list">
          {news.map((n) => (
            <li key={n.seq}>
              {n.item === item && <Tag color="blue">●</Tag>}
              {inWords(n.words)} <span className="quiet">{instantInWords(n.at)}</span>
            </li>
          ))}
        </ul>
      }
    />
  );
}
