// 督办: at a threshold of a clock, the posts that the definition names are told, and may owe an answer.
import { dueOf } from '../clock/course.ts';
import type { Clock, Threshold } from '../clock/deadline-ledger.ts';
import { DomainError } from '../errors.ts';
import type { Command } from './commands.ts';
import type { Happened } from './events.ts';
import type { Escalation } from './plan.ts';
import type { Rules } from './rules.ts';
import { calendarOf, lateSteps, lightsOf, organOf } from './start-clock.ts';
import type { CaseState } from './state.ts';

/** What follows from a threshold that passed: one event for each step of the chain that stands there. */
export function escalations(rules: Rules, clock: Clock, threshold: Threshold): Happened[] {
  const lights = lightsOf(rules.plan, clock);
  const chain = lights.escalation ?? [];
  return stepsAt(chain, clock, threshold, lateSteps(lights)).map((step) => {
    const { tell, answerWithin } = step;
    const { at } = threshold;
    const answerBy = answerWithin && dueOf(calendarOf(rules, clock), { from: at, limit: answerWithin }).dueAt;
    return {
      type: 'escalated',
      clock: clock.id,
      ...(clock.item !== undefined && { item: clock.item }),
      step: chain.indexOf(step),
      organ: organOf(rules.plan, clock),
      tell,
      ...(threshold.kind === 'late' && { late: threshold.step! }),
      ...(answerBy !== undefined && { answerBy }),
      at,
    };
  });
}

function stepsAt(
  chain: readonly Escalation[],
  clock: Clock,
  { kind, step }: Threshold,
  late: readonly Escalation[],
): readonly Escalation[] {
  if (kind === 'late') return [late[step!]!];
  if (kind === 'warn') return chain.filter((e) => e.at === 'yellow');
  // a period too short for a yellow light passes both at once
  return chain.filter((e) => e.at === 'red' || (e.at === 'yellow' && !clock.warned));
}

export function escalationAnswer(
  state: CaseState,
  { clock: id, step, text, post }: Extract<Command, { type: 'answerEscalation' }>,
  at: number,
): Happened[] {
  const clock = state.clocks[id];
  const told = clock?.told?.find((t) => t.step === step);
  if (!clock || !told) throw new DomainError('escalation-not-found', 'Nobody was told of such a threshold.');
  if (told.answeredAt !== undefined) throw new DomainError('escalation-answered', 'It was answered before.');
  if (!text) throw new DomainError('reason-missing', 'Say what was done, and until when it will be finished.');
  const item = clock.item === undefined ? {} : { item: clock.item };
  return [{ type: 'escalationAnswered', clock: id, ...item, step, text, ...(post && { post }), at }];
}
