// What the board asks for; asked again every half minute, and what was told stands until the answer is there.
import { keepPreviousData, useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { answered, api, type Schema } from '../api/client.ts';
import type { By, Sight, Where } from './filter.ts';

const EVERY = 30_000;
const again = { refetchInterval: EVERY, placeholderData: keepPreviousData };
export type Count = Schema['SeenCount'];
export type Clock = Schema['SeenClock'];
export type Duration = Schema['Duration'];
export type Period = Partial<Readonly<Record<'from' | 'to', string>>>;

export const useCounts = (by: By, where: Where) =>
  useQuery({
    queryKey: ['supervision', 'counts', by, where],
    queryFn: () => answered(api.GET('/api/supervision/counts', { params: { query: { by, ...where } } })),
    ...again,
  });

export const useClocks = (light: Sight | undefined, where: Where) =>
  useInfiniteQuery({
    queryKey: ['supervision', 'clocks', light, where],
    queryFn: ({ pageParam }) => {
      const query = { ...where, ...(light && { light }), ...(pageParam && { cursor: pageParam }) };
      return answered(api.GET('/api/supervision/clocks', { params: { query } }));
    },
    initialPageParam: '',
    getNextPageParam: (last) => last.next ?? undefined,
    ...again,
  });

export const useDurations = (where: Where, period: Period) =>
  useQuery({
    queryKey: ['supervision', 'durations', where, period],
    queryFn: () => answered(api.GET('/api/supervision/durations', { params: { query: { ...where, ...period } } })),
    ...again,
  });

/** The decided items behind a figure, the longest first. */
export const useSpent = ({ organ, matter, item }: Duration, { district }: Where, period: Period) =>
  useInfiniteQuery({
    queryKey: ['supervision', 'spent', organ, matter, item, district, period],
    queryFn: ({ pageParam }) => {
      const narrowed = { ...(district && { district }), ...period, ...(pageParam && { cursor: pageParam }) };
      const query = { organ, matter, item, limit: 10, ...narrowed };
      return answered(api.GET('/api/supervision/durations/tasks', { params: { query } }));
    },
    initialPageParam: '',
    getNextPageParam: (last) => last.next ?? undefined,
  });

export const useClocksOfCase = (caseNo: string) =>
  useQuery({
    queryKey: ['supervision', 'case', caseNo],
    queryFn: () => answered(api.GET('/api/cases/{no}/clock', { params: { path: { no: caseNo } } })),
  });
