// What is filled in and not submitted yet: saved by the API as it is typed, until it is submitted or thrown away. What has not got there yet
// (no connection, signed out) waits in this tab.
import { useQuery } from '@tanstack/react-query';
import { useCallback, useEffect, useRef, useState } from 'react';
import { answered, api, keyed, newKey, Problem, type Schema } from '../api/client.ts';
import { useMe, useSession } from '../app/session.tsx';
import { dropUnsaved, keepUnsaved, readUnsaved } from '../app/unsaved.ts';
import type { Answers } from './matters.ts';

export interface Paper {
  readonly materialId: string;
  readonly name: string;
  readonly size: number;
}
export type Values = Readonly<Record<string, unknown>>;
export interface Draft {
  readonly guide: Answers;
  readonly form: Values;
  readonly materials: Readonly<Record<string, Paper>>;
  readonly deselected: readonly string[];
  readonly held: readonly string[];
  readonly promised: readonly string[];
  readonly commitments: readonly string[];
}
const EMPTY: Draft = { guide: {}, form: {}, materials: {}, deselected: [], held: [], promised: [], commitments: [] };
const asDraft = (content: unknown): Draft => ({ ...EMPTY, ...(content as Partial<Draft> | null) });

/** How far the API has what is on the page. */
export interface SavingState {
  readonly state: 'saved' | 'waiting' | 'unsaved' | 'signed-out' | 'elsewhere';
  readonly at: string | null;
  /** After it was saved elsewhere, too: which of the two stays. */
  takeTheirs(): void;
  keepMine(): void;
}
const RESTS_MS = 800;
const TRIES_AGAIN_MS = 10_000;

const read = (matter: string) => answered(api.GET('/api/me/drafts/{matter}', { params: { path: { matter } } }));
const write = (matter: string, revision: number, content: Draft | null) =>
  answered(
    api.POST('/api/me/drafts/{matter}', {
      params: { path: { matter }, header: keyed(newKey()) },
      body: { revision, content: content && { ...content } },
    }),
  );

/** Read once for each visit: what is typed afterwards is newer. */
export function useKeptDraft(matter: string) {
  const { onBehalfOf } = useSession().acting;
  return useQuery({
    queryKey: ['draft', matter, onBehalfOf],
    queryFn: () => read(matter),
    staleTime: Infinity,
    gcTime: 0,
    refetchOnWindowFocus: false,
    refetchOnReconnect: false,
  });
}

const stateOf = (error: unknown): SavingState['state'] => {
  const { code, status } = error instanceof Problem ? error.body : { code: '', status: 0 };
  return code === 'draft-changed' ? 'elsewhere' : status === 401 ? 'signed-out' : 'unsaved';
};

interface Unsaved {
  readonly revision: number;
  readonly draft: Draft;
}
export function useDraft(matter: string, kept: Schema['Draft'], begun: Answers) {
  const { personId } = useMe();
  const { acting } = useSession();
  const place = `${matter}/${personId}/${acting.onBehalfOf ?? personId}`;
  const [waiting] = useState(() => readUnsaved(place) as Unsaved | null);
  const revision = useRef(waiting?.revision ?? kept.revision);
  const [draft, setDraft] = useState(() => {
    const found = asDraft(waiting?.draft ?? kept.content);
    return { ...found, guide: { ...found.guide, ...begun } };
  });
  const [saving, setSaving] = useState<Pick<SavingState, 'state' | 'at'>>({
    state: waiting ? 'waiting' : 'saved',
    at: kept.savedAt,
  });
  const saved = useRef<Draft | null>(waiting ? null : draft);
  const latest = useRef(draft);
  const running = useRef<Promise<void> | null>(null);
  const over = useRef(false);

  const send = useCallback(async () => {
    const sent = latest.current;
    try {
      const answer = await write(matter, revision.current, sent);
      revision.current = answer.revision;
      saved.current = sent;
      if (latest.current === sent) dropUnsaved(place);
      setSaving({ state: latest.current === sent ? 'saved' : 'waiting', at: answer.savedAt });
    } catch (error) {
      setSaving((was) => ({ ...was, state: stateOf(error) }));
    }
  }, [matter, place]);
  /** One after another: each names the revision that the one before it made. */
  const save = useCallback(() => {
    if (running.current || over.current || saved.current === latest.current) return;
    running.current = send().finally(() => (running.current = null));
  }, [send]);

  useEffect(() => {
    latest.current = draft;
    if (over.current || saved.current === draft) return;
    keepUnsaved(place, { revision: revision.current, draft });
    setSaving((was) => (was.state === 'saved' ? { ...was, state: 'waiting' } : was));
  }, [draft, place]);
  // begun anew with each key: it is saved when the fingers rest
  useEffect(() => {
    if (saving.state === 'saved' || saving.state === 'elsewhere') return;
    const timer = setInterval(save, saving.state === 'waiting' ? RESTS_MS : TRIES_AGAIN_MS);
    window.addEventListener('online', save);
    return () => {
      clearInterval(timer);
      window.removeEventListener('online', save);
    };
  }, [saving.state, draft, save]);

  const change = useCallback((to: Partial<Draft>) => setDraft((was) => ({ ...was, ...to })), []);
  const fill = useCallback(
    (id: string, value: unknown) => setDraft((was) => ({ ...was, form: withValue(was.form, id, value) })),
    [],
  );
  const settle = async (mine: boolean) => {
    const theirs = await read(matter);
    revision.current = theirs.revision;
    if (mine) return save();
    const found = asDraft(theirs.content);
    saved.current = found;
    dropUnsaved(place);
    setDraft(found);
    setSaving({ state: 'saved', at: theirs.savedAt });
  };
  return {
    draft,
    change,
    fill,
    saving: { ...saving, takeTheirs: () => void settle(false), keepMine: () => void settle(true) },
    /** Nothing is kept any more. */
    forget: useCallback(async () => {
      over.current = true;
      await running.current;
      dropUnsaved(place);
      await write(matter, revision.current, null).catch(() => undefined); // it is forgotten by itself, later
    }, [matter, place]),
    clear: useCallback(() => setDraft(EMPTY), []),
  };
}
/** An empty value is left out: the API takes no null. */
export function withValue(values: Values, id: string, value: unknown): Values {
  const { [id]: _was, ...rest } = values;
  return value === undefined || value === '' || value === null ? rest : { ...rest, [id]: value };
}

/** The same key as long as the same thing is sent: a second click, or a retry after a lost answer, submits nothing twice. */
export function createKeys(): (body: unknown) => string {
  let last = { told: '', key: '' };
  return (body) => {
    const told = JSON.stringify(body);
    if (told !== last.told) last = { told, key: newKey() };
    return last.key;
  };
}
