// State → what people see. Pure; holds nothing that is not in the state, so no form value and no text of anybody.
import { basisOf, CLOCK_NAMES, extendedBy } from './clock-law.ts';
import {
  addDays,
  CalendarYearMissing,
  civilDate,
  isProvisionalOn,
  isWorkingDay,
  type Calendar,
} from './clock/calendar.ts';
import { lightAt, type Clock, type Light } from './clock/deadline-ledger.ts';
import { printLimit, type Limit } from './clock/limit.ts';
import { groundName } from './engine/clock-changes.ts';
import { isKept, isSeen } from './engine/originals.ts';
import { getItem, type MaterialPlan, type Plan, type PlanItem } from './engine/plan.ts';
import type { CaseState, ItemState } from './engine/state.ts';
import type { Text } from './text.ts';
import { cancelWords, caseStatusWords, itemStatusWords } from './words.ts';

export const toInstant = (at: number): string => new Date(at).toISOString();
const instantOr = (at: number | undefined): string | null => (at === undefined ? null : toInstant(at));

/** What stopped a clock: its name, and the law that says so. */
type GroundName = ReturnType<typeof groundName>;
/** @param calendar the case's: days left are counted in the unit of the limit */
export function clockView(plan: Plan, clock: Clock, now: number, calendar: Calendar) {
  const light = lightAt(clock, now);
  const limit = printLimit(clock.limit);
  const left = clock.endedAt === undefined && !clock.stopped ? daysLeft(clock, now, calendar) : null;
  return {
    id: clock.id,
    item: clock.item ?? null,
    kind: clock.kind,
    name: CLOCK_NAMES[clock.kind],
    basis: basisOf(plan, clock),
    extendedBy: extendedBy(plan, clock),
    stage: clock.stage ?? null,
    material: clock.material ?? null,
    bound: clock.bound,
    trigger: clock.trigger,
    limit,
    dueOn: clock.stopped ? null : clock.dueOn,
    dueAt: clock.stopped ? null : toInstant(clock.dueAt),
    warnAt: clock.stopped ? null : toInstant(clock.warnAt),
    light,
    daysLeft: left,
    provisional: clock.provisional,
    endedAt: instantOr(clock.endedAt),
    entries: clock.entries.map((e) => ({
      kind: e.kind,
      at: toInstant(e.at),
      dueBefore: instantOr(e.dueBefore),
      dueAfter: instantOr(e.dueAfter),
      used: e.used ?? null,
      left: e.left ?? null,
      ground: e.ground ?? null,
      document: e.document ?? null,
      calendar: e.calendar ?? null,
    })),
    words: clockWords(clock, light, left, groundName(plan, clock)),
  };
}
/** Days after today up to the last day, below 0 after it; null where the calendar does not know today's year. */
export function daysLeft(
  { limit, dueOn }: Pick<Clock, 'limit' | 'dueOn'>,
  now: number,
  calendar: Calendar,
): number | null {
  const today = civilDate(now);
  const [from, to] = today < dueOn ? [today, dueOn] : [dueOn, today];
  let days = 0;
  try {
    for (let day = from; day < to;) {
      day = addDays(day, 1);
      if (limit.unit === 'd' || isWorkingDay(calendar, day)) days += 1;
    }
  } catch (error) {
    if (error instanceof CalendarYearMissing) return null;
    throw error;
  }
  return today <= dueOn ? days : -days || 0;
}
const words = (zh: string, en: string): Text => ({ zh, en });
const LIGHTS = {
  green: words('正常', 'in time'),
  yellow: words('即将到期', 'due soon'),
  red: words('已超期', 'overdue'),
  stopped: words('停止计时', 'the clock stands still'),
} as const satisfies Record<Light, Text>;
const UNIT_WORDS = {
  wd: words('个工作日', 'working day'),
  d: words('日', 'day'),
  wh: words('个工作小时', 'working hour'),
  mo: words('个月', 'month'),
  y: words('年', 'year'),
} as const satisfies Record<Limit['unit'], Text>;
export function countWords(count: number, unit: Limit['unit']): Text {
  const { zh, en } = UNIT_WORDS[unit];
  return { zh: `${count} ${zh}`, en: `${count} ${en}${count === 1 ? '' : 's'}` };
}
function leftWords(clock: Clock, light: Light, left: number | null): Text {
  const state = LIGHTS[light];
  if (left === null || light === 'stopped') return state;
  const days = countWords(Math.abs(left), clock.limit.unit);
  // overdue on a Saturday: not yet by a working day
  if (light === 'red')
    return left === 0 ? words('已超期', 'overdue') : words(`已超期 ${days.zh}`, `overdue by ${days.en}`);
  const ahead = left === 0 ? words('今日届满', 'last day') : words(`还剩 ${days.zh}`, `${days.en} left`);
  return words(`${state.zh}，${ahead.zh}`, `${state.en}, ${ahead.en}`);
}
/** 扣除…: what was not counted, by which ground, law and document; and what was added. */
function changeWords({ entries, limit }: Clock, nameOf: GroundName): Text[] {
  return entries.flatMap((e, n): Text[] => {
    if (e.kind === 'extend' && e.document !== undefined)
      return [words(`经批准延期（${e.document}）`, `extended (${e.document})`)];
    if (e.kind !== 'stop') return [];
    const ends = entries.slice(n + 1).find((later) => later.kind === 'resume' && later.ground === e.ground);
    const ground = nameOf(e.ground!);
    const name = ground?.name ?? words(e.ground!, e.ground!);
    const basis = ground?.basis ?? words('', '');
    const told = words(`（${basis.zh}，${e.document}）`, ` (${basis.en}, ${e.document})`);
    const since = civilDate(e.at);
    return [
      ends
        ? words(
            `扣除${name.zh} ${since} 至 ${civilDate(ends.at)}${told.zh}`,
            `not counted: ${name.en} ${since} to ${civilDate(ends.at)}${told.en}`,
          )
        : words(
            `自 ${since} 起${name.zh}，停止计时，已用 ${e.used} ${UNIT_WORDS[limit.unit].zh}${told.zh}`,
            `stands still since ${since}: ${name.en}, ${e.used} used${told.en}`,
          ),
    ];
  });
}
function clockWords(clock: Clock, light: Light, left: number | null, nameOf: GroundName): Text {
  const changes = changeWords(clock, nameOf);
  const zhChanges = changes.map((c) => `，${c.zh}`).join('');
  const enChanges = changes.map((c) => `, ${c.en}`).join('');
  const start = civilDate(clock.entries[0]!.at);
  const limit = countWords(clock.limit.amount, clock.limit.unit);
  const state = clock.endedAt === undefined ? leftWords(clock, light, left) : words('已停止计时', 'ended');
  const provisional = clock.provisional
    ? { zh: '（节假日安排未公布，暂定）', en: ' (provisional)' }
    : { zh: '', en: '' };
  const ends = clock.stopped
    ? words('', '')
    : words(`，至 ${clock.dueOn} 24:00 届满${provisional.zh}`, `, ends ${clock.dueOn} 24:00${provisional.en}`);
  return {
    zh: `${start} 起算（当日不计），期限 ${limit.zh}${zhChanges}${ends.zh}；${state.zh}`,
    en: `from ${start} (that day not counted), ${limit.en}${enChanges}${ends.en}; ${state.en}`,
  };
}

export function itemView(plan: Plan, state: CaseState, planned: PlanItem, now: number) {
  const item = state.items[planned.id]!;
  const clock = state.clocks[`${planned.id}/committed`];
  return {
    id: planned.id,
    name: planned.name,
    legalType: planned.legalType,
    organ: planned.organs.decides,
    after: [...planned.after],
    status: item.status,
    statusName: itemStatusWords(item.status, planned.legalType),
    round: item.round,
    revision: item.revision,
    receivedAt: instantOr(item.receivedAt),
    acceptedAt: instantOr(item.acceptedAt),
    endedAt: instantOr(item.endedAt),
    decidedAt: item.status === 'granted' || item.status === 'refused' ? instantOr(item.endedAt) : null,
    ...lastDayOf(clock),
    dueAt: clock && !clock.stopped ? toInstant(clock.dueAt) : null,
    light: clock ? lightAt(clock, now) : null,
    because: becauseOf(plan, state, item),
    dispatch: item.dispatch?.status ?? null,
    procedure: item.procedure ? { ground: item.procedure.ground, since: toInstant(item.procedure.since) } : null,
    extension: item.extension ?? null,
  };
}
/** None while it stands still. */
const lastDayOf = (clock: Clock | undefined) =>
  clock && !clock.stopped
    ? { dueOn: clock.dueOn, provisional: clock.provisional }
    : { dueOn: null, provisional: false };
/** The same of a clock that is known by its end alone; `calendar` is the case's. */
export function lastDayBefore(calendar: Calendar, dueAt: number | undefined) {
  if (dueAt === undefined) return { dueOn: null, provisional: false };
  const dueOn = civilDate(dueAt - 1);
  return { dueOn, provisional: isProvisionalOn(calendar, dueOn) };
}

function becauseOf(plan: Plan, state: CaseState, item: ItemState): Text | null {
  if (item.notApplicable)
    return item.notApplicable.kind === 'deselected'
      ? { zh: '申请人选择不办理', en: 'Deselected by the applicant' }
      : { zh: '根据所填情形无需办理', en: 'Not needed in this situation' };
  if (!item.cancelled) return null;
  const { code, item: cause } = item.cancelled;
  const planned = cause === undefined ? undefined : getItem(plan, cause);
  const name = planned?.name ?? { zh: '', en: '' };
  const status = planned ? itemStatusWords(state.items[planned.id]!.status, planned.legalType) : name;
  return cancelWords(code, name, status);
}

/** The papers of the case, and whether somebody saw their originals. */
export const papersView = (plan: Plan, state: CaseState) =>
  plan.materials
    .filter(({ id }) => state.materials[id] ?? state.gaps?.[id])
    .map((material) => ({
      material: material.id,
      name: material.name,
      materialId: state.materials[material.id]?.id ?? null,
      original: originalView(material, state),
    }));

/** `required`: the definition demands it; `seen`: that of the paper as it is now. */
export function originalView({ id, original: required = false }: MaterialPlan, state: CaseState) {
  const sight = state.originals?.[id];
  return {
    required,
    seen: isSeen(state, id),
    seenAt: instantOr(sight?.seenAt),
    post: sight?.post ?? null,
    kept: isKept(sight),
    returnedAt: instantOr(sight?.returnedAt),
  };
}

export function caseView(plan: Plan, state: CaseState, caseNo: string, now: number) {
  const clock = state.clocks['case'];
  return {
    caseNo,
    matter: plan.matter,
    matterName: plan.name,
    version: plan.version,
    lead: plan.lead,
    status: state.status === 'none' ? ('submitted' as const) : state.status,
    outcome: state.outcome ?? null,
    statusName: caseStatusWords(state.status, state.outcome),
    submittedAt: instantOr(state.submittedAt),
    receivedAt: instantOr(state.receivedAt),
    closedAt: instantOr(state.closedAt),
    ...lastDayOf(clock),
    light: clock ? lightAt(clock, now) : null,
    items: plan.items.filter((i) => state.items[i.id]).map((i) => itemView(plan, state, i, now)),
    papers: papersView(plan, state),
  };
}
export type CaseView = ReturnType<typeof caseView>;
