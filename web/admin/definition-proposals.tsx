// What waits for a second person. Why one may not publish his own, the API says.
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Button, Card, Flex, Typography } from 'antd';
import { useTranslation } from 'react-i18next';
import { answered, api, keyed, newKey } from '../api/client.ts';
import { instantInWords } from '../parts/dates.ts';
import { Nothing, Refused, When } from '../parts/states.tsx';

interface Decided {
  readonly id: string;
  readonly publish: boolean;
}
export function DefinitionProposals() {
  const { t } = useTranslation('admin');
  const queries = useQueryClient();
  const asked = useQuery({
    queryKey: ['definition-proposals'],
    queryFn: () => answered(api.GET('/api/definition-proposals')),
  });
  const decide = useMutation({
    mutationFn: ({ id, publish }: Decided) => {
      const params = { path: { id }, header: keyed(newKey()) };
      return answered<unknown>(
        publish
          ? api.POST('/api/definition-proposals/{id}/publication', { params })
          : api.POST('/api/definition-proposals/{id}/rejection', { params }),
      );
    },
    onSuccess: async () => {
      await queries.invalidateQueries({ queryKey: ['definition-proposals'] });
      await queries.invalidateQueries({ queryKey: ['definitions'] });
    },
  });
  return (
    <Card title={<h2 style={{ fontSize: 18, margin: 0 }}>{t('proposals')}</h2>}>
      {decide.error && <Refused error={decide.error} />}
      <When asked={asked}>
        {({ proposals }) => {
          const waiting = proposals.filter((p) => p.status === 'proposed');
          if (waiting.length === 0) return <Nothing />;
          return (
            <Flex vertical gap={12}>
              {waiting.map((p) => (
                <Flex key={p.id} justify="space-between" align="center" wrap gap={8}>
                  <div>
                    <Typography.Text strong>
                      {p.matter} {p.version}
                    </Typography.Text>
                    <br />
                    <Typography.Text type="secondary">
                      {t('by', { name: p.proposedBy, at: instantInWords(p.proposedAt) })}
                    </Typography.Text>
                  </div>
                  <Flex gap={8}>
                    <Button
                      type="primary"
                      loading={decide.isPending}
                      onClick={() => decide.mutate({ id: p.id, publish: true })}
                    >
                      {t('publish')}
                    </Button>
                    <Button loading={decide.isPending} onClick={() => decide.mutate({ id: p.id, publish: false })}>
                      {t('reject')}
                    </Button>
                  </Flex>
                </Flex>
              ))}
            </Flex>
          );
        }}
      </When>
    </Card>
  );
}
