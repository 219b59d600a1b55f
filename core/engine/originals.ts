// 核验原件: somebody of the authority held the original of a paper in his hand. What is kept goes back, also after the case has closed.
import { DomainError } from '../errors.ts';
import type { Command } from './commands.ts';
import type { Happened } from './events.ts';
import type { Plan } from './plan.ts';
import type { CaseState, OriginalState } from './state.ts';

type Of<T extends Command['type']> = Extract<Command, { type: T }>;

/** The original of this very version was seen: a paper given anew is another paper. */
export const isSeen = ({ materials, originals }: CaseState, material: string): boolean =>
  originals?.[material] !== undefined && originals[material].content === materials[material]?.id;
/** It lies with the authority. */
export const isKept = (original: OriginalState | undefined): boolean =>
  original?.kept === true && original.returnedAt === undefined;

export function originalSight(
  plan: Plan,
  state: CaseState,
  { material, kept, post }: Of<'seeOriginal'>,
  at: number,
): Happened[] {
  refuseUnknown(plan, material);
  const paper = state.materials[material];
  if (!paper) throw new DomainError('material-not-given', `Material ${material} was not given yet.`);
  if (isSeen(state, material)) throw new DomainError('original-seen', 'The original of this paper was seen before.');
  if (isKept(state.originals?.[material]))
    throw new DomainError('original-kept', 'The original of its former version is still here: give that back first.');
  return [{ type: 'originalSeen', material, content: paper, kept, ...(post && { post }), at }];
}

export function originalReturn(
  plan: Plan,
  state: CaseState,
  { material, post }: Of<'returnOriginal'>,
  at: number,
): Happened[] {
  refuseUnknown(plan, material);
  if (!isKept(state.originals?.[material]))
    throw new DomainError('original-not-kept', `No original of ${material} is kept here.`);
  return [{ type: 'originalReturned', material, ...(post && { post }), at }];
}

function refuseUnknown(plan: Plan, material: string): void {
  if (!plan.materials.some((m) => m.id === material))
    throw new DomainError('material-not-found', `This matter asks for no material ${material}.`);
}
