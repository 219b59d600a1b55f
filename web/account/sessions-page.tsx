// My sign-ins, each to be ended.
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Button, Card, Flex, Tag, Typography } from 'antd';
import { useTranslation } from 'react-i18next';
import { answered, api, keyed, newKey } from '../api/client.ts';
import { instantInWords } from '../parts/dates.ts';
import { SignedInOnly } from '../parts/signed-in-only.tsx';
import { Nothing, Refused, When } from '../parts/states.tsx';
import { AccountWays } from './account-ways.tsx';

export function SessionsPage() {
  return (
    <SignedInOnly>
      <Sessions />
    </SignedInOnly>
  );
}
function Sessions() {
  const { t } = useTranslation('account');
  const { t: app } = useTranslation('app');
  const queries = useQueryClient();
  const asked = useQuery({ queryKey: ['sessions'], queryFn: () => answered(api.GET('/api/me/sessions')) });
  const end = useMutation({
    mutationFn: (id: string) =>
      answered(api.POST('/api/me/sessions/{id}/end', { params: { path: { id }, header: keyed(newKey()) } })),
    onSuccess: () => queries.invalidateQueries({ queryKey: ['sessions'] }),
  });
  return (
    <div className="page">
      <AccountWays />
      <Typography.Title level={1} style={{ fontSize: 24 }}>
        {t('title')}
      </Typography.Title>
      {end.error && <Refused error={end.error} />}
      <When asked={asked}>
        {({ sessions }) =>
          sessions.length === 0 ? (
            <Nothing>{t('none')}</Nothing>
          ) : (
            <Flex vertical gap={12}>
              {sessions.map((s) => (
                <Card key={s.id} size="small">
                  <Flex justify="space-between" align="center" wrap gap={12}>
                    <span>
                      {app('since')} {instantInWords(s.since)} · {app('seen')} {instantInWords(s.seenAt)}{' '}
                      {s.current && <Tag>{app('current')}</Tag>}
                    </span>
                    {!s.current && (
                      <Button loading={end.isPending && end.variables === s.id} onClick={() => end.mutate(s.id)}>
                        {app('endSession')}
                      </Button>
                    )}
                  </Flex>
                </Card>
              ))}
            </Flex>
          )
        }
      </When>
    </div>
  );
}
