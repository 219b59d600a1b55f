// A line per item: how far it is, whom it waits for, until when.
import { Flex, Typography } from 'antd';
import { useTranslation } from 'react-i18next';
import type { Schema } from '../api/client.ts';
import { inWords } from '../app/words.ts';
import { dueInWords, instantInWords } from '../parts/dates.ts';
import { Light } from '../parts/light.tsx';
import { OrganName } from '../parts/organ-name.tsx';
import { StatusTag } from '../parts/status-tag.tsx';

type Item = Schema['CaseItem'];

export function Steps({ found: { items } }: { readonly found: Schema['Case'] }) {
  const nameOf = (id: string) => inWords(items.find((i) => i.id === id)?.name);
  return (
    <Flex vertical gap={12} role="list">
      {items.map((item) => (
        <Flex
          key={item.id}
          role="listitem"
          justify="space-between"
          wrap
          gap={8}
          style={{ borderBottom: '1px solid #eaecf0', paddingBottom: 12 }}
        >
          <div>
            <Typography.Text strong>{inWords(item.name)}</Typography.Text> <OrganName id={item.organ} />
            <div>
              <Typography.Text type="secondary">
                <Where item={item} nameOf={nameOf} />
              </Typography.Text>
            </div>
          </div>
          <Flex gap={8} align="center">
            <StatusTag status={item.status}>{inWords(item.statusName)}</StatusTag>
            {!item.endedAt && <Light light={item.light} />}
          </Flex>
        </Flex>
      ))}
    </Flex>
  );
}

function Where({ item, nameOf }: { readonly item: Item; readonly nameOf: (id: string) => string }) {
  const { t } = useTranslation('follow');
  if (item.because) return inWords(item.because);
  if (item.endedAt) return t('decidedAt', { day: instantInWords(item.endedAt) });
  if (item.procedure) return t('stopped');
  if (item.status === 'waiting' && item.after.length > 0)
    return t('waitsFor', { names: item.after.map(nameOf).join('、') });
  return item.dueOn ? t('dueOn', { day: dueInWords(item) }) : null;
}
