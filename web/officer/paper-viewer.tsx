// A paper beside its facts: pictures and PDF as they are, anything else as a download. It never runs as a page of ours: it is a blob.
import { useQuery } from '@tanstack/react-query';
import { Alert, Button, Flex } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { inWords } from '../app/words.ts';
import { readBlob, useBlobUrl } from '../parts/blob.ts';
import { bytesInWords } from '../parts/dates.ts';
import { OriginalButtons, OriginalTag } from '../parts/original.tsx';
import { Loading } from '../parts/states.tsx';
import type { TaskDetail } from './task-queries.ts';

type Paper = TaskDetail['materials'][number];

export function Papers({ task }: { readonly task: TaskDetail }) {
  const { t } = useTranslation('officer');
  const papers = task.materials;
  const [shown, setShown] = useState(papers.at(0)?.materialId);
  const paper = papers.find((p) => p.materialId === shown);
  if (papers.length === 0) return <p className="quiet">{t('noPapers')}</p>;
  return (
    <Flex vertical gap={12}>
      <Flex gap={8} wrap role="group" aria-label={t('papers')}>
        {papers.map((p) => (
          <Button
            key={p.materialId}
            type={p.materialId === shown ? 'primary' : 'default'}
            aria-pressed={p.materialId === shown}
            onClick={() => setShown(p.materialId)}
          >
            {inWords(p.name)}
            {p.version > 1 && ` (${p.version})`} · {bytesInWords(p.size)}
          </Button>
        ))}
      </Flex>
      {paper && (
        <Flex gap={8} align="center" wrap>
          <OriginalTag original={paper.original} />
          <OriginalButtons caseNo={task.caseNo} paper={paper} actions={task.actions} changes="work" />
        </Flex>
      )}
      {paper && <Paper key={paper.materialId} paper={paper} />}
    </Flex>
  );
}

function Paper({ paper }: { readonly paper: Paper }) {
  const { t } = useTranslation('officer');
  const { data, error } = useQuery({
    queryKey: ['paper', paper.materialId],
    queryFn: () => readBlob(`/api/materials/${paper.materialId}`, () => paper.mediaType),
    staleTime: Infinity,
    retry: false,
  });
  const url = useBlobUrl(data);
  const name = inWords(paper.name);
  if (error) return <Alert type="warning" showIcon title={t('paperFailed')} />;
  if (!url) return <Loading />;
  return (
    <Flex vertical gap={8}>
      {paper.mediaType === 'application/pdf' ? (
        <iframe className="paper" src={`${url}#navpanes=0`} title={name} />
      ) : (
        <img className="paper" src={url} alt={name} />
      )}
      <a href={url} download={name}>
        {t('download')} {name}
      </a>
    </Flex>
  );
}
