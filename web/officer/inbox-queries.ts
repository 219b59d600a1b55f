// What the inbox asks, and the filter it asks by; the filter stands in the address, so that it can be kept and gone back to.
import { useInfiniteQuery, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useMemo } from 'react';
import { useSearchParams } from 'react-router';
import { answered, api, keyed, newKey, type Schema } from '../api/client.ts';

export type Task = Schema['Task'];
export type Filter = Schema['SavedFilters']['filters'][number]['query'];
const NAMES = ['light', 'claimed', 'organ', 'matter', 'item', 'search', 'extension', 'stage'] as const;

export function useFilter(): readonly [
  Filter,
  (change: Partial<Record<(typeof NAMES)[number], string | undefined>>) => void,
] {
  const [params, setParams] = useSearchParams();
  const filter = useMemo(() => {
    const known = NAMES.flatMap((name) => (params.get(name) ? [[name, params.get(name)!]] : []));
    return Object.fromEntries(known) as Filter;
  }, [params]);
  const change = (changed: Partial<Record<string, string | undefined>>) => {
    const next = Object.entries({ ...filter, ...changed }).filter(([, value]) => value !== undefined && value !== '');
    setParams(Object.fromEntries(next) as Record<string, string>, { replace: true });
  };
  return [filter, change];
}

const PAGE = 30;
export const useTasks = (filter: Filter, askEvery: number | false) =>
  useInfiniteQuery({
    queryKey: ['work', 'tasks', filter],
    queryFn: ({ pageParam }) =>
      answered(
        api.GET('/api/tasks', {
          params: { query: { ...filter, limit: PAGE, ...(pageParam !== null && { cursor: pageParam }) } },
        }),
      ),
    initialPageParam: null as string | null,
    getNextPageParam: ({ next }) => next,
    refetchInterval: askEvery,
    placeholderData: (before) => before,
  });
export const useCounts = ({ light: _light, claimed: _claimed, ...filter }: Filter, askEvery: number | false) =>
  useQuery({
    queryKey: ['work', 'counts', filter],
    queryFn: () => answered(api.GET('/api/tasks/counts', { params: { query: filter } })),
    refetchInterval: askEvery,
    placeholderData: (before) => before,
  });
/** Each by itself, with its own result. */
export function useClaim() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (ids: readonly string[]) =>
      answered(api.POST('/api/tasks/claim', { params: { header: keyed(newKey()) }, body: { ids: [...ids] } })),
    onSettled: () => queries.invalidateQueries({ queryKey: ['work'] }),
  });
}
