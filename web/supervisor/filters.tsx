// Narrowing the board: by organ, matter, district, light and the days of decision.
import { Button, Card, Flex, Input, Select } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { inWords } from '../app/words.ts';
import { useCounts, type Count } from './board-queries.ts';
import { LIGHTS, useFilter } from './filter.ts';

export function Filters() {
  const { t } = useTranslation('supervisor');
  const { light, period, narrowed, change, clear } = useFilter();
  return (
    <Card size="small" aria-label={t('filter')} role="search" {...(!narrowed && { className: 'no-print' })}>
      <Flex gap={12} wrap align="end">
        <Named by="organ" />
        <Named by="matter" />
        <Named by="district" />
        <Labelled label={t('light')}>
          <Select
            aria-label={t('light')}
            className="filter"
            allowClear
            placeholder={t('all')}
            value={light}
            options={LIGHTS.map((value) => ({ value, label: t(`light.${value}`) }))}
            onChange={(value?: string) => change({ light: value })}
          />
        </Labelled>
        {(['from', 'to'] as const).map((end) => (
          <Labelled key={end} label={t(end)}>
            <Input
              type="date"
              className="day"
              aria-label={t(end)}
              value={period[end] ?? ''}
              onChange={(e) => change({ [end]: e.target.value })}
            />
          </Labelled>
        ))}
        {narrowed && (
          <Button className="no-print" onClick={clear}>
            {t('clear')}
          </Button>
        )}
      </Flex>
    </Card>
  );
}

const Labelled = ({ label, children }: { readonly label: string; readonly children: ReactNode }) => (
  <div>
    <div aria-hidden="true" className="label">
      {label}
    </div>
    {children}
  </div>
);

export const nameOf = ({ key, name }: Pick<Count, 'key' | 'name'>): string => inWords(name) || (key ?? '');

/** Those who have a running clock; and what is chosen, though it has none any more. */
function Named({ by }: { readonly by: 'organ' | 'matter' | 'district' }) {
  const { t } = useTranslation('supervisor');
  const { where, change } = useFilter();
  const chosen = where[by];
  const found = useCounts(by, {}).data?.counts ?? [];
  const options = found.map((c) => ({ value: c.key!, label: nameOf(c) }));
  if (chosen !== undefined && !found.some((c) => c.key === chosen)) options.push({ value: chosen, label: chosen });
  return (
    <Labelled label={t(`by.${by}`)}>
      <Select
        aria-label={t(`by.${by}`)}
        className="filter"
        allowClear
        showSearch={{ optionFilterProp: 'label' }}
        placeholder={t('all')}
        value={chosen}
        options={options}
        onChange={(value?: string) => change({ [by]: value })}
      />
    </Labelled>
  );
}
