// The documents of the case. Opening one is its service: the periods of remedies count from it.
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Button, Flex, Typography } from 'antd';
import { useTranslation } from 'react-i18next';
import { answered, api } from '../api/client.ts';
import { inWords } from '../app/words.ts';
import { dayInWords, instantInWords } from '../parts/dates.ts';
import { Nothing, When } from '../parts/states.tsx';

export function Documents({ caseNo }: { readonly caseNo: string }) {
  const { t } = useTranslation('follow');
  const queries = useQueryClient();
  const asked = useQuery({
    queryKey: ['case', caseNo, 'instruments'],
    queryFn: () => answered(api.GET('/api/cases/{no}/instruments', { params: { path: { no: caseNo } } })),
  });
  const again = () =>
    setTimeout(() => void queries.invalidateQueries({ queryKey: ['case', caseNo, 'instruments'] }), 2_000);
  return (
    <When asked={asked}>
      {({ instruments }) =>
        instruments.length === 0 ? (
          <Nothing />
        ) : (
          <Flex vertical gap={12}>
            {instruments.map((i) => (
              <Flex key={i.number} justify="space-between" wrap gap={8}>
                <div>
                  <Typography.Text strong>{inWords(i.title)}</Typography.Text> {inWords(i.itemName)}
                  <br />
                  <Typography.Text type="secondary">
                    {i.ownNumber ?? i.number} · {instantInWords(i.madeAt)} ·{' '}
                    {i.service
                      ? t('served', { how: inWords(i.service.howName), at: instantInWords(i.service.at) })
                      : t('unserved')}
                    {i.remedies &&
                      ` · ${t('remediesUntil', { reconsider: dayInWords(i.remedies.reconsiderBy), sue: dayInWords(i.remedies.sueBy) })}`}
                  </Typography.Text>
                </div>
                <Button href={`/api/instruments/${i.number}`} target="_blank" rel="noopener" onClick={again}>
                  {t('open')} PDF
                </Button>
              </Flex>
            ))}
          </Flex>
        )
      }
    </When>
  );
}
