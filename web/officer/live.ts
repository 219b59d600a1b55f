// Live inbox: what the stream tells makes the queries fetch anew; while it is away they ask now and then.
import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';

export interface Told {
  readonly task: string;
  readonly caseNo: string;
  readonly kind: 'appeared' | 'changed' | 'claimed' | 'ended';
}
const AGAIN_MS = 30_000;
/** Changes that come together are one look. */
const TOGETHER_MS = 150;

/** @param hear told of each change. @returns whether the stream is there, and how often to ask while it is not */
export function useLive(hear?: (told: Told) => void): { readonly live: boolean; readonly askEvery: number | false } {
  const queries = useQueryClient();
  const [live, setLive] = useState(false);
  useEffect(() => {
    let source: EventSource | undefined;
    let again: number | undefined;
    let soon: number | undefined;
    const fetchAnew = () => {
      window.clearTimeout(soon);
      soon = window.setTimeout(() => void queries.invalidateQueries({ queryKey: ['work'] }), TOGETHER_MS);
    };
    const open = () => {
      source = new EventSource('/api/me/stream');
      source.onopen = () => setLive(true);
      source.onerror = () => {
        setLive(false);
        // one that was refused does not come back by itself
        if (source?.readyState === EventSource.CLOSED) again = window.setTimeout(open, AGAIN_MS);
      };
      source.addEventListener('refetch', fetchAnew);
      source.addEventListener('task', (event) => {
        hear?.(JSON.parse((event as MessageEvent<string>).data) as Told);
        fetchAnew();
      });
    };
    open();
    return () => {
      source?.close();
      window.clearTimeout(again);
      window.clearTimeout(soon);
    };
  }, [queries, hear]);
  return { live, askEvery: live ? false : AGAIN_MS };
}
