// What somebody writes, kept for this tab and for him: an expired sign-in or a closed page loses nothing.
import { useState } from 'react';
import { useMe } from '../app/session.tsx';
import { dropUnsaved, keepUnsaved, readUnsaved } from '../app/unsaved.ts';

/** Kept until it is what it was at first again. */
export function useKept<T>(name: string, first: T): readonly [T, (value: T) => void] {
  const place = `${name}/${useMe().personId}`;
  const [value, set] = useState<T>(() => (readUnsaved(place) as T | null) ?? first);
  const keep = (next: T) => {
    if (JSON.stringify(next) === JSON.stringify(first)) dropUnsaved(place);
    else keepUnsaved(place, next);
    set(next);
  };
  return [value, keep];
}
