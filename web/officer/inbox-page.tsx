// The inbox: what is to be done, by due date, live; searched, filtered, claimed and opened without a mouse.
import { Alert, Button, Flex, Input, Segmented, Select, Typography, type InputRef } from 'antd';
import { useMemo, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import { useMe } from '../app/session.tsx';
import { inWords } from '../app/words.ts';
import { SignedInOnly } from '../parts/signed-in-only.tsx';
import { Nothing, Refused, When } from '../parts/states.tsx';
import { toTask } from '../paths.ts';
import { InboxTable } from './inbox-table.tsx';
import { useClaim, useCounts, useFilter, useTasks, type Filter } from './inbox-queries.ts';
import { KeyHelp, useKeys } from './keys.tsx';
import { useLive } from './live.ts';
import { OwedNotices } from './owed-notices.tsx';
import { SavedFilters } from './saved-filters.tsx';
import './officer.css';

const KEYS = [
  ['j', 'next'],
  ['k', 'previous'],
  ['Enter', 'open'],
  ['x', 'select'],
  ['c', 'claim'],
  ['d', 'decide'],
  ['/', 'search'],
  ['?', 'help'],
] as const;
const LIGHTS = ['red', 'yellow', 'green'] as const;

export function InboxPage() {
  return (
    <SignedInOnly>
      <Inbox />
    </SignedInOnly>
  );
}
function Inbox() {
  const { t } = useTranslation('officer');
  const go = useNavigate();
  const { live, askEvery } = useLive();
  const [filter, change] = useFilter();
  const asked = useTasks(filter, askEvery);
  const counts = useCounts(filter, askEvery).data;
  const claim = useClaim();
  const [active, setActive] = useState(0);
  const [selected, setSelected] = useState<ReadonlySet<string>>(new Set());
  const [help, setHelp] = useState(false);
  const search = useRef<InputRef>(null);
  const tasks = useMemo(() => asked.data?.pages.flatMap((p) => p.tasks) ?? [], [asked.data]);
  const here = tasks[Math.min(active, tasks.length - 1)];
  const select = (id: string) => {
    const next = new Set(selected);
    if (!next.delete(id)) next.add(id);
    setSelected(next);
  };
  const claimThese = (ids: readonly string[]) => {
    if (ids.length === 0 || claim.isPending) return;
    claim.mutate(ids.slice(0, 50), { onSuccess: () => setSelected(new Set()) });
  };
  const move = (by: number) => {
    const next = Math.max(0, Math.min(tasks.length - 1, active + by));
    setActive(next);
    document.querySelector<HTMLElement>(`[data-task="${tasks[next]?.id}"] a`)?.focus();
  };
  useKeys({
    j: () => move(1),
    k: () => move(-1),
    Enter: () => here && void go(toTask(here.id)),
    x: () => here && select(here.id),
    c: () => claimThese(selected.size > 0 ? [...selected] : here ? [here.id] : []),
    d: () => here && void go(`${toTask(here.id)}?decide=1`),
    '/': () => search.current?.focus(),
    '?': () => setHelp(true),
  });
  return (
    <div className="page wide">
      <Flex justify="space-between" align="center" wrap gap={12}>
        <Typography.Title level={1} style={{ fontSize: 24, margin: 0 }}>
          {t('inbox')}
        </Typography.Title>
        <Flex align="center" gap={12}>
          <span className="quiet" role="status">
            {live ? `● ${t('live')}` : t('away')}
          </span>
          <Button onClick={() => setHelp(true)}>{t('keys')}</Button>
        </Flex>
      </Flex>
      <OwedNotices />
      <FilterBar filter={filter} change={change} counts={counts} search={search} />
      <SavedFilters filter={filter} />
      <Claimed claim={claim} />
      <Flex className="bar" align="center" gap={12} wrap>
        <Button
          type="primary"
          disabled={selected.size === 0}
          loading={claim.isPending}
          onClick={() => claimThese([...selected])}
        >
          {t('claimSelected', { count: selected.size })}
        </Button>
        {asked.data && (
          <span className="quiet">
            {t('shown', { shown: tasks.length, count: asked.data.pages[0]!.count.value })}
            {asked.data.pages[0]!.count.capped && '+'}
          </span>
        )}
      </Flex>
      <When asked={asked}>
        {() =>
          tasks.length === 0 ? (
            <Nothing>{t('none')}</Nothing>
          ) : (
            <InboxTable tasks={tasks} active={here?.id} selected={selected} select={select} visit={setActive} />
          )
        }
      </When>
      {asked.hasNextPage && (
        <Button block loading={asked.isFetchingNextPage} onClick={() => void asked.fetchNextPage()}>
          {t('more')}
        </Button>
      )}
      <KeyHelp open={help} close={() => setHelp(false)} keys={KEYS} />
    </div>
  );
}

interface FilterBarProps {
  readonly filter: Filter;
  readonly change: ReturnType<typeof useFilter>[1];
  readonly counts: ReturnType<typeof useCounts>['data'];
  readonly search: React.RefObject<InputRef | null>;
}
function FilterBar({ filter, change, counts, search }: FilterBarProps) {
  const { t } = useTranslation('officer');
  const { posts } = useMe();
  const organs = [...new Map(posts.map((p) => [p.orgId, inWords(p.orgName)])).entries()];
  const counted = (word: string, n: number | undefined) => `${t(word)}${n === undefined ? '' : ` ${n}`}`;
  return (
    <Flex gap={12} wrap className="bar" role="search">
      <Segmented
        aria-label={t('due')}
        value={filter.light ?? ''}
        onChange={(light) => change({ light })}
        options={[
          { value: '', label: counted('all', counts?.total) },
          ...LIGHTS.map((light) => ({ value: light as string, label: counted(light, counts?.[light]) })),
        ]}
      />
      <Segmented
        aria-label={t('claim')}
        value={filter.claimed ?? ''}
        onChange={(claimed) => change({ claimed })}
        options={[
          { value: '', label: t('all') },
          { value: 'mine', label: counted('mine', counts?.mine) },
          { value: 'nobody', label: counted('nobody', counts?.nobody) },
        ]}
      />
      {organs.length > 1 && (
        <Select
          aria-label={t('organ')}
          style={{ minWidth: 180 }}
          value={filter.organ ?? ''}
          onChange={(organ) => change({ organ })}
          options={[{ value: '', label: t('all') }, ...organs.map(([value, label]) => ({ value, label }))]}
        />
      )}
      <Input.Search
        key={filter.search ?? ''}
        ref={search}
        aria-label={t('search')}
        placeholder={t('search')}
        defaultValue={filter.search ?? ''}
        maxLength={60}
        allowClear
        onSearch={(text) => change({ search: text.trim() })}
        style={{ flex: 1, minWidth: 220, maxWidth: 420 }}
      />
    </Flex>
  );
}

/** What became of the last claim: how many, and why the others not. */
function Claimed({ claim }: { readonly claim: ReturnType<typeof useClaim> }) {
  const { t } = useTranslation('officer');
  if (claim.error) return <Refused error={claim.error} />;
  if (!claim.data) return null;
  const done = claim.data.results.filter((r) => r.claimed).length;
  const not = claim.data.results.filter((r) => !r.claimed);
  const why = [...new Set(not.map((r) => inWords(r.reason)))].join('；');
  return (
    <div aria-live="polite">
      {done > 0 && <Alert type="success" showIcon closable title={t('claimed.done', { count: done })} />}
      {not.length > 0 && (
        <Alert type="warning" showIcon closable title={t('claimed.not', { count: not.length, why })} />
      )}
    </div>
  );
}
