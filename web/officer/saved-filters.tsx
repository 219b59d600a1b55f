// 常用筛选: a name for the filter that is set, kept with the person.
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Button, Flex, Input, Modal, Tag } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import { answered, api, keyed, newKey, type Schema } from '../api/client.ts';
import { PATHS } from '../paths.ts';
import type { Filter } from './inbox-queries.ts';

type Saved = Schema['SavedFilters']['filters'];

export function SavedFilters({ filter }: { readonly filter: Filter }) {
  const { t } = useTranslation('officer');
  const go = useNavigate();
  const queries = useQueryClient();
  const [naming, setNaming] = useState(false);
  const [name, setName] = useState('');
  const { data } = useQuery({ queryKey: ['filters'], queryFn: () => answered(api.GET('/api/me/filters')) });
  const save = useMutation({
    mutationFn: (filters: Saved) =>
      answered(api.POST('/api/me/filters', { params: { header: keyed(newKey()) }, body: { filters } })),
    onSuccess: (saved) => {
      queries.setQueryData(['filters'], saved);
      setNaming(false);
      setName('');
    },
  });
  const filters = data?.filters ?? [];
  const keep = () =>
    save.mutate([...filters.filter((f) => f.name !== name.trim()), { name: name.trim(), query: filter }]);
  return (
    <Flex gap={8} wrap align="center" role="group" aria-label={t('savedFilters')}>
      {filters.map((saved) => (
        <span key={saved.name}>
          <Button
            size="small"
            onClick={() =>
              void go(`${PATHS.inbox}?${new URLSearchParams(saved.query as Record<string, string>).toString()}`)
            }
          >
            {saved.name}
          </Button>
          <Button
            size="small"
            type="text"
            aria-label={`${t('delete')} ${saved.name}`}
            onClick={() => save.mutate(filters.filter((f) => f !== saved))}
          >
            ×
          </Button>
        </span>
      ))}
      {Object.keys(filter).length > 0 && (
        <Button size="small" type="link" onClick={() => setNaming(true)}>
          {t('saveFilter')}
        </Button>
      )}
      <Modal
        open={naming}
        title={t('saveFilter')}
        okText={t('save')}
        cancelText={t('cancel')}
        okButtonProps={{ disabled: name.trim() === '', loading: save.isPending }}
        onOk={keep}
        onCancel={() => setNaming(false)}
      >
        <label>
          {t('filterName')}
          <Input value={name} maxLength={40} onChange={(e) => setName(e.target.value)} onPressEnter={keep} autoFocus />
        </label>
        <p>
          {Object.entries(filter).map(([key, value]) => (
            <Tag key={key}>{String(value)}</Tag>
          ))}
        </p>
      </Modal>
    </Flex>
  );
}
