// Which documents these events demand: of which kind, in whose name, and which sealed texts stand in them.
import type { ContentRef, Happened } from '../engine/events.ts';
import { instrumentKindOf, type InstrumentKind } from '../engine/instruments.ts';
import { getItem, type Plan, type PlanItem } from '../engine/plan.ts';
import type { CaseState } from '../engine/state.ts';

export interface Demanded {
  readonly event: Happened;
  /** The number in the case. */
  readonly no: number;
  readonly kind: InstrumentKind;
  readonly item?: PlanItem;
  /** In whose name. */
  readonly organ: string;
  /** The number that the officer gave it himself. */
  readonly ownNumber?: string;
  /** What somebody wrote and stands in it: the reason, what must be corrected; and the results. */
  readonly text?: ContentRef;
  readonly outputs?: ContentRef;
}

/** @param state after the events */
export function instrumentsOf(plan: Plan, state: CaseState, events: readonly Happened[]): Demanded[] {
  return events.flatMap((event): Demanded[] => {
    const kind = instrumentKindOf(event);
    if (!kind) return [];
    const no = event.instrumentNo;
    if (no === undefined) throw new Error(`a step without its document is not done: ${event.type}`);
    const item = 'item' in event && event.item !== undefined ? getItem(plan, event.item) : undefined;
    return [{ event, no, kind, ...(item && { item }), ...sourcesOf(plan, state, event, item) }];
  });
}

type Sources = Pick<Demanded, 'organ' | 'ownNumber' | 'text' | 'outputs'>;
function sourcesOf(plan: Plan, state: CaseState, e: Happened, item: PlanItem | undefined): Sources {
  const decides = item?.organs.decides ?? plan.lead;
  switch (e.type) {
    case 'received':
    case 'accepted':
      return { organ: e.organ };
    case 'acceptanceDeclined':
      return { organ: e.organ, text: e.reason };
    case 'correctionNotified':
      return { organ: item?.organs.accepts ?? plan.lead, ownNumber: e.document, text: e.content };
    case 'specialProcedureStarted':
      return { organ: decides, ownNumber: e.document };
    case 'extensionDecided': {
      const text = state.items[e.item]?.extensionReason;
      return { organ: decides, ...(e.document && { ownNumber: e.document }), ...(text && { text }) };
    }
    case 'stageExtensionDecided': {
      const text = state.stages?.[e.stage]?.reason;
      return { organ: plan.lead, ...(e.document && { ownNumber: e.document }), ...(text && { text }) };
    }
    case 'decided':
      return { organ: decides, ...(e.reason && { text: e.reason }), ...(e.outputs && { outputs: e.outputs }) };
    default:
      return { organ: decides };
  }
}
