// Bars lying on their side, drawn when they are there: the drawing comes later than the page, and the table beside says the same.
import { lazy, Suspense } from 'react';
import { Loading } from '../parts/states.tsx';

export interface Bars {
  /** What it shows, for who does not see it. */
  readonly label: string;
  readonly rows: readonly string[];
  readonly bars: readonly {
    readonly name: string;
    readonly colour: string;
    readonly values: readonly number[];
    readonly stack?: string;
  }[];
}
const Drawing = lazy(async () => ({ default: (await import('./drawing.tsx')).Drawing }));

export const Chart = (bars: Bars) => (
  <Suspense fallback={<Loading />}>
    <Drawing {...bars} />
  </Suspense>
);
