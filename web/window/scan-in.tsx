// Scans of papers brought to the window: several files at once, each for one paper of the case, in the applicant's name.
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Alert, Button, Flex, Progress, Select } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { answered, api, keyed, newKey } from '../api/client.ts';
import { inWords } from '../app/words.ts';
import { ChooseFile } from '../parts/choose-file.tsx';
import { Refused } from '../parts/states.tsx';
import { uploadPaper } from '../parts/upload-paper.ts';
import { useMatter } from '../applicant/matters.ts';
import { useIsHis } from './case-rows.tsx';
import type { CaseView } from './open-case.tsx';

interface Scan {
  readonly file: File;
  readonly material: string | undefined;
}
export function ScanIn({ view }: { readonly view: CaseView }) {
  const { t } = useTranslation('window');
  const queries = useQueryClient();
  const his = useIsHis(view.caseNo);
  const matter = useMatter(view.matter);
  const [scans, setScans] = useState<readonly Scan[]>([]);
  const [percent, setPercent] = useState<number>();
  const open = view.actions.filter((a) => a.action === 'supplement' && a.allowed).map((a) => a.material!);
  const send = useMutation({
    mutationFn: async () => {
      for (const [n, { file, material }] of scans.entries()) {
        const done = (part: number) => setPercent(Math.floor(((n + part / 100) / scans.length) * 100));
        const { materialId } = await uploadPaper({ matter: view.matter, material: material! }, file, done);
        await answered(
          api.POST('/api/cases/{no}/supplements', {
            params: { path: { no: view.caseNo }, header: keyed(newKey()) },
            body: { material: material!, materialId },
          }),
        );
        setScans((left) => left.filter((s) => s.file !== file));
      }
    },
    onSettled: () => {
      setPercent(undefined);
      void queries.invalidateQueries({ queryKey: ['window'] });
    },
  });
  if (open.length === 0) return null;
  // whose paper it is, an upload says itself
  if (his !== true) return <p className="quiet small">{t('serveToScan')}</p>;
  const nameOf = (id: string) => inWords(matter.data?.materials.find((m) => m.id === id)?.name) || id;
  /** What is asked for and not there comes first; then the others in their order. */
  const guess = (taken: readonly Scan[]) => {
    const free = open.filter((id) => !taken.some((s) => s.material === id));
    return free.find((id) => !view.papers.some((p) => p.material === id && p.materialId !== null)) ?? free[0];
  };
  const add = (file: File) => setScans((was) => [...was, { file, material: guess(was) }]);
  const twice = new Set(scans.map((s) => s.material)).size < scans.length;
  return (
    <Flex vertical gap={8} style={{ marginBlockStart: 12 }}>
      <ChooseFile multiple accept="application/pdf,image/png,image/jpeg" choose={add} disabled={send.isPending}>
        {t('scanIn')}
      </ChooseFile>
      {scans.map(({ file, material }, n) => (
        <Flex key={`${n}-${file.name}`} gap={8} align="center" wrap>
          <span className="file">{file.name}</span>
          <Select
            aria-label={t('scanFor', { file: file.name })}
            style={{ minWidth: 200 }}
            value={material}
            options={open.map((id) => ({ value: id, label: nameOf(id) }))}
            onChange={(to) => setScans((was) => was.map((s, i) => (i === n ? { ...s, material: to } : s)))}
          />
          <Button type="text" onClick={() => setScans((was) => was.filter((_s, i) => i !== n))}>
            {t('leaveOut')}
          </Button>
        </Flex>
      ))}
      {twice && <Alert type="warning" showIcon title={t('oneFileEach')} />}
      {percent !== undefined && <Progress percent={percent} aria-label={t('scanIn')} />}
      {send.error && <Refused error={send.error} />}
      {scans.length > 0 && (
        <Button
          type="primary"
          disabled={twice || scans.some((s) => s.material === undefined)}
          loading={send.isPending}
          onClick={() => send.isPending || send.mutate()}
        >
          {t('sendScans', { n: scans.length })}
        </Button>
      )}
    </Flex>
  );
}
