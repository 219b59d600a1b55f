// The papers: chosen, dropped or photographed; on their way with progress; seen again; refused in plain words.
import { Alert, Button, Card, Checkbox, Flex, Progress, Tag, Typography, Upload } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { inWords } from '../app/words.ts';
import { bytesInWords } from '../parts/dates.ts';
import { Nothing, Refused } from '../parts/states.tsx';
import { uploadPaper } from '../parts/upload-paper.ts';
import type { Draft, Paper } from './draft.ts';
import { limitInWords } from './limits.ts';
import type { DraftCheck, Matter } from './matters.ts';

interface PapersStepProps {
  readonly matter: Matter;
  readonly draft: Draft;
  readonly check: DraftCheck | undefined;
  readonly change: (to: Partial<Draft>) => void;
}
export function PapersStep({ matter, draft, check, change }: PapersStepProps) {
  const { t } = useTranslation('applicant');
  const asked = check?.materials ?? [];
  if (asked.length === 0) return <Nothing>{t('noPapers')}</Nothing>;
  return (
    <Flex vertical gap={16}>
      {asked.map(({ id, asked: how }) => {
        const planned = matter.materials.find((m) => m.id === id)!;
        const { [id]: paper, ...others } = draft.materials;
        return (
          <Card
            key={id}
            title={
              <h2 className="group">
                {inWords(planned.name)} <Tag>{t(`asked.${how}`)}</Tag>
                {planned.original && <Tag color="warning">{t('bringOriginal')}</Tag>}
              </h2>
            }
          >
            <OnePaper
              matter={matter.matter}
              planned={planned}
              paper={paper}
              put={(given) =>
                change({
                  materials: given ? { ...others, [id]: given } : others,
                  promised: toggled(draft.promised, id, false), // what is there is no promise
                })
              }
            />
            {planned.tolerated !== null && !paper && (
              <Checkbox
                checked={draft.promised.includes(id)}
                onChange={(e) => change({ promised: toggled(draft.promised, id, e.target.checked) })}
              >
                {t('promise', { limit: limitInWords(t, planned.tolerated) })}
              </Checkbox>
            )}
          </Card>
        );
      })}
    </Flex>
  );
}
export const toggled = (ids: readonly string[], id: string, on: boolean): string[] =>
  on ? [...ids.filter((i) => i !== id), id] : ids.filter((i) => i !== id);

interface OnePaperProps {
  readonly matter: string;
  readonly planned: Matter['materials'][number];
  readonly paper: Paper | undefined;
  readonly put: (paper: Paper | undefined) => void;
}
function OnePaper({ matter, planned, paper, put }: OnePaperProps) {
  const { t } = useTranslation('applicant');
  const [percent, setPercent] = useState<number>();
  const [error, setError] = useState<unknown>();
  const send = async (file: File) => {
    setError(undefined);
    if (file.size > planned.maxBytes) return setError('too-big');
    setPercent(0);
    try {
      const { materialId, size } = await uploadPaper({ matter, material: planned.id }, file, setPercent);
      put({ materialId, size, name: file.name });
    } catch (refused) {
      setError(refused);
    } finally {
      setPercent(undefined);
    }
  };
  const kinds = planned.accepts.map((a) => a.split('/')[1]!.toUpperCase()).join('、');
  return (
    <Flex vertical gap={12}>
      {paper ? (
        <Flex gap={12} align="center" wrap>
          <Preview paper={paper} />
          <Typography.Text>
            ✓ {paper.name}（{bytesInWords(paper.size)}）
          </Typography.Text>
          <Button href={`/api/materials/${paper.materialId}`} target="_blank" rel="noopener">
            {t('look')}
          </Button>
          <Button onClick={() => put(undefined)}>{t('removePaper')}</Button>
        </Flex>
      ) : (
        <Upload.Dragger
          accept={planned.accepts.join(',')}
          showUploadList={false}
          disabled={percent !== undefined}
          beforeUpload={(file) => {
            void send(file);
            return false;
          }}
          aria-label={inWords(planned.name)}
        >
          <p>{t('drop')}</p>
          <p className="quiet">{t('kinds', { kinds, size: bytesInWords(planned.maxBytes) })}</p>
        </Upload.Dragger>
      )}
      {percent !== undefined && <Progress percent={percent} aria-label={t('sending')} />}
      {error === 'too-big' && (
        <Alert type="error" showIcon title={t('tooBig', { size: bytesInWords(planned.maxBytes) })} />
      )}
      {error !== undefined && error !== 'too-big' && <Refused error={error} />}
    </Flex>
  );
}
/** A picture is shown; of others the name is. */
function Preview({ paper }: { readonly paper: Paper }) {
  const [shown, setShown] = useState(/\.(png|jpe?g)$/i.test(paper.name));
  return shown ? (
    <img
      className="preview"
      src={`/api/materials/${paper.materialId}`}
      alt={paper.name}
      onError={() => setShown(false)}
    />
  ) : null;
}
