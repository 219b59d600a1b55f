// What the operators' page asks for and changes.
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { Resolution } from '../../../core/incidents.ts';
import { answered, api, keyed, newKey, type Schema } from '../../api/client.ts';

export type Incident = Schema['Incident'];
const HEALTH_MS = 10_000;
const INCIDENTS_MS = 30_000;
const INCIDENTS = ['incidents'];

export const useHealth = () =>
  useQuery({
    queryKey: ['health'],
    queryFn: () => answered(api.GET('/api/health')),
    refetchInterval: HEALTH_MS,
    retry: false, // what is off is told at once, and asked again soon
  });
export const useIncidents = (open: boolean) =>
  useQuery({
    queryKey: [...INCIDENTS, open],
    queryFn: () =>
      answered(api.GET('/api/incidents', { params: { query: { open: open ? 'true' : 'false', limit: 100 } } })),
    refetchInterval: INCIDENTS_MS,
  });
export const useIncident = (id: string) =>
  useQuery({
    queryKey: [...INCIDENTS, id],
    queryFn: () => answered(api.GET('/api/incidents/{id}', { params: { path: { id } } })),
  });
/** `reason`: people have settled it; none: try again. */
export function useHandle(id: string) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (reason: Resolution | undefined) => {
      const params = { path: { id }, header: keyed(newKey()) };
      return answered(
        reason === undefined
          ? api.POST('/api/incidents/{id}/retry', { params })
          : api.POST('/api/incidents/{id}/resolve', { params, body: { reason } }),
      );
    },
    onSettled: () => queries.invalidateQueries({ queryKey: INCIDENTS }),
  });
}
