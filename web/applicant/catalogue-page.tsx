// What can be applied for, by search.
import { Card, Flex, Input, Typography } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { inWords } from '../app/words.ts';
import { Nothing, When } from '../parts/states.tsx';
import { toMatter } from '../paths.ts';
import { useMatters } from './matters.ts';

export function CataloguePage() {
  const { t } = useTranslation('applicant');
  const [sought, setSought] = useState('');
  const asked = useMatters();
  const fits = (text: { zh: string; en: string }) =>
    `${text.zh} ${text.en}`.toLowerCase().includes(sought.trim().toLowerCase());
  return (
    <div className="page">
      <Typography.Title level={1} style={{ fontSize: 28 }}>
        {t('title')}
      </Typography.Title>
      <Input.Search
        aria-label={t('search')}
        placeholder={t('search')}
        allowClear
        size="large"
        value={sought}
        onChange={(e) => setSought(e.target.value)}
        style={{ maxWidth: 480, marginBottom: 24 }}
      />
      <When asked={asked}>
        {({ matters }) => {
          const found = matters.filter((m) => fits(m.name) || fits(m.summary));
          if (found.length === 0) return <Nothing>{t('none')}</Nothing>;
          return (
            <Flex wrap gap={16}>
              {found.map((m) => (
                <Link key={m.matter} to={toMatter(m.matter)} style={{ flex: '1 1 300px', maxWidth: 420 }}>
                  <Card hoverable title={inWords(m.name)} style={{ height: '100%' }}>
                    <Typography.Paragraph type="secondary" ellipsis={{ rows: 3 }}>
                      {inWords(m.summary)}
                    </Typography.Paragraph>
                  </Card>
                </Link>
              ))}
            </Flex>
          );
        }}
      </When>
    </div>
  );
}
