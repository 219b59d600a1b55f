// What somebody writes, kept for this tab: an expired sign-in or a closed page loses nothing.
import { useState } from 'react';

/** Kept until it is what it was at first again. */
export function useKept<T>(name: string, first: T): readonly [T, (value: T) => void] {
  const key = `lianban.kept.${name}`;
  const [value, set] = useState<T>(() => {
    const kept = sessionStorage.getItem(key);
    return kept === null ? first : (JSON.parse(kept) as T);
  });
  const keep = (next: T) => {
    const text = JSON.stringify(next);
    if (text === JSON.stringify(first)) sessionStorage.removeItem(key);
    else sessionStorage.setItem(key, text);
    set(next);
  };
  return [value, keep];
}
