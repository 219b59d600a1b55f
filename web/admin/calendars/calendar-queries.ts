// What the calendars' pages ask for and change.
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { answered, api, keyed, newKey, type Schema } from '../../api/client.ts';

export type Proposal = Schema['CalendarProposal'];
const PROPOSALS = ['calendar-proposals'];
const LOOK_AGAIN_MS = 2_000;

export const useCalendars = () =>
  useQuery({ queryKey: ['calendars'], queryFn: () => answered(api.GET('/api/calendars')) });
export const useCalendar = (of: { readonly id: string; readonly version: string } | undefined) =>
  useQuery({
    queryKey: ['calendar', of?.id, of?.version],
    enabled: of !== undefined,
    queryFn: () =>
      answered(api.GET('/api/calendars/{id}/{version}', { params: { path: { id: of!.id, version: of!.version } } })),
  });

const isUnderWay = ({ rollout }: Proposal) => rollout !== null && rollout.finishedAt === null;
/** Looked at again and again while open cases follow a new calendar. */
export const useProposals = () =>
  useQuery({
    queryKey: PROPOSALS,
    queryFn: () => answered(api.GET('/api/calendar-proposals')),
    refetchInterval: ({ state }) => (state.data?.proposals.some(isUnderWay) ? LOOK_AGAIN_MS : false),
  });
const at = (id: string) => ({ params: { path: { id } } });
export const useProposal = (id: string) =>
  useQuery({
    queryKey: [...PROPOSALS, id],
    queryFn: () => answered(api.GET('/api/calendar-proposals/{id}', at(id))),
  });
export const useEffectOf = (id: string) =>
  useQuery({
    queryKey: [...PROPOSALS, id, 'effect'],
    gcTime: 0, // cases come and go
    queryFn: () => answered(api.GET('/api/calendar-proposals/{id}/effect', at(id))),
  });

function useChange<T>(change: (what: T) => Promise<Proposal>) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: change,
    onSuccess: async () => {
      await queries.invalidateQueries({ queryKey: PROPOSALS });
      await queries.invalidateQueries({ queryKey: ['calendars'] });
    },
  });
}
export const usePropose = () =>
  useChange((source: string) =>
    answered(api.POST('/api/calendar-proposals', { params: { header: keyed(newKey()) }, body: { source } })),
  );
export const useDecide = () =>
  useChange(({ id, publish }: { readonly id: string; readonly publish: boolean }) => {
    const params = { path: { id }, header: keyed(newKey()) };
    return answered(
      publish
        ? api.POST('/api/calendar-proposals/{id}/publication', { params })
        : api.POST('/api/calendar-proposals/{id}/rejection', { params }),
    );
  });
