// What was decided: data, certificate, or why not and what may be done about it.
import { useQuery } from '@tanstack/react-query';
import { Button, Descriptions, Flex, Typography } from 'antd';
import { useTranslation } from 'react-i18next';
import { answered, api } from '../api/client.ts';
import { inWords } from '../app/words.ts';
import { Nothing, When } from '../parts/states.tsx';

export function Results({ caseNo }: { readonly caseNo: string }) {
  const { t } = useTranslation('follow');
  const asked = useQuery({
    queryKey: ['case', caseNo, 'results'],
    queryFn: () => answered(api.GET('/api/cases/{no}/results', { params: { path: { no: caseNo } } })),
  });
  return (
    <When asked={asked}>
      {({ items }) =>
        items.length === 0 ? (
          <Nothing />
        ) : (
          <Flex vertical gap={20}>
            {items.map((item) => (
              <div key={item.id}>
                <Typography.Text strong>
                  {inWords(item.name)}：{inWords(item.statusName)}
                </Typography.Text>
                {item.because && <div>{inWords(item.because)}</div>}
                {item.outputs.length > 0 && (
                  <Descriptions
                    size="small"
                    column={1}
                    items={item.outputs.map((o) => ({ key: o.id, label: inWords(o.label), children: String(o.value) }))}
                  />
                )}
                {item.reason && (
                  <div>
                    {t('refusedBecause')}：{item.reason}
                    {item.legalBasis && `（${item.legalBasis}）`}
                  </div>
                )}
                {item.remedies && (
                  <div>
                    {t('remedies')}：{inWords(item.remedies.reconsideration)} {inWords(item.remedies.suit)}
                  </div>
                )}
                {item.certificate && (
                  <Button href={`/api/certificates/${item.certificate}/pdf`} target="_blank" rel="noopener">
                    {t('certificate')} PDF
                  </Button>
                )}
              </div>
            ))}
          </Flex>
        )
      }
    </When>
  );
}
