// How a clock starts and is dated anew: by whose office hours, from when it is yellow, and who is told at which threshold.
import { workingDays, dayOf, type Calendar } from '../clock/calendar.ts';
import type { Clock, ClockKind } from '../clock/deadline-ledger.ts';
import type { Limit } from '../clock/limit.ts';
import { calendarAt } from '../clock/local-calendar.ts';
import { officeTime } from '../clock/office-time.ts';
import { periodFrom, soLongAfter, type Warning } from '../clock/period.ts';
import { redate, type Redating } from '../clock/redate.ts';
import type { Happened } from './events.ts';
import { getItem, type Escalation, type Plan, type StepLights } from './plan.ts';
import type { Rules } from './rules.ts';

type Of = Pick<Clock, 'kind' | 'item'>;

/** Of the item's kind of clock, else the item, else the matter's kind of clock, else the matter. */
export function lightsOf(plan: Plan, { kind, item }: Of): StepLights {
  const own = item === undefined ? undefined : getItem(plan, item)?.lights;
  return own?.steps?.[kind] ?? own ?? plan.lights.steps?.[kind] ?? plan.lights;
}
const DEFAULT_PERCENT = 90;
const warningOf = ({ yellowPercent, yellowBefore }: StepLights): Warning => ({
  ...(yellowBefore && { before: yellowBefore }),
  ...(yellowPercent !== undefined && { percent: yellowPercent }),
  ...(!yellowBefore && yellowPercent === undefined && { percent: DEFAULT_PERCENT }),
});
/** The steps that come so long after the end, in the order in which a clock counts them. */
export const lateSteps = ({ escalation = [] }: StepLights): (Escalation & { readonly at: Limit })[] =>
  escalation.filter((e): e is Escalation & { at: Limit } => typeof e.at === 'object');

/** The organ a clock binds, or whose counter the applicant goes to: before acceptance the accepting one, of the case the lead. */
export function organOf(plan: Plan, { kind, item }: Of): string {
  const organs = item === undefined ? undefined : getItem(plan, item)?.organs;
  return (kind === 'accept' || kind === 'correction' ? organs?.accepts : organs?.decides) ?? plan.lead;
}

/** The calendar as it holds for a clock: in the region of its item, with the office hours of its organ. */
export const calendarOf = ({ plan, calendar }: Rules, clock: Of): Calendar =>
  calendarAt(calendar, {
    region: (clock.item === undefined ? undefined : getItem(plan, clock.item)?.region) ?? plan.region,
    organ: organOf(plan, clock),
  });

/** What came in when the office was closed counts from when it opens next, where the calendar says so. */
function receiptInstant(calendar: Calendar, at: number): number {
  if (calendar.receiptOutsideOfficeHours !== 'nextWorkingDay') return at;
  const office = officeTime(calendar);
  const day = dayOf(at);
  return workingDays(calendar)(day) && at < office.closes(day) ? at : office.openAt(at);
}

/** The applicant's own time limits; every other binds the organ. */
const APPLICANTS: readonly ClockKind[] = ['receipt', 'correction', 'gap', 'hearing-request'];

export interface Start {
  readonly kind: ClockKind;
  readonly item?: string;
  readonly stage?: string;
  readonly material?: string;
  readonly limit: Limit;
  readonly trigger: Clock['trigger'];
  /** When there are several of the kind, one after another. */
  readonly number?: number;
  readonly until?: string;
}
export function clockStarted(rules: Rules, start: Start, at: number): Happened {
  const { kind, item, stage, material, limit, trigger, until } = start;
  const calendar = calendarOf(rules, start);
  const lights = lightsOf(rules.plan, start);
  const from = trigger === 'received' ? receiptInstant(calendar, at) : at;
  // papers are brought to a counter, which closes (Civil Code Art. 203)
  const ends = kind === 'receipt' && calendar.counterEnds !== 'midnight' ? 'officeHours' : undefined;
  const how: Pick<Clock, 'until' | 'ends'> = { ...(until && { until }), ...(ends && { ends }) };
  const period = periodFrom(calendar, { from, limit, ...how }, warningOf(lights));
  const late = lateSteps(lights).map((l) => ({ at: soLongAfter(calendar, period.dueAt, l.at), told: false }));
  const clock: Clock = {
    id: clockId(start),
    kind,
    ...(item && { item }),
    ...(stage && { stage }),
    ...(material && { material }),
    trigger,
    bound: APPLICANTS.includes(kind) ? 'applicant' : 'organ',
    limit,
    ...period,
    ...how,
    ...(late.length > 0 && { late }),
    entries: [{ kind: 'start', at: from, dueAfter: period.dueAt, calendar: calendar.hash }],
  };
  return { type: 'clockStarted', clock, at };
}
function clockId({
  kind,
  item,
  stage,
  material,
  number,
}: Pick<Start, 'kind' | 'item' | 'stage' | 'material' | 'number'>) {
  const base = item ? `${item}/${kind}` : stage ? `@${stage}/${kind}` : material ? `${kind}/${material}` : kind;
  return number === undefined ? base : `${base}/${number}`;
}

/** The clock as its changed course makes it. */
export function redated(
  rules: Rules,
  clock: Clock,
  change: Pick<Clock, 'stops' | 'extensions'>,
  entry: Redating['entry'],
  at: number,
): Happened {
  const lights = lightsOf(rules.plan, clock);
  const late = lateSteps(lights).map((l) => l.at);
  const redating = { warning: warningOf(lights), late, at, entry };
  return { type: 'clockRedated', clock: redate(calendarOf(rules, clock), clock, change, redating), at };
}
