// A change of the organisations, judged and played: all faults at once, and what each step makes of which row.
import type { Fault } from '../errors.ts';
import type { Text } from '../text.ts';
import { faultText, type Context, type Rules } from './context.ts';
import { Draft, type Change } from './draft.ts';
import type { StepFault } from './faults.ts';
import { PEOPLE_RULES } from './people-rules.ts';
import type { Step, StepType } from './step.ts';
import { TREE_RULES } from './tree-rules.ts';
import { asInstant, holdsAt, type Tree } from './tree.ts';

const RULES: Rules<StepType> = { ...TREE_RULES, ...PEOPLE_RULES };
const MIN_REGISTRARS = 2;

export interface Played {
  readonly faults: readonly Fault[];
  /** In the order they were made. */
  readonly changes: readonly Change[];
}
/** @param newId ids of the rows that have none by nature, by the number of the step */
export function playSteps(
  tree: Tree,
  steps: readonly Step[],
  now: number,
  newId: (step: number) => string = (n) => `new-${n}`,
): Played {
  const draft = new Draft(tree);
  const at = asInstant(now);
  const faults: Fault[] = [];
  const before = registrars(draft, at);
  steps.forEach((step, n) => {
    const fault = (field: string, code: string, message?: Text) =>
      faults.push({ pointer: `/steps/${n}/${field}`, code, message: message ?? faultText(code as StepFault) });
    const { persons, work } = tree;
    const rule = RULES[step.type] as (c: Context, step: Step) => void;
    rule({ draft, persons, work, n, at, newId, fault: (...given) => void fault(...given) }, step);
  });
  const after = registrars(draft, at);
  if (after < MIN_REGISTRARS && after < before)
    faults.push({ pointer: '/steps', code: 'too-few-registrars', message: faultText('too-few-registrars') });
  return { faults, changes: draft.changes };
}

/** Every fault of the steps, in their order; empty when they can all be taken. */
export const checkSteps = (tree: Tree, steps: readonly Step[], now: number): readonly Fault[] =>
  playSteps(tree, steps, now).faults;

const registrars = (draft: Draft, at: string): number => {
  const held = draft.postsFor('registrar').flatMap((p) => draft.holdings({ postId: p.id }, { from: at, until: null }));
  return new Set(held.filter((h) => holdsAt(h, at)).map((h) => h.personId)).size;
};

/** Those whom a change appoints, substitutes, relieves or makes representatives: none of them decides on it. */
export function concernedBy(steps: readonly Step[], { changes }: Played): ReadonlySet<string> {
  const named = steps.flatMap((step) => peopleOf(step));
  const changed = changes.flatMap(({ after }) => ('personId' in after ? [after.personId] : []));
  return new Set([...named, ...changed]);
}
/** The people whom a step names. */
export const peopleOf = (step: Step): string[] =>
  [
    'personId' in step ? step.personId : undefined,
    'forPerson' in step ? step.forPerson : undefined,
    'principalId' in step ? step.principalId : undefined,
  ].filter((id) => id !== undefined);
