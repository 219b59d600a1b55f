// The papers of the case as its applicant gave them, and where their originals are.
import { Card, Flex, Tag } from 'antd';
import { useTranslation } from 'react-i18next';
import type { Schema } from '../api/client.ts';
import { inWords } from '../app/words.ts';
import { OriginalTag } from '../parts/original.tsx';

export function Papers({ papers }: { readonly papers: Schema['Case']['papers'] }) {
  const { t } = useTranslation('follow');
  if (papers.length === 0) return null;
  return (
    <Card title={t('papers')}>
      <Flex vertical gap={12} component="ul" style={{ listStyle: 'none', margin: 0, padding: 0 }}>
        {papers.map(({ material, name, materialId, original }) => (
          <Flex key={material} gap={8} align="center" wrap component="li">
            {materialId === null ? (
              <>
                {inWords(name)} <Tag color="warning">{t('paperOwed')}</Tag>
              </>
            ) : (
              <a href={`/api/materials/${materialId}`} target="_blank" rel="noopener">
                {inWords(name)}
              </a>
            )}
            <OriginalTag original={original} />
          </Flex>
        ))}
      </Flex>
    </Card>
  );
}
