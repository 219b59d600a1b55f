// What goes into the places of a template, from plan, state and event.
import { civilDate } from '../clock/calendar.ts';
import type { Clock, ClockKind } from '../clock/deadline-ledger.ts';
import { groundsOf } from '../engine/clock-changes.ts';
import type { Happened } from '../engine/events.ts';
import type { Plan, PlanItem } from '../engine/plan.ts';
import type { CaseState, ItemState } from '../engine/state.ts';
import type { Text } from '../text.ts';
import { countWords } from '../views.ts';
import { DECISION_WORDS } from './decision-words.ts';
import type { Demanded } from './instruments-of.ts';
import type { Values } from './template.ts';

/** What the case's rows say and the state does not. */
export interface Given {
  readonly number: string;
  readonly caseNo: string;
  readonly organName: Text;
  /** The applicant's name. */
  readonly addressee: string;
  readonly text?: string | undefined;
  readonly outputs?: Readonly<Record<string, unknown>> | undefined;
  readonly certificate?: string | undefined;
}

export function valuesOf(plan: Plan, state: CaseState, demanded: Demanded, given: Given): Values {
  const { event: e, item: planned } = demanded;
  const common: Values = {
    addressee: asWritten(given.addressee),
    matter: plan.name,
    caseNo: asWritten(given.caseNo),
    on: dayWords(e.at),
    ...(state.submittedAt !== undefined && { submittedOn: dayWords(state.submittedAt) }),
  };
  if (e.type === 'stageExtensionDecided') return { ...common, ...jointValues(plan, state, e.stage, given.text) };
  if (!planned) return { ...common, ...receiptValues(plan, state) };
  return { ...common, ...itemValues(planned, state.items[planned.id]!), ...ofEvent(planned, state, e, given) };
}

const asWritten = (value: string): Text => ({ zh: value, en: value });
const MONTHS = 'January February March April May June July August September October November December'.split(' ');
/** A day as a letter writes it: 2026年3月2日. */
function dayWords(at: number): Text {
  const [year, month, day] = civilDate(at).split('-').map(Number) as [number, number, number];
  return { zh: `${year}年${month}月${day}日`, en: `${day} ${MONTHS[month - 1]} ${year}` };
}
const listed = (texts: readonly Text[]): Text => ({
  zh: texts.map((t) => t.zh).join('、'),
  en: texts.map((t) => t.en).join(', '),
});
/** The last day of a clock's period. */
const dueWords = (clock: Clock): Text => {
  const day = dayWords(clock.dueAt - 1);
  return clock.provisional
    ? { zh: `${day.zh}（节假日安排未公布，暂定）`, en: `${day.en} (provisional: the holidays are not published yet)` }
    : day;
};
/** The latest of its kind. */
const clockOf = (state: CaseState, item: string, kind: ClockKind): Clock | undefined =>
  Object.values(state.clocks).findLast((c) => c.item === item && c.kind === kind);

/** None while the clock stands still. */
function dueOnOf(state: CaseState, { id }: PlanItem): Values {
  const clock = clockOf(state, id, 'committed');
  return clock && !clock.stopped ? { dueOn: dueWords(clock) } : {};
}

/** Which results it needs: it is received when they exist, not when the case is. */
const chainedWords = (item: Text, needed: Text): Text => ({
  zh: `${item.zh}（待${needed.zh}的办理结果）`,
  en: `${item.en} (needs the result of: ${needed.en})`,
});

const NONE: readonly ItemState['status'][] = ['not-applicable', 'held'];
function receiptValues(plan: Plan, state: CaseState): Values {
  const items = plan.items.filter((i) => !NONE.includes(state.items[i.id]!.status));
  const chained = items.flatMap((item) => {
    const needed = items.filter(({ id }) => item.after.includes(id)).map((i) => i.name);
    return needed.length === 0 ? [] : [chainedWords(item.name, listed(needed))];
  });
  const materials = plan.materials.filter((m) => state.materials[m.id]);
  const clock = state.clocks['case'];
  const limit = clock && countWords(clock.limit.amount, clock.limit.unit);
  const due = clock && dueWords(clock);
  return {
    receivedOn: dayWords(state.receivedAt!),
    items: listed(items.map((i) => i.name)),
    ...(materials.length > 0 && { materials: listed(materials.map((m) => m.name)) }),
    ...(chained.length > 0 && { chained: listed(chained) }),
    ...(limit && due && { caseLimit: { zh: `${limit.zh}，至${due.zh}`, en: `${limit.en}, until ${due.en}` } }),
  };
}

function jointValues(plan: Plan, state: CaseState, id: string, reason: string | undefined): Values {
  const { name, jointHandling } = plan.stages!.find((s) => s.id === id)!;
  const { amount, unit } = jointHandling!.extension!;
  const clock = Object.values(state.clocks).find((c) => c.stage === id && c.kind === 'joint')!;
  return {
    stage: name,
    ...(reason !== undefined && { reason: asWritten(reason) }),
    basis: law('第四十二条', 'Art. 42'),
    extension: countWords(amount, unit),
    ...(!clock.stopped && { dueOn: dueWords(clock) }),
  };
}

const itemValues = (planned: PlanItem, item: ItemState): Values => ({
  item: planned.name,
  ...(item.receivedAt !== undefined && { receivedOn: dayWords(item.receivedAt) }),
  ...(item.acceptedAt !== undefined && { acceptedOn: dayWords(item.acceptedAt) }),
  ...(planned.legalType === 'licence' && { licence: asWritten(planned.legalType) }),
});

const law = (article: string, en: string): Text => ({
  zh: `《中华人民共和国行政许可法》${article}`,
  en: `Administrative Licensing Law, ${en}`,
});
/** The Licensing Law's own articles are those of licences alone; of any other type the definition names the rule. */
const lawOf = (planned: PlanItem, article: string, en: string): Text =>
  planned.legalType === 'licence' ? law(article, en) : planned.limits.basis;

/** 受理 rests on the Licensing Law for a licence; what else there is to say for other types, the definition does not. */
const licenceLaw = ({ legalType }: PlanItem): Text =>
  legalType === 'licence'
    ? { zh: `根据${law('第三十二条', '').zh}，`, en: `By ${law('', 'Art. 32').en}: ` }
    : { zh: '', en: '' };

function ofEvent(planned: PlanItem, state: CaseState, e: Happened, { text, outputs, certificate }: Given): Values {
  const reason = text === undefined ? {} : { reason: asWritten(text) };
  switch (e.type) {
    case 'accepted':
      return {
        ...acceptanceValues(planned, state, e.by === 'silence'),
        by: licenceLaw(planned),
      };
    case 'acceptanceDeclined':
      return { ...reason, basis: asWritten(e.legalBasis), ...remedyValues(e.remedies) };
    case 'correctionNotified': {
      const clock = clockOf(state, planned.id, 'correction');
      return {
        ...(text !== undefined && { correction: asWritten(text) }),
        ...(clock && { correctBy: dueWords(clock) }),
        ...(e.afterAcceptance ? afterAcceptance(planned) : beforeAcceptance(planned)),
      };
    }
    case 'specialProcedureStarted': {
      const ground = groundsOf(planned).find((g) => g.ground === e.ground)!;
      const { limit } = clockOf(state, planned.id, 'special')!;
      return { ground: ground.name, basis: ground.basis, expected: countWords(limit.amount, limit.unit) };
    }
    case 'extensionDecided': {
      const { amount, unit } = planned.limits.extension!.limit;
      const basis = lawOf(planned, '第四十二条', 'Art. 42');
      return { ...reason, basis, extension: countWords(amount, unit), ...dueOnOf(state, planned) };
    }
    case 'decided': {
      const words = DECISION_WORDS[planned.legalType][e.outcome];
      if (e.outcome === 'refused') {
        const named = e.legalBasis !== undefined && planned.legalType !== 'market-service';
        const basis = named ? { basis: asWritten(e.legalBasis) } : {};
        return { ...words, ...reason, ...basis, ...remedyValues(e.remedies) };
      }
      const bySilence = e.deemed && { outcome: SILENCE, basis: e.deemed };
      return { ...words, ...bySilence, ...resultValues(planned, outputs, certificate) };
    }
    default:
      return {};
  }
}

/** The Licensing Law's one notice is that before acceptance; asked later, no clock stops for it. */
const afterAcceptance = ({ acceptance }: PlanItem): Values => {
  const condition = acceptance === 'none' ? 'withoutAcceptance' : 'afterAcceptance';
  return { [condition]: asWritten(condition) };
};
const beforeAcceptance = ({ legalType }: PlanItem): Values => ({
  beforeAcceptance: asWritten('beforeAcceptance'),
  ...(legalType === 'licence' && { basis: law('第三十二条', 'Art. 32') }),
});

/** Nobody examined it: nothing else may be said. */
const SILENCE: Text = {
  zh: '在法定期限内未作出决定，依法视为准予。',
  en: 'no decision was made in time; by law it counts as granted.',
};
function acceptanceValues(planned: PlanItem, state: CaseState, bySilence: boolean): Values {
  const { limits } = planned;
  const statutory = countWords(limits.statutory.amount, limits.statutory.unit);
  const own = countWords(limits.committed.amount, limits.committed.unit);
  return {
    reason: bySilence
      ? {
          zh: '自收到申请材料之日起未在法定期限内告知需要补正的内容，依法自收到之日起即为受理。',
          en: 'nobody told you in time what must be corrected; by law it counts as accepted from the day on which it came in.',
        }
      : { zh: '经审查，申请材料齐全、符合法定形式。', en: 'the papers are complete and in the form the law asks for.' },
    limits: {
      zh: `法定期限 ${statutory.zh}，承诺期限 ${own.zh}，起算当日不计`,
      en: `${statutory.en} by law, ${own.en} committed; the starting day is not counted`,
    },
    ...dueOnOf(state, planned),
  };
}

const remedyValues = (remedies: PlanItem['remedies']): Values =>
  remedies
    ? {
        remedies: {
          zh: `${remedies.reconsideration.zh}${remedies.suit.zh}`,
          en: `${remedies.reconsideration.en} ${remedies.suit.en}`,
        },
      }
    : {};

function resultValues(planned: PlanItem, outputs: Given['outputs'], number: string | undefined): Values {
  const shown = planned.outputs.flatMap(({ id, label }): Text[] => {
    const value = outputs?.[id];
    const printed = String(value as string | number);
    return value === undefined ? [] : [{ zh: `${label.zh}：${printed}`, en: `${label.en}: ${printed}` }];
  });
  const { certificate } = planned;
  return {
    ...(shown.length > 0 && { results: listed(shown) }),
    ...(certificate &&
      number !== undefined && {
        certificate: { zh: `${certificate.name.zh}（${number}）`, en: `${certificate.name.en} (${number})` },
      }),
  };
}
