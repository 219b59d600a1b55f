// 补正: what an organ asked for, all of it, and the way to give it.
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Button, Card, Flex, Typography } from 'antd';
import { useTranslation } from 'react-i18next';
import { answered, api, keyed, newKey, type Schema } from '../api/client.ts';
import { inWords } from '../app/words.ts';
import { dueInWords } from '../parts/dates.ts';
import { Refused } from '../parts/states.tsx';
import { GivePaper } from './give-paper.tsx';

export function Corrections({ found }: { readonly found: Schema['Case'] }) {
  const { t } = useTranslation('follow');
  const { caseNo, matter } = found;
  const queries = useQueryClient();
  const asked = useQuery({
    queryKey: ['case', caseNo, 'corrections'],
    queryFn: () => answered(api.GET('/api/cases/{no}/corrections', { params: { path: { no: caseNo } } })),
    retry: false,
  });
  const corrections = asked.data?.corrections ?? [];
  const matterAsked = useQuery({
    queryKey: ['matter', matter],
    queryFn: () => answered(api.GET('/api/matters/{matter}', { params: { path: { matter } } })),
    enabled: corrections.length > 0,
  });
  const supply = useMutation({
    mutationFn: (item: string) =>
      answered(
        api.POST('/api/cases/{no}/corrections', {
          params: { path: { no: caseNo }, header: keyed(newKey()) },
          body: { item },
        }),
      ),
    onSuccess: () => queries.invalidateQueries({ queryKey: ['case', caseNo] }),
  });
  if (corrections.length === 0) return null;
  return (
    <Card title={t('corrections')} style={{ borderColor: '#8a5a00' }}>
      <Flex vertical gap={20}>
        {corrections.map((c) => (
          <div key={c.item}>
            <Typography.Text strong>{inWords(c.itemName)}</Typography.Text>{' '}
            {c.dueOn && <Typography.Text>{t('correctedBy', { day: dueInWords(c) })}</Typography.Text>}
            <Typography.Paragraph style={{ whiteSpace: 'pre-wrap' }}>{c.content}</Typography.Paragraph>
            <Typography.Text type="secondary">{t('uploadFor')}</Typography.Text>
            <Flex vertical gap={8} style={{ margin: '8px 0' }}>
              {(matterAsked.data?.materials ?? []).map((m) => (
                <GivePaper key={m.id} found={found} material={m.id} name={inWords(m.name)} />
              ))}
            </Flex>
            <Button
              type="primary"
              loading={supply.isPending && supply.variables === c.item}
              onClick={() => supply.mutate(c.item)}
            >
              {t('corrected')}
            </Button>
          </div>
        ))}
        {supply.error && <Refused error={supply.error} />}
      </Flex>
    </Card>
  );
}
