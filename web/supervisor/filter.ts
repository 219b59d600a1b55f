// What of the board is looked at, kept in the address: a view can be shared, and holds ids of organs, matters and divisions alone.
import { useSearchParams } from 'react-router';

export const LIGHTS = ['overdue', 'red', 'yellow', 'green', 'stopped', 'stopped-too-long'] as const;
export type Sight = (typeof LIGHTS)[number];
export const BY = ['organ', 'matter', 'district', 'officer', 'light'] as const;
export type By = (typeof BY)[number];
const PLACES = ['organ', 'matter', 'district', 'from', 'to'] as const;
export type Place = (typeof PLACES)[number];
/** Where it narrows: only what was chosen is there. */
export type Where = Partial<Readonly<Record<'organ' | 'matter' | 'district', string>>>;

/** @returns what is chosen of these, nothing for the others */
function chosen<K extends Place>(params: URLSearchParams, ...names: readonly K[]): Partial<Record<K, string>> {
  const pairs = names.map((name) => [name, params.get(name)] as const).filter(([, value]) => value);
  return Object.fromEntries(pairs) as Partial<Record<K, string>>;
}
const oneOf = <T extends string>(list: readonly T[], value: string | null): T | undefined =>
  list.find((each) => each === value);

export function useFilter() {
  const [params, setParams] = useSearchParams();
  /** The address with this changed; an empty value takes it out. */
  const withChange = (change: Readonly<Record<string, string | undefined>>) => {
    const next = new URLSearchParams(params);
    for (const [name, value] of Object.entries(change)) {
      if (value) next.set(name, value);
      else next.delete(name);
    }
    return next;
  };
  return {
    by: oneOf(BY, params.get('by')) ?? 'organ',
    light: oneOf(LIGHTS, params.get('light')),
    where: chosen(params, 'organ', 'matter', 'district'),
    period: chosen(params, 'from', 'to'),
    narrowed: [...PLACES, 'light'].some((name) => params.has(name)),
    change: (change: Readonly<Record<string, string | undefined>>) => setParams(withChange(change), { replace: true }),
    clear: () => setParams({}, { replace: true }),
    /** The same board, narrowed to this: for links. */
    to: (change: Readonly<Record<string, string | undefined>>) => ({ search: withChange(change).toString() }),
  };
}
