// What a person may do to a case now, and why not: who may, from the access table; whether it can be done, by trying it on the engine.
// Asked in the order in which the ledger refuses.
import { checkAccess, doneByPosts, type Action, type Standing } from './access.ts';
import { CalendarYearMissing } from './clock/calendar.ts';
import { organsOfAct } from './concerned.ts';
import { catchUp } from './engine/agenda.ts';
import { decide } from './engine/decide.ts';
import { evolveAll } from './engine/evolve.ts';
import { refuseWaiver } from './engine/hearings.ts';
import { getItem } from './engine/plan.ts';
import type { Rules } from './engine/rules.ts';
import type { CaseState } from './engine/state.ts';
import { DomainError, reasonOf, type ProblemCode } from './errors.ts';
import { possibleActs, type ActTarget, type PossibleAct } from './possible-acts.ts';
import type { Text } from './text.ts';
import {
  boundByClaim,
  refuseClaimed,
  refuseFinished,
  refuseForeignRelease,
  refuseReview,
  refuseUnreviewed,
  type Work,
} from './work.ts';

export interface AllowedAction extends ActTarget {
  readonly action: Action;
  readonly allowed: boolean;
  readonly reason?: Text & { readonly code: ProblemCode };
}
export interface ItemWork extends Work {
  readonly itemId: string;
  readonly organ: string;
  /** Who claimed it holds a post of the organ still. */
  readonly held: boolean;
}
export interface Circumstances {
  readonly rules: Rules;
  readonly state: CaseState;
  readonly now: number;
  readonly personId: string;
  readonly standing: Standing;
  /** Tasks of the items, an item's newest last. */
  readonly works: readonly ItemWork[];
  readonly parties: readonly { readonly kind: string }[];
}

/** On the case and each of its items; what is no business of his is left out. */
export const actionsOnCase = (c: Circumstances): AllowedAction[] =>
  possibleNow(c)
    .map((act) => ({ act, may: mayDo(c, act) }))
    .filter(({ may }) => may === undefined || may === 'own-case')
    .map(({ act, may }) => answer(act, may ?? act.refusal()));

/** On one item, for who handles it: also what another post does, with the reason why his does not. */
export function actionsOnItem(c: Circumstances, item: string): AllowedAction[] {
  const work = c.works.findLast((w) => w.itemId === item);
  const reads = getItem(c.rules.plan, item)?.reads.materials ?? [];
  const concerns = ({ on }: Tried) => on.item === item || (on.material !== undefined && reads.includes(on.material));
  const acts = possibleNow(c).filter((act) => concerns(act) && doneByPosts(act.action));
  return [...(work ? workActs(c, work) : []), ...acts].map((act) => answer(act, mayDo(c, act) ?? act.refusal()));
}

/** An act, and why it can not be done now by whoever may. */
interface Tried extends Pick<PossibleAct, 'action' | 'on'> {
  readonly organs?: readonly string[];
  readonly refusal: () => ProblemCode | undefined;
}
function answer({ action, on }: Tried, code: ProblemCode | undefined): AllowedAction {
  const what = { action, ...on };
  return code === undefined ? { ...what, allowed: true } : { ...what, allowed: false, reason: reasonOf(code) };
}

function mayDo({ rules, state, standing }: Circumstances, { action, on, organs }: Tried): ProblemCode | undefined {
  const concerned = organs ? { organs } : organsOfAct(rules.plan, state, { type: action, ...on });
  const related = { organ: concerned.organs ?? [], supervising: concerned.supervising ?? [] };
  const access = checkAccess(action, { ...standing, organs: { ...standing.organs, ...related } });
  return access.allowed ? undefined : access.reason;
}

function possibleNow(c: Circumstances): Tried[] {
  const { rules, now } = c;
  let state = c.state;
  const late = refusalOf(() => void (state = evolveAll(state, catchUp(rules, state, now))));
  return possibleActs({ plan: rules.plan, state, at: now }).map(({ action, on, command }) => ({
    action,
    on,
    refusal: () =>
      late ??
      refusalOf(() => {
        refuseByWork(c, action, on);
        if (action === 'waiveHearing') refuseWaiver(c.parties);
        decide(rules, state, command, now);
      }),
  }));
}

function refuseByWork({ rules, works, personId }: Circumstances, action: Action, { item }: ActTarget): void {
  const work = item === undefined ? undefined : works.find((w) => w.itemId === item && w.status === 'open');
  if (!work) return;
  if (work.held && boundByClaim(action)) refuseClaimed(work, personId);
  if (action === 'decide') refuseUnreviewed(getItem(rules.plan, work.itemId), work, personId);
}

function workActs({ personId, standing }: Circumstances, work: ItemWork): Tried[] {
  const heads = standing.posts.some((p) => p.role === 'head' && p.orgId === work.organ);
  const guards = {
    claim: () => refuseClaimed(work, personId),
    release: () => refuseForeignRelease(work, { personId, heads }),
    review: () => refuseReview(work, personId, work.revision),
  };
  return Object.entries(guards).map(([action, guard]) => ({
    action: action as keyof typeof guards,
    on: { item: work.itemId },
    organs: [work.organ],
    refusal: () =>
      refusalOf(() => {
        refuseFinished(work);
        guard();
      }),
  }));
}

function refusalOf(guards: () => void): ProblemCode | undefined {
  try {
    guards();
    return undefined;
  } catch (error) {
    if (error instanceof DomainError) return error.code;
    if (error instanceof CalendarYearMissing) return 'calendar-year-missing';
    throw error;
  }
}
