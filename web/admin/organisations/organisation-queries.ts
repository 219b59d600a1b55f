// What the organisations' pages ask for and change.
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { answered, api, changeHeaders, actingHeaders, keyed, newKey, type Schema } from '../../api/client.ts';

export type Organisation = Schema['Organisation'];
export type OrganisationDetail = Schema['OrganisationDetail'];
export type Post = OrganisationDetail['posts'][number];
export type Step = Schema['OrganisationStep'];
export type StepType = Step['type'];
export type Change = Schema['OrganisationChange'];
export type Imported = Schema['OrganisationImport'];
const MOST = 100;
const ORGANISATIONS = ['organisations'];
const CHANGES = ['organisation-changes'];

interface Listed {
  readonly parent?: string;
  readonly roots?: 'true';
  readonly q?: string;
}
/** A level of the tree, or what a search finds; the first hundred. */
export const useOrganisations = (of: Listed) =>
  useQuery({
    queryKey: [...ORGANISATIONS, of],
    queryFn: () => answered(api.GET('/api/organisations', { params: { query: { ...of, limit: MOST } } })),
  });
export const useOrganisation = (id: string) =>
  useQuery({
    queryKey: [...ORGANISATIONS, id],
    queryFn: () => answered(api.GET('/api/organisations/{id}', { params: { path: { id } } })),
  });
export const useChanges = () =>
  useQuery({
    queryKey: CHANGES,
    queryFn: () => answered(api.GET('/api/organisation-changes', { params: { query: { limit: MOST } } })),
  });
export const useOneChange = (id: string) =>
  useQuery({
    queryKey: [...CHANGES, id],
    queryFn: () => answered(api.GET('/api/organisation-changes/{id}', { params: { path: { id } } })),
  });

function useAct<T, R>(act: (what: T) => Promise<R>) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: act,
    onSettled: async () => {
      await queries.invalidateQueries({ queryKey: CHANGES });
      await queries.invalidateQueries({ queryKey: ORGANISATIONS });
    },
  });
}
export const usePropose = () =>
  useAct((body: { readonly reason: string; readonly steps: Step[] }) =>
    answered(api.POST('/api/organisation-changes', { params: { header: keyed(newKey()) }, body })),
  );
export type Decision = 'approval' | 'rejection' | 'withdrawal';
export const useDecide = (id: string) =>
  useAct(({ decision, reason }: { readonly decision: Decision; readonly reason: string }) => {
    const params = { path: { id }, header: keyed(newKey()) };
    if (decision === 'rejection')
      return answered(api.POST('/api/organisation-changes/{id}/rejection', { params, body: { reason } }));
    return answered(
      decision === 'approval'
        ? api.POST('/api/organisation-changes/{id}/approval', { params })
        : api.POST('/api/organisation-changes/{id}/withdrawal', { params }),
    );
  });

interface Sent {
  readonly file: File;
  readonly reason: string;
  readonly dryRun: boolean;
}
/** The file as it is: its encoding is the API's business. */
export const useImport = () =>
  useAct(async ({ file, reason, dryRun }: Sent): Promise<Imported> => {
    const query = new URLSearchParams({ reason, 'dry-run': String(dryRun) });
    const headers = { ...actingHeaders(), ...changeHeaders(), ...keyed(newKey()), 'content-type': 'text/csv' };
    const sent = fetch(`/api/organisations/imports?${query}`, { method: 'POST', headers, body: file });
    return answered(
      sent.then(async (response) => {
        const told = (await response.json()) as unknown;
        return { response, ...(response.ok ? { data: told as Imported } : { error: told }) };
      }),
    );
  });
