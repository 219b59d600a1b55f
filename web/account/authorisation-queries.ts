// Who may act for whom: asked for, granted, taken back.
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { answered, api, keyed, newKey, type Schema } from '../api/client.ts';

export type Authorisation = Schema['Authorisation'];
const AUTHORISATIONS = ['authorisations'];
const MOST = 100;

/** @param principal those granted for this person; those held by oneself when left out */
export const useAuthorisations = (principal?: string) =>
  useQuery({
    queryKey: [...AUTHORISATIONS, principal],
    queryFn: () =>
      answered(
        api.GET('/api/authorisations', {
          params: { query: { limit: MOST, ...(principal !== undefined && { principal }) } },
        }),
      ),
  });

function useChange<T>(change: (what: T) => Promise<unknown>) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: change,
    onSuccess: async () => {
      await queries.invalidateQueries({ queryKey: AUTHORISATIONS });
      await queries.invalidateQueries({ queryKey: ['me'] });
    },
  });
}
export interface Wanted {
  readonly principalId: string;
  readonly personId: string;
  readonly matters: string[];
  readonly actions: Authorisation['actions'];
  readonly mayPassOn: boolean;
  readonly validUntil?: string;
}
export const useGrant = () =>
  useChange((body: Wanted) => answered(api.POST('/api/authorisations', { params: { header: keyed(newKey()) }, body })));
export const useRevoke = () =>
  useChange((id: string) =>
    answered(api.POST('/api/authorisations/{id}/revocation', { params: { path: { id }, header: keyed(newKey()) } })),
  );
