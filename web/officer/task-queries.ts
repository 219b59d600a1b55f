// One task: what is known of it, and how it is changed.
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useRef } from 'react';
import { answered, api, keyed, newKey, Problem, type Schema } from '../api/client.ts';

export type TaskDetail = Schema['TaskDetail'];
export type AllowedAction = Schema['AllowedAction'];

export const useTask = (id: string, askEvery: number | false) =>
  useQuery({
    queryKey: ['work', 'task', id],
    queryFn: () => answered(api.GET('/api/tasks/{id}', { params: { path: { id } } })),
    refetchInterval: askEvery,
  });

export type TaskPath =
  | '/api/tasks/{id}/claim'
  | '/api/tasks/{id}/release'
  | '/api/tasks/{id}/review'
  | '/api/tasks/{id}/acceptance'
  | '/api/tasks/{id}/correction'
  | '/api/tasks/{id}/decision'
  | '/api/tasks/{id}/special-procedure'
  | '/api/tasks/{id}/special-procedure/end'
  | '/api/tasks/{id}/extension'
  | '/api/tasks/{id}/extension/decision'
  | '/api/tasks/{id}/hearing-notice'
  | '/api/cases/{no}/after-checks';
export interface TaskChange {
  readonly action: string;
  readonly path: TaskPath;
  readonly body: object | undefined;
}
interface Told {
  readonly done?: (action: string) => void;
  readonly lost?: (error: unknown) => void;
}
/**
 * The same thing tried again after a lost connection goes under the same key: it happens once. What came of it is told also when the
 * form that sent it is gone: a colleague's change takes it away, and may be seen before the answer.
 */
export function useTaskChange({ id, caseNo }: Pick<TaskDetail, 'id' | 'caseNo'>, { done, lost }: Told = {}) {
  const queries = useQueryClient();
  const key = useRef(newKey());
  return useMutation({
    mutationFn: ({ path, body }: TaskChange) => {
      const given = { params: { path: { id, no: caseNo }, header: keyed(key.current) }, ...(body && { body }) };
      return answered(api.POST(path as '/api/tasks/{id}/claim', given as never));
    },
    onSuccess: (_data, { action }) => done?.(action),
    onError: (error) => lost?.(error),
    onSettled: (_data, error) => {
      const unsure = error instanceof Problem && (error.body.status === 0 || error.body.status >= 500);
      if (!unsure) key.current = newKey();
      return queries.invalidateQueries({ queryKey: ['work'] });
    },
  });
}
