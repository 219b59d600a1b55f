// What the executors of rules are made of.
import type { Command, Submit } from '../../../core/engine/commands.ts';
import type { Plan, PlanItem } from '../../../core/engine/plan.ts';
import { item, ref, text } from '../engine/fixtures.ts';

export const wd = (amount: number) => ({ amount, unit: 'wd' as const });
export const basis = text('law');
export const base = item('permit').limits;

/** Days after the submission, and what is done then; nothing: time passes. */
type Step = readonly [day: number, command?: Command];
export interface Executor {
  readonly item?: Partial<PlanItem>;
  readonly plan?: Partial<Plan>;
  /** The same without the rule, or with a lesser one. */
  readonly without?: { readonly item?: Partial<PlanItem>; readonly plan?: Partial<Plan> };
  readonly submit?: Partial<Submit>;
  readonly steps: readonly Step[];
  /** The event, or refusal, that the rule is for. */
  readonly brings: object;
}

export const of = { item: 'permit' } as const;
export const grant: Command = { type: 'decide', ...of, revision: 1, outcome: 'granted' };
export const refuse = {
  type: 'decide',
  ...of,
  revision: 1,
  outcome: 'refused',
  reason: ref('reason'),
  legalBasis: 'law',
} as const satisfies Command;
export const accept: Command = { type: 'accept', ...of, organ: 'permit-organ' };
export const correct: Command = { type: 'notifyCorrection', ...of, document: 'd', content: ref('text') };
export const tell: Command = { type: 'tellHearingRight', ...of };
export const ask: Command = { type: 'answerHearing', ...of, wanted: true };

export const accepted = { acceptance: 'item', limits: { ...base, starts: 'accepted' } } as const;
export const withLimits = (more: Partial<PlanItem['limits']>, from: PlanItem['limits'] = base): Partial<PlanItem> => ({
  limits: { ...from, ...more },
});
export const acceptedWith = (more: Partial<PlanItem['limits']>) => ({
  ...accepted,
  ...withLimits(more, accepted.limits),
});
export const clock = (kind: string, more: object = {}) => ({ type: 'clockStarted', clock: { kind, ...more } });
export const hearing = { request: wd(5), hold: wd(20), notice: wd(7), basis };
export const commitment = { committed: wd(1), afterCheck: wd(30), basis };
export const renewal = { expires: 'expiresOn', basis };
export const jointHandling = { article: 26, mode: 'joint', establishedBy: basis, limit: wd(45) } as const;
export const stage = { id: 'first', name: text('first'), items: ['permit'] };
export const lease = { id: 'lease', name: text('lease'), required: true, accepts: [], maxBytes: 9 };
export const lateLights = { lights: { yellowPercent: 100 } };
export const told = (...escalation: NonNullable<Plan['lights']['escalation']>) => ({
  lights: { yellowPercent: 80, escalation },
});
export const joint: readonly Step[] = [
  [1, { type: 'requestJointExtension', stage: 'first', reason: ref('reason') }],
  [2, { type: 'decideJointExtension', stage: 'first', approve: true, document: 'd' }],
];
