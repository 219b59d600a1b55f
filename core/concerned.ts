// Which organs a case concerns: an organ whose item does not apply has no business with the case.
import { getItem, type Plan, type PlanItem } from './engine/plan.ts';
import type { CaseState, ItemStatus } from './engine/state.ts';

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
