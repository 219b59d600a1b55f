// 办事指南: who does what, which papers, how long, by which law; made from the definition. Before anything is filled in.
import { Button, Card, Descriptions, Flex, Typography } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useParams } from 'react-router';
import { inWords } from '../app/words.ts';
import { When } from '../parts/states.tsx';
import { toApply } from '../paths.ts';
import { limitInWords } from './limits.ts';
import { useMatter, type Answers, type Matter } from './matters.ts';
import { Questions, WhatFollows } from './situation.tsx';

export function MatterPage() {
  const { matter = '' } = useParams();
  const asked = useMatter(matter);
  return (
    <div className="page">
      <When asked={asked}>{(found) => <Guide matter={found} />}</When>
    </div>
  );
}

function Guide({ matter }: { readonly matter: Matter }) {
  const { t } = useTranslation('applicant');
  const [answers, answer] = useState<Answers>({});
  return (
    <Flex vertical gap={16}>
      <Card>
        <Typography.Title level={1} style={{ fontSize: 28, marginTop: 0 }}>
          {inWords(matter.name)}
        </Typography.Title>
        <Typography.Paragraph>{inWords(matter.summary)}</Typography.Paragraph>
        <Typography.Paragraph>
          {t('lead')}：{inWords(matter.leadName)} · {t('promised')}：{limitInWords(t, matter.committedLimit)}
        </Typography.Paragraph>
        <Flex gap={12} wrap className="no-print">
          <Link to={toApply(matter.matter)} state={answers}>
            <Button type="primary" size="large" tabIndex={-1}>
              {t('start')}
            </Button>
          </Link>
          <Button size="large" onClick={() => window.print()}>
            {t('print')}
          </Button>
        </Flex>
      </Card>
      {matter.guide.length > 0 && (
        <Card title={<h2 className="group">{t('situation')}</h2>} className="no-print">
          <Questions matter={matter} answers={answers} answer={answer} />
        </Card>
      )}
      <WhatFollows matter={matter} answers={answers} />
      <Card title={<h2 className="group">{t('limitsAndLaw')}</h2>}>
        <Flex vertical gap={16}>
          {matter.items.map((i) => (
            <Descriptions
              key={i.id}
              title={inWords(i.name)}
              size="small"
              column={{ xs: 1, sm: 1, md: 2 }}
              items={[
                { key: 'organ', label: t('organ'), children: inWords(i.organName) },
                { key: 'committed', label: t('promised'), children: limitInWords(t, i.committedLimit) },
                { key: 'statutory', label: t('statutory'), children: limitInWords(t, i.statutoryLimit) },
                { key: 'law', label: t('law'), children: inWords(i.basis) },
              ]}
            />
          ))}
        </Flex>
      </Card>
    </Flex>
  );
}
