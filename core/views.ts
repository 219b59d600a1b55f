// State → what people see. Pure; holds nothing that is not in the state, so no form value and no text of anybody.
import { civilDate } from './clock/calendar.ts';
import { lightAt, type Clock } from './clock/deadline-ledger.ts';
import { printLimit } from './clock/limit.ts';
import { getItem, type Plan, type PlanItem } from './engine/plan.ts';
import type { CaseState, ItemState } from './engine/state.ts';
import type { Text } from './text.ts';
import { cancelWords, caseStatusWords, itemStatusWords } from './words.ts';

export const toInstant = (at: number): string => new Date(at).toISOString();
const instantOr = (at: number | undefined): string | null => (at === undefined ? null : toInstant(at));

export function clockView(clock: Clock, now: number) {
  const light = lightAt(clock, now);
  const limit = printLimit(clock.limit);
  return {
    id: clock.id,
    item: clock.item ?? null,
    kind: clock.kind,
    bound: clock.bound,
    trigger: clock.trigger,
    limit,
    dueOn: clock.dueOn,
    dueAt: toInstant(clock.dueAt),
    warnAt: toInstant(clock.warnAt),
    light,
    provisional: clock.provisional,
    endedAt: instantOr(clock.endedAt),
    entries: clock.entries.map((e) => ({
      kind: e.kind,
      at: toInstant(e.at),
      dueAfter: instantOr(e.dueAfter),
      calendar: e.calendar ?? null,
    })),
    words: clockWords(clock, light),
  };
}
function clockWords(clock: Clock, light: 'green' | 'yellow' | 'red'): Text {
  const [zhUnit, enUnit] = clock.limit.unit === 'wd' ? ['个工作日', 'working days'] : ['日', 'days'];
  const start = civilDate(clock.entries[0]!.at);
  const ended = clock.endedAt !== undefined;
  const zhState = ended ? '已停止计时' : { green: '正常', yellow: '即将到期', red: '已超期' }[light];
  const enState = ended ? 'ended' : { green: 'in time', yellow: 'due soon', red: 'overdue' }[light];
  const provisional = clock.provisional
    ? { zh: '（节假日安排未公布，暂定）', en: ' (provisional)' }
    : { zh: '', en: '' };
  return {
    zh: `${start} 起算（当日不计），期限 ${clock.limit.amount} ${zhUnit}，至 ${clock.dueOn} 24:00 届满${provisional.zh}；${zhState}`,
    en: `from ${start} (that day not counted), ${clock.limit.amount} ${enUnit}, ends ${clock.dueOn} 24:00${provisional.en}; ${enState}`,
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
    dueOn: clock?.dueOn ?? null,
    dueAt: clock ? toInstant(clock.dueAt) : null,
    light: clock ? lightAt(clock, now) : null,
    because: becauseOf(plan, state, item),
    dispatch: item.dispatch?.status ?? null,
  };
}
export type ItemView = ReturnType<typeof itemView>;

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
    dueOn: clock?.dueOn ?? null,
    light: clock ? lightAt(clock, now) : null,
    items: plan.items.filter((i) => state.items[i.id]).map((i) => itemView(plan, state, i, now)),
  };
}
export type CaseView = ReturnType<typeof caseView>;
