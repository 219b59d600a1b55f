// What the applicant was told to correct: brought to the window, scanned in below, and reported as complete here.
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Alert, Button, Flex } from 'antd';
import { useTranslation } from 'react-i18next';
import { answered, api, keyed, newKey } from '../api/client.ts';
import { inWords } from '../app/words.ts';
import { dueInWords } from '../parts/dates.ts';
import { Refused } from '../parts/states.tsx';
import type { CaseView } from './open-case.tsx';

export function Corrections({ view }: { readonly view: CaseView }) {
  const { t } = useTranslation('window');
  const queries = useQueryClient();
  const { caseNo: no, actions } = view;
  const may = (item: string) => actions.some((a) => a.action === 'supplyCorrection' && a.item === item && a.allowed);
  const asked = useQuery({
    queryKey: ['window', 'corrections', no],
    queryFn: () => answered(api.GET('/api/cases/{no}/corrections', { params: { path: { no } } })),
    enabled: actions.some((a) => a.action === 'supplyCorrection' && a.allowed),
  });
  const supply = useMutation({
    mutationFn: (item: string) =>
      answered(
        api.POST('/api/cases/{no}/corrections', {
          params: { path: { no }, header: keyed(newKey()) },
          body: { item },
        }),
      ),
    onSuccess: () => queries.invalidateQueries({ queryKey: ['window'] }),
  });
  return (
    <Flex vertical gap={8} className="no-print">
      {asked.data?.corrections
        .filter(({ item }) => may(item))
        .map((c) => (
          <Alert
            key={c.item}
            type="warning"
            showIcon
            title={t('toCorrect', { name: inWords(c.itemName) })}
            description={
              <Flex vertical gap={8} align="start">
                <div style={{ whiteSpace: 'pre-wrap' }}>{c.content}</div>
                {c.dueOn && <div className="quiet">{t('correctBy', { day: dueInWords(c) })}</div>}
                <Button loading={supply.isPending} onClick={() => supply.isPending || supply.mutate(c.item)}>
                  {t('corrected')}
                </Button>
              </Flex>
            }
          />
        ))}
      {supply.error && <Refused error={supply.error} />}
    </Flex>
  );
}
