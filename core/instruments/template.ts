// A template: what a document of one kind says, with places for the facts of the case. The compiler refuses a place that does not exist.
import type { Text } from '../text.ts';

/** What can be filled in. Texts in both languages; what people wrote stands in both as they wrote it. */
export const PLACES = [
  'addressee',
  'matter',
  'item',
  'stage',
  'caseNo',
  'submittedOn',
  'receivedOn',
  'acceptedOn',
  'on',
  'title',
  'outcome',
  'items',
  'materials',
  'chained',
  'by',
  'basis',
  'reason',
  'remedies',
  'limits',
  'caseLimit',
  'dueOn',
  'correction',
  'correctBy',
  'ground',
  'expected',
  'extension',
  'results',
  'certificate',
  // Conditions: what stands only for a licence, before or after acceptance, or where there is none.
  'licence',
  'beforeAcceptance',
  'afterAcceptance',
  'withoutAcceptance',
] as const;
export type Place = (typeof PLACES)[number];
export type Values = Readonly<Partial<Record<Place, Text>>>;

type PlacesOf<S extends string> = S extends `${string}{${infer P}}${infer Rest}` ? P | PlacesOf<Rest> : never;
type Known<S extends string> = PlacesOf<S> extends Place ? S : never;

export interface Line {
  readonly text: Text;
  /** Stands only where this is known. */
  readonly when?: Place;
}
export const line = <Z extends string, E extends string>(zh: Known<Z>, en: Known<E>, when?: Place): Line => ({
  text: { zh, en },
  ...(when && { when }),
});
export interface Row {
  readonly label: Text;
  readonly value: Place;
}
export const row = (zh: string, en: string, value: Place): Row => ({ label: { zh, en }, value });

export interface Template {
  readonly version: number;
  readonly title: Line;
  readonly opening: readonly Line[];
  /** One that has no value is left out. */
  readonly rows: readonly Row[];
  readonly closing: readonly Line[];
}

/** Fills in a line; one that does not stand here is undefined. Throws where a fact is missing: nobody gets a document with a hole in it. */
export function fill({ text, when }: Line, values: Values): Text | undefined {
  if (when && !values[when]) return undefined;
  const put = (lang: 'zh' | 'en') =>
    text[lang].replace(/\{(\w+)\}/g, (_, place: Place) => {
      const value = values[place];
      if (!value) throw new Error(`a document has no value for ${place}`);
      return value[lang];
    });
  return { zh: put('zh'), en: put('en') };
}
