// One paper given, or given anew: chosen, sent with its progress, attached to the case.
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Flex, Progress, Typography } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { answered, api, keyed, newKey, type Schema } from '../api/client.ts';
import { ChooseFile } from '../parts/choose-file.tsx';
import { Refused } from '../parts/states.tsx';
import { uploadPaper } from '../parts/upload-paper.ts';

interface Given {
  readonly found: Schema['Case'];
  readonly material: string;
  readonly name: string;
}
export function GivePaper({ found: { caseNo, matter }, material, name }: Given) {
  const { t } = useTranslation('follow');
  const queries = useQueryClient();
  const [percent, setPercent] = useState<number>();
  const give = useMutation({
    mutationFn: async (file: File) => {
      setPercent(0);
      const { materialId } = await uploadPaper({ matter, material }, file, setPercent);
      const header = keyed(newKey());
      return answered(
        api.POST('/api/cases/{no}/supplements', {
          params: { path: { no: caseNo }, header },
          body: { material, materialId },
        }),
      );
    },
    onSettled: () => setPercent(undefined),
    onSuccess: () => queries.invalidateQueries({ queryKey: ['case', caseNo] }),
  });
  return (
    <Flex vertical gap={8}>
      <Flex gap={12} align="center" wrap>
        <Typography.Text>{name}</Typography.Text>
        <ChooseFile accept="application/pdf,image/png,image/jpeg" choose={give.mutate} loading={give.isPending}>
          {t('choose')}
        </ChooseFile>
        {give.isSuccess && <Typography.Text type="success">{t('sent')}</Typography.Text>}
      </Flex>
      {percent !== undefined && <Progress percent={percent} aria-label={name} />}
      {give.error && <Refused error={give.error} />}
    </Flex>
  );
}
