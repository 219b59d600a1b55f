// The scenarios of a definition, ready to be played: samples are resolved, so that `form` is what is submitted.
import type { Definition } from './schema.ts';
import type { Step } from './schema-scenario.ts';

type Written = Definition['scenarios'][number];
export type { Step } from './schema-scenario.ts';
export interface Scenario {
  readonly id: string;
  readonly name: Written['name'];
  readonly given: {
    /** Instant of submission, epoch milliseconds. */
    readonly at: number;
    readonly guide: Readonly<Record<string, boolean | string>>;
    readonly form: Readonly<Record<string, unknown>>;
    /** Absent: all that are asked for. */
    readonly materials?: readonly string[];
    readonly deselected: readonly string[];
    readonly held: readonly string[];
    readonly promised: readonly string[];
    readonly commitments: readonly string[];
  };
  readonly when: readonly Step[];
  readonly then: Written['then'];
}

/** The scenarios of a definition without faults. */
export function resolveScenarios(definition: Pick<Definition, 'samples' | 'scenarios'>): Scenario[] {
  return definition.scenarios.map(({ given: { sample, without, form, ...given }, ...scenario }) => {
    const start = sample === undefined ? {} : (definition.samples[sample] ?? {});
    const kept = Object.entries(start).filter(([id]) => !without.includes(id));
    return { ...scenario, given: { ...given, form: { ...Object.fromEntries(kept), ...form } } };
  });
}
