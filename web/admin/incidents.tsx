// What went wrong and waits for somebody.
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Button, Card, Flex, Typography } from 'antd';
import { useTranslation } from 'react-i18next';
import { answered, api, keyed, newKey } from '../api/client.ts';
import { instantInWords } from '../parts/dates.ts';
import { Nothing, Refused, When } from '../parts/states.tsx';

export function Incidents() {
  const { t } = useTranslation('admin');
  const queries = useQueryClient();
  const asked = useQuery({
    queryKey: ['incidents'],
    queryFn: () => answered(api.GET('/api/incidents', { params: { query: { open: 'true' } } })),
    refetchInterval: 30_000,
  });
  const retry = useMutation({
    mutationFn: (id: string) =>
      answered(api.POST('/api/incidents/{id}/retry', { params: { path: { id }, header: keyed(newKey()) } })),
    onSuccess: () => queries.invalidateQueries({ queryKey: ['incidents'] }),
  });
  return (
    <Card title={<h1 style={{ fontSize: 20, margin: 0 }}>{t('incidents')}</h1>}>
      {retry.error && <Refused error={retry.error} />}
      <When asked={asked}>
        {({ incidents }) =>
          incidents.length === 0 ? (
            <Nothing>{t('noIncidents')}</Nothing>
          ) : (
            <Flex vertical gap={12}>
              {incidents.map((i) => (
                <Flex key={i.id} justify="space-between" align="center" wrap gap={8}>
                  <div>
                    <Typography.Text strong>
                      {i.kind} · {i.code}
                    </Typography.Text>
                    <br />
                    <Typography.Text type="secondary">
                      {i.caseNo} · {t('times', { count: i.occurrences, at: instantInWords(i.lastAt) })}
                    </Typography.Text>
                  </div>
                  {i.retryable && (
                    <Button loading={retry.isPending && retry.variables === i.id} onClick={() => retry.mutate(i.id)}>
                      {t('retry')}
                    </Button>
                  )}
                </Flex>
              ))}
            </Flex>
          )
        }
      </When>
    </Card>
  );
}
