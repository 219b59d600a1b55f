// 送达: a document reaches whom it concerns. Goes on after the case has closed; a decision's own time limit ends with it.
import { DomainError } from '../errors.ts';
import type { Command } from './commands.ts';
import type { Happened } from './events.ts';
import type { ServiceWay } from './instruments.ts';
import type { PlanItem } from './plan.ts';
import type { Rules } from './rules.ts';
import { clockStarted } from './start-clock.ts';
import type { CaseState } from './state.ts';

/** What nobody hands over himself is proved by something: the number of the letter, the paper in which it stood. */
const NEEDS_PROOF: readonly ServiceWay[] = ['post', 'publication'];

export function serviceEvents(
  state: CaseState,
  { instrument, how, servedAt, proof, post }: Extract<Command, { type: 'serve' }>,
  now: number,
): Happened[] {
  const made = state.instruments?.[instrument - 1];
  if (!made) throw new DomainError('instrument-not-found', 'The case has no such document.');
  if (made.servedAt !== undefined)
    throw new DomainError('instrument-served', 'It was served before.', {
      params: { at: new Date(made.servedAt).toISOString() },
    });
  const at = servedAt ?? now;
  if (at > now || at < made.at)
    throw new DomainError('service-time-invalid', 'A document is served after it was made, and not in the future.');
  if (NEEDS_PROOF.includes(how) && !proof)
    throw new DomainError('proof-missing', 'Name what proves it: the number of the letter, the publication.');
  const { item } = made;
  return [
    { type: 'served', ...(item && { item }), instrument, how, ...(proof && { proof }), ...(post && { post }), at },
  ];
}

/** Within how long a decision is delivered (行政许可法 Art. 44), where the plan has a limit. */
export const deliverClock = (rules: Rules, { id: item, limits }: PlanItem, at: number): Happened[] =>
  limits.deliver ? [clockStarted(rules, { kind: 'deliver', item, limit: limits.deliver, trigger: 'decided' }, at)] : [];
