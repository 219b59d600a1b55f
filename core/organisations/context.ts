import type { Text } from '../text.ts';
import type { Draft } from './draft.ts';
import { STEP_FAULTS, type StepFault } from './faults.ts';
import type { StepOf, StepType } from './step.ts';
import { asInstant, type Organisation, type Period, type Post, type Tree } from './tree.ts';

/** What a rule is given of the step it judges. A step with faults changes what it still can, so that later steps are judged fairly. */
export interface Context extends Pick<Tree, 'persons' | 'work'> {
  readonly draft: Draft;
  readonly n: number;
  /** The instant of the change. */
  readonly at: string;
  readonly newId: (step: number) => string;
  /** Reports a fault of a field of the step; true when there was none. */
  fault(
    field: string,
    code: StepFault | 'handles-items' | 'named-by-matters' | 'incompatible-roles',
    message?: Text,
  ): void;
}
export type Rules<T extends StepType> = { readonly [K in T]: (c: Context, step: StepOf<K>) => void };

/** The organisation, when it is there and open; else the fault. */
export function openOrganisation(c: Context, id: string, field: string): Organisation | undefined {
  const found = c.draft.organisation(id);
  if (!found) c.fault(field, 'unknown-organisation');
  else if (found.closedAt !== null) c.fault(field, 'organisation-closed');
  else return found;
  return undefined;
}
export function openPost(c: Context, id: string, field: string): Post | undefined {
  const found = c.draft.post(id);
  if (!found) c.fault(field, 'unknown-post');
  else if (found.closedAt !== null) c.fault(field, 'post-closed');
  else return found;
  return undefined;
}

/** What is asked for an instant that has passed, or for none, happens at the change's. */
export const notBefore = (at: string, asked: string | undefined): string => {
  const wanted = asked === undefined ? at : asInstant(Date.parse(asked));
  return wanted < at ? at : wanted;
};
/** The period of a step from the change on; a fault when it is empty or over. */
export function periodOf(c: Context, step: { from?: string | undefined; until?: string | undefined }): Period {
  const from = notBefore(c.at, step.from);
  const until = step.until === undefined ? null : asInstant(Date.parse(step.until));
  if (until !== null && until <= from) c.fault('until', 'ends-before-begin');
  return { from, until };
}
/** A row that ends there: at once when it runs, without having begun when it would begin later. */
export const endingAt = <P extends Period>(row: P, end: string): P => ({
  ...row,
  until: row.from > end ? row.from : end,
});
export const isEmpty = ({ from, until }: Period): boolean => until !== null && until <= from;
export const faultText = (code: StepFault): Text => STEP_FAULTS[code];
