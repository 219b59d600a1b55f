// Every clock in plain words, with its law.
import { useQuery } from '@tanstack/react-query';
import { Flex, Typography } from 'antd';
import { useTranslation } from 'react-i18next';
import { answered, api, type Schema } from '../api/client.ts';
import { inWords } from '../app/words.ts';
import { Light } from '../parts/light.tsx';
import { When } from '../parts/states.tsx';

export function Clocks({ found: { caseNo, items } }: { readonly found: Schema['Case'] }) {
  const { t } = useTranslation('follow');
  const asked = useQuery({
    queryKey: ['case', caseNo, 'clock'],
    queryFn: () => answered(api.GET('/api/cases/{no}/clock', { params: { path: { no: caseNo } } })),
  });
  const nameOf = (id: string | null) => inWords(items.find((i) => i.id === id)?.name);
  return (
    <When asked={asked}>
      {({ clocks }) => (
        <Flex vertical gap={16}>
          {clocks.map((c) => (
            <div key={c.id}>
              <Flex gap={8} align="center" wrap>
                <Typography.Text strong>
                  {nameOf(c.item)} {inWords(c.name)}
                </Typography.Text>
                {!c.endedAt && <Light light={c.light} />}
              </Flex>
              <Typography.Text>{inWords(c.words)}</Typography.Text>
              <br />
              <Typography.Text type="secondary">
                {c.bound === 'applicant' && `${t('applicantsTime')} `}
                {c.basis && t('law', { basis: inWords(c.basis) })}
              </Typography.Text>
            </div>
          ))}
        </Flex>
      )}
    </When>
  );
}
