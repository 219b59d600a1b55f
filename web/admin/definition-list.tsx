// Every version, its state, and who runs on it.
import { useQuery } from '@tanstack/react-query';
import { Button, Card, Flex, Tag, Typography } from 'antd';
import { useTranslation } from 'react-i18next';
import { answered, api, type Schema } from '../api/client.ts';
import { inWords } from '../app/words.ts';
import { instantInWords } from '../parts/dates.ts';
import { When } from '../parts/states.tsx';

type Version = Schema['DefinitionVersion'];

export function DefinitionList({ load }: { readonly load: (source: string) => void }) {
  const { t } = useTranslation('admin');
  const asked = useQuery({ queryKey: ['definitions'], queryFn: () => answered(api.GET('/api/definitions')) });
  const open = async ({ matter, version }: Version) =>
    load(
      (
        await answered(
          api.GET('/api/definitions/{matter}/versions/{version}', { params: { path: { matter, version } } }),
        )
      ).source,
    );
  return (
    <Card title={<h1 style={{ fontSize: 20, margin: 0 }}>{t('definitions')}</h1>}>
      <When asked={asked}>
        {({ definitions }) => (
          <Flex vertical gap={12}>
            {definitions.map((d) => (
              <Flex key={d.planHash} justify="space-between" align="center" wrap gap={8}>
                <div>
                  <Typography.Text strong>{inWords(d.name)}</Typography.Text> {t('version')} {d.version}{' '}
                  <Tag>{t(`state.${d.state}`)}</Tag>
                  <br />
                  <Typography.Text type="secondary">
                    {d.matter} · {t('publishedAt')} {instantInWords(d.publishedAt)} ·{' '}
                    {t('open', { count: d.openCases })}
                  </Typography.Text>
                </div>
                <Button onClick={() => void open(d)}>{t('load')}</Button>
              </Flex>
            ))}
          </Flex>
        )}
      </When>
    </Card>
  );
}
