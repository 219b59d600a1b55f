// My cases, latest first; in whose name, the shell says.
import { useInfiniteQuery } from '@tanstack/react-query';
import { Button, Card, Flex, Typography } from 'antd';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { answered, api } from '../api/client.ts';
import { inWords } from '../app/words.ts';
import { dueInWords, instantInWords } from '../parts/dates.ts';
import { Light } from '../parts/light.tsx';
import { SignedInOnly } from '../parts/signed-in-only.tsx';
import { Loading, Nothing, Refused } from '../parts/states.tsx';
import { toCase } from '../paths.ts';

export const CasesPage = () => (
  <SignedInOnly>
    <Cases />
  </SignedInOnly>
);

function Cases() {
  const { t } = useTranslation('follow');
  const asked = useInfiniteQuery({
    queryKey: ['cases'],
    initialPageParam: undefined as string | undefined,
    queryFn: ({ pageParam: cursor }) =>
      answered(api.GET('/api/cases', { params: { query: cursor ? { cursor } : {} } })),
    getNextPageParam: ({ next }) => next ?? undefined,
  });
  const cases = asked.data?.pages.flatMap((p) => p.cases) ?? [];
  return (
    <div className="page">
      <Typography.Title level={1} style={{ fontSize: 24 }}>
        {t('title')}
      </Typography.Title>
      {asked.isPending && <Loading />}
      {asked.error && <Refused error={asked.error} again={() => void asked.refetch()} />}
      {asked.data && cases.length === 0 && <Nothing>{t('none')}</Nothing>}
      <Flex vertical gap={12}>
        {cases.map((c) => (
          <Link key={c.caseNo} to={toCase(c.caseNo)}>
            <Card hoverable size="small">
              <Flex justify="space-between" align="center" wrap gap={8}>
                <div>
                  <Typography.Text strong style={{ fontSize: 18 }}>
                    {inWords(c.matterName)}
                  </Typography.Text>
                  <br />
                  <Typography.Text type="secondary">
                    {t('caseNo')} {c.caseNo} · {t('submitted')} {instantInWords(c.submittedAt)}
                  </Typography.Text>
                </div>
                <Flex align="center" gap={8} wrap>
                  <Typography.Text>{inWords(c.statusName)}</Typography.Text>
                  {c.status === 'open' && <Light light={c.light} />}
                  {c.status === 'open' && c.dueOn && (
                    <Typography.Text type="secondary">{t('dueOn', { day: dueInWords(c) })}</Typography.Text>
                  )}
                </Flex>
              </Flex>
            </Card>
          </Link>
        ))}
      </Flex>
      {asked.hasNextPage && (
        <Button style={{ marginTop: 16 }} loading={asked.isFetchingNextPage} onClick={() => void asked.fetchNextPage()}>
          {t('more')}
        </Button>
      )}
    </div>
  );
}
