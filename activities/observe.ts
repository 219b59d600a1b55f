// What activities tell of their work, to whoever measures: names of ours, seconds and codes.
import type { Activities, DispatchRef } from './index.ts';

export interface ActivityEnd {
  readonly activity: keyof Activities;
  readonly seconds: number;
  /** `done`, `cancelled`, or the code it failed with. */
  readonly code: string;
  /** Where it was a call to a department's system. */
  readonly dispatch?: Pick<DispatchRef, 'system' | 'kind'>;
}
export type ObserveActivity = (end: ActivityEnd) => void;
