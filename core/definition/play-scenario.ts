// Plays a scenario on the pure engine: the same time, the same commands, no I/O. What the real ledger and workflow must agree with.
import { CalendarYearMissing, type Calendar } from '../clock/calendar.ts';
import { lightAt, type Clock } from '../clock/deadline-ledger.ts';
import { catchUp } from '../engine/agenda.ts';
import { decide } from '../engine/decide.ts';
import type { Rules } from '../engine/rules.ts';
import type { Command } from '../engine/commands.ts';
import { evolveAll } from '../engine/evolve.ts';
import type { Plan } from '../engine/plan.ts';
import { initialState, type CaseState } from '../engine/state.ts';
import { DomainError } from '../errors.ts';
import { checkSubmission } from './form.ts';
import type { Scenario } from './scenarios.ts';
import { submissionOf, toCommand } from './step-command.ts';

/** How a scenario ended, in the words of its `then`. */
export interface Played {
  readonly status: CaseState['status'];
  readonly outcome?: string;
  readonly items: Readonly<Record<string, string>>;
  /** Last day of the committed limit by item, and of `case`. */
  readonly dueOn: Readonly<Record<string, string>>;
  /** Last day of every clock by its id. */
  readonly clocks: Readonly<Record<string, string>>;
  readonly overdue: readonly string[];
  /** Until when the decisions of items are served, and whether they were. */
  readonly deliverBy: Readonly<Record<string, string>>;
  readonly delivery: Readonly<Record<string, Delivery>>;
}
export type Delivery = 'running' | 'overdue' | 'served' | 'served-late';

/** A scenario that can not be played at all (a year without calendar, facts nobody can tell) is one that does not hold. */
export function differencesOf(plan: Plan, calendar: Calendar, scenario: Scenario): readonly string[] {
  try {
    return playScenario(plan, calendar, scenario).differences;
  } catch (error) {
    if (error instanceof CalendarYearMissing) return [error.message];
    if (error instanceof DomainError) return [`${error.code}: ${error.message}`];
    throw error;
  }
}
/** @returns the end, and what differs from `then` or from the refusals expected; no difference = the scenario holds. */
export function playScenario(
  plan: Plan,
  calendar: Calendar,
  scenario: Scenario,
): { played: Played; differences: string[] } {
  const rules: Rules = { plan, calendar };
  const differences: string[] = [];
  let state = initialState;
  const apply = (command: Command, at: number) => {
    state = evolveAll(state, decide(rules, state, command, at));
    state = evolveAll(state, catchUp(rules, state, at));
  };
  const faults = checkSubmission(plan, scenario.given);
  if (faults.length) differences.push(...faults.map((f) => `the form: ${f.pointer} ${f.message.en}`));
  else {
    apply(submissionOf(plan, scenario), scenario.given.at);
    for (const step of scenario.when) {
      state = evolveAll(state, catchUp(rules, state, step.at));
      if (step.type === 'advanceTo') continue;
      const code = refusalOf(() => apply(toCommand(plan, state, step), step.at));
      if (code !== step.refusedWith)
        differences.push(`${step.type}: ${code ?? 'not refused'}, expected ${step.refusedWith ?? 'no refusal'}`);
    }
  }
  const played = endOf(state, scenario.when.at(-1)?.at ?? scenario.given.at);
  return { played, differences: [...differences, ...compareEnd(scenario.then, played)] };
}

export function endOf(state: CaseState, now: number): Played {
  const committed = Object.values(state.clocks).filter((c) => c.kind === 'committed' || c.kind === 'case');
  const deliver = Object.values(state.clocks).filter((c) => c.kind === 'deliver');
  const named = committed.map((c) => [c.item ?? 'case', c] as const);
  return {
    status: state.status,
    ...(state.outcome && { outcome: state.outcome }),
    items: Object.fromEntries(Object.entries(state.items).map(([id, i]) => [id, i.status])),
    dueOn: Object.fromEntries(named.map(([id, c]) => [id, c.dueOn])),
    clocks: Object.fromEntries(Object.values(state.clocks).map((c) => [c.id, c.dueOn])),
    overdue: named
      .filter(([, c]) => lightAt(c, now) === 'red')
      .map(([id]) => id)
      .sort(),
    deliverBy: Object.fromEntries(deliver.map((c) => [c.item!, c.dueOn])),
    delivery: Object.fromEntries(deliver.map((c) => [c.item!, deliveryOf(c, now)])),
  };
}
function deliveryOf(clock: Clock, now: number): Delivery {
  const late = lightAt(clock, now) === 'red';
  if (clock.endedAt === undefined) return late ? 'overdue' : 'running';
  return late ? 'served-late' : 'served';
}

export function compareEnd(expected: Scenario['then'], played: Played): string[] {
  const differences: string[] = [];
  const compare = (what: string, want: unknown, got: unknown) => {
    if (want !== undefined && want !== got) differences.push(`${what}: ${String(got)}, expected ${String(want)}`);
  };
  compare('status', expected.status, played.status);
  compare('outcome', expected.outcome, played.outcome);
  for (const [id, want] of Object.entries(expected.items)) compare(`item ${id}`, want, played.items[id]);
  for (const [id, want] of Object.entries(expected.dueOn)) compare(`due of ${id}`, want, played.dueOn[id]);
  for (const [id, want] of Object.entries(expected.clocks)) compare(`due of ${id}`, want, played.clocks[id]);
  for (const [id, want] of Object.entries(expected.deliverBy))
    compare(`delivery of ${id} by`, want, played.deliverBy[id]);
  for (const [id, want] of Object.entries(expected.delivery)) compare(`delivery of ${id}`, want, played.delivery[id]);
  compare('overdue', expected.overdue && [...expected.overdue].sort().join(), played.overdue.join());
  return differences;
}

function refusalOf(work: () => void): string | undefined {
  try {
    work();
    return undefined;
  } catch (error) {
    if (error instanceof DomainError) return error.code;
    throw error;
  }
}
