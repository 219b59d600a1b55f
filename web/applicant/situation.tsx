// The guided questions, and what follows from the answers: items, papers, days.
import { Card, Flex, Radio, Tag, Typography } from 'antd';
import { useTranslation } from 'react-i18next';
import { inWords } from '../app/words.ts';
import { Nothing, When } from '../parts/states.tsx';
import { useGuide, type Answers, type Matter } from './matters.ts';

interface QuestionsProps {
  readonly matter: Matter;
  readonly answers: Answers;
  readonly answer: (answers: Answers) => void;
}
export function Questions({ matter, answers, answer }: QuestionsProps) {
  const { t } = useTranslation('applicant');
  if (matter.guide.length === 0) return <Nothing>{t('noQuestions')}</Nothing>;
  return (
    <Flex vertical gap={20}>
      {matter.guide.map((q) => (
        <div key={q.id}>
          <div id={`q-${q.id}`} className="question">
            {inWords(q.label)}
          </div>
          {q.help && <div className="quiet">{inWords(q.help)}</div>}
          <Radio.Group
            aria-labelledby={`q-${q.id}`}
            value={answers[q.id]}
            onChange={(e) => answer({ ...answers, [q.id]: e.target.value as boolean | string })}
            options={
              q.type === 'boolean'
                ? [
                    { value: true, label: t('yes') },
                    { value: false, label: t('no') },
                  ]
                : (q.options ?? []).map((o) => ({ value: o.value, label: inWords(o.label) }))
            }
          />
        </div>
      ))}
    </Flex>
  );
}

export function WhatFollows({ matter, answers }: Omit<QuestionsProps, 'answer'>) {
  const { t } = useTranslation('applicant');
  const asked = useGuide(matter.matter, answers);
  const organOf = (id: string) => inWords(matter.items.find((i) => i.id === id)?.organName);
  return (
    <When asked={asked}>
      {({ items, materials, predictedLimit }) => {
        const needed = items.filter((i) => i.applies !== false);
        return (
          <Card title={<h2 className="group">{t('youNeed')}</h2>} aria-live="polite">
            <Typography.Paragraph strong>
              {t('inShort', {
                items: needed.length,
                papers: materials.filter((m) => m.asked !== 'optional').length,
                days: predictedLimit.criticalPath.workingDays,
              })}
            </Typography.Paragraph>
            <h3>{t('items')}</h3>
            <ol className="steps">
              {needed.map((i) => (
                <li key={i.id}>
                  {inWords(i.name)} <span className="quiet">{organOf(i.id)}</span>{' '}
                  {i.applies === 'depends' && <Tag>{t('depends')}</Tag>}
                  {i.after.length > 0 && (
                    <div className="quiet">
                      {t('after', {
                        names: i.after.map((a) => inWords(items.find((o) => o.id === a)?.name)).join('、'),
                      })}
                    </div>
                  )}
                </li>
              ))}
            </ol>
            <h3>{t('papers')}</h3>
            {materials.length === 0 && <p>{t('noPapers')}</p>}
            <ul className="steps">
              {materials.map((m) => (
                <li key={m.id}>
                  {inWords(m.name)} <Tag>{t(`asked.${m.asked}`)}</Tag>
                </li>
              ))}
            </ul>
          </Card>
        );
      }}
    </When>
  );
}
