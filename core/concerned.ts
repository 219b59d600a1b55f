// Which organs a case concerns: an organ whose item does not apply has no business with the case.
import { getItem, type Plan, type PlanItem } from './engine/plan.ts';
import { organOf } from './engine/start-clock.ts';
import { isDecidable, type CaseState, type ItemStatus } from './engine/state.ts';

const NOT_CONCERNED: readonly ItemStatus[] = ['not-applicable', 'held'];

/**
 * @param ofInterest of the items that apply, only these
 * @returns `organs`: those that handle one of them; `supervising`: those that supervise one
 */
export function organsOf(
  plan: Plan,
  state: CaseState,
  ofInterest: (item: PlanItem) => boolean = () => true,
): { readonly organs: readonly string[]; readonly supervising: readonly string[] } {
  const items = plan.items.filter(
    (i) => !NOT_CONCERNED.includes(state.items[i.id]?.status ?? 'not-applicable') && ofInterest(i),
  );
  return {
    organs: [...new Set(items.flatMap((i) => [i.organs.accepts, i.organs.decides]))],
    supervising: [...new Set(items.map((i) => i.organs.supervises))],
  };
}

/** Whose document it is: who accepts and who decides the item it is about; of the whole case, the lead. */
export function organsOfInstrument(plan: Plan, item: string | undefined): readonly string[] {
  const organs = item === undefined ? undefined : getItem(plan, item)?.organs;
  return organs ? [organs.accepts, organs.decides] : [plan.lead];
}

/** What is done, and to what of the case: an intent, or a command. */
export interface Act {
  readonly type: string;
  readonly item?: string;
  readonly clock?: string;
  readonly instrument?: number;
  readonly material?: string;
}
/** The items that read a material; of one that there is not, all: as with an item that there is not. */
const readers = (plan: Plan, material: string) =>
  plan.materials.some((m) => m.id === material)
    ? (item: PlanItem) => item.reads.materials.includes(material)
    : () => true;
const BY_ACCEPTING: readonly string[] = ['accept', 'declineAcceptance', 'notifyCorrection'];

/** Before whose organs a person stands who does this; none for what concerns the case as a whole. */
export function organsOfAct(
  plan: Plan,
  state: CaseState,
  act: Act,
): { readonly organs?: readonly string[]; readonly supervising?: readonly string[] } {
  if (act.clock !== undefined) {
    const clock = state.clocks[act.clock];
    return { organs: clock ? [organOf(plan, clock)] : [] };
  }
  if (act.instrument !== undefined)
    return { organs: organsOfInstrument(plan, state.instruments?.[act.instrument - 1]?.item) };
  if (act.material !== undefined) return organsOf(plan, state, readers(plan, act.material));
  if (act.item === undefined) return {};
  const planned = getItem(plan, act.item);
  // that there is no such item is said to whom the case concerns: a stranger would learn from it that there is such a case
  if (!planned) return { organs: plan.items.map((i) => i.organs.decides) };
  const { accepts, decides, supervises } = planned.organs;
  const item = state.items[planned.id];
  // after acceptance it is the deciding organ that asks for a correction
  const accepting = BY_ACCEPTING.includes(act.type) && !(item && isDecidable(planned, item));
  return { organs: [accepting ? accepts : decides], supervising: [supervises] };
}
