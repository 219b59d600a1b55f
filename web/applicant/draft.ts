// What is filled in and not submitted yet: kept on this device, for this person and whom he acts for, until it is submitted or thrown away.
import { useCallback, useEffect, useState } from 'react';
import { newKey } from '../api/client.ts';
import { useMe, useSession } from '../app/session.tsx';
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

function read(place: string): Draft {
  try {
    return { ...EMPTY, ...(JSON.parse(localStorage.getItem(place) ?? '{}') as Partial<Draft>) };
  } catch {
    return EMPTY;
  }
}

export function useDraft(matter: string, begun: Answers) {
  const { personId } = useMe();
  const { acting } = useSession();
  const place = `lianban.draft/${matter}/${personId}/${acting.onBehalfOf ?? personId}`;
  const [draft, setDraft] = useState(() => {
    const found = read(place);
    return { ...found, guide: { ...found.guide, ...begun } };
  });
  useEffect(() => localStorage.setItem(place, JSON.stringify(draft)), [place, draft]);
  const change = useCallback((to: Partial<Draft>) => setDraft((was) => ({ ...was, ...to })), []);
  const fill = useCallback(
    (id: string, value: unknown) => setDraft((was) => ({ ...was, form: withValue(was.form, id, value) })),
    [],
  );
  return {
    draft,
    change,
    fill,
    /** Nothing is kept any more. */
    forget: useCallback(() => localStorage.removeItem(place), [place]),
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
