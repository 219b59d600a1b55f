// 情形引导: answers → what has to be done, what to bring, how long it takes. Before anything is filled in or signed.
import type { Limit } from '../clock/limit.ts';
import type { GuideQuestion, Plan, PlanItem } from '../engine/plan.ts';
import type { Text } from '../text.ts';
import { createEnvironment, planScope } from './condition-scope.ts';
import type { ConditionResult } from './conditions.ts';
import { askedMaterials } from './form-materials.ts';
import { evaluateByGuide, type GuideAnswers } from './three-valued.ts';

/** `depends`: an answer is missing, or the form will tell. */
export type Applies = boolean | 'depends';
export interface GuideResult {
  readonly items: readonly {
    readonly id: string;
    readonly name: Text;
    readonly applies: Applies;
    readonly presence: PlanItem['presence'];
    /** Type of certificate that makes the item superfluous. */
    readonly heldBy?: string;
    readonly committedLimit: Limit;
    /** Organisation id of the deciding organ. */
    readonly organ: string;
    readonly after: readonly string[];
  }[];
  readonly materials: readonly {
    readonly id: string;
    readonly name: Text;
    readonly asked: 'required' | 'optional' | 'depends';
    readonly accepts: readonly string[];
    readonly maxBytes: number;
  }[];
  /** Ids of the questions not (rightly) answered yet. */
  readonly missingAnswers: readonly string[];
  readonly predictedLimit: {
    /** The committed limit of the whole case. */
    readonly case: Limit;
    /** The longest chain of committed limits among items that may apply; working days, calendar days counted as such (never too few). */
    readonly criticalPath: { readonly workingDays: number; readonly items: readonly string[] };
  };
}

/** Evaluates guide answers, complete or not; answers that are no answer of the question count as missing. Never throws. */
export function evaluateGuide(plan: Plan, given: unknown): GuideResult {
  const answers = validAnswers(plan.guide, given);
  const conditions = conditionsByGuide(plan, answers);
  const applies = (item: PlanItem): Applies => {
    if (item.when === undefined) return true;
    const result = conditions[item.when];
    return typeof result === 'boolean' ? result : 'depends';
  };
  return {
    items: plan.items.map((i) => ({
      id: i.id,
      name: i.name,
      applies: applies(i),
      presence: i.presence,
      ...(i.heldBy !== undefined && { heldBy: i.heldBy }),
      committedLimit: i.limits.committed,
      organ: i.organs.decides,
      after: i.after,
    })),
    materials: askedMaterials(plan, conditions).map(({ id, asked }) => {
      const material = plan.materials.find((m) => m.id === id)!;
      return { id, name: material.name, asked, accepts: material.accepts, maxBytes: material.maxBytes };
    }),
    missingAnswers: plan.guide.filter((q) => !Object.hasOwn(answers, q.id)).map((q) => q.id),
    predictedLimit: {
      case: plan.committedLimit,
      criticalPath: criticalPath(plan.items.filter((i) => applies(i) !== false)),
    },
  };
}

function validAnswers(guide: readonly GuideQuestion[], given: unknown): GuideAnswers {
  const answers: Record<string, boolean | string> = {};
  if (typeof given !== 'object' || given === null) return answers;
  for (const { id, type, options } of guide) {
    const value: unknown = Object.hasOwn(given, id) ? Reflect.get(given, id) : undefined;
    if (type === 'boolean' && typeof value === 'boolean') answers[id] = value;
    if (type === 'choice' && typeof value === 'string' && options?.some((o) => o.value === value)) answers[id] = value;
  }
  return answers;
}

function conditionsByGuide(plan: Plan, answers: GuideAnswers): Record<string, ConditionResult> {
  const environment = createEnvironment(planScope(plan));
  const results = Object.entries(plan.conditions).map(([id, expression]) => {
    const truth = evaluateByGuide(environment, expression, answers);
    return [id, truth === 'unknown' ? { unknown: [] } : truth] as const;
  });
  return Object.fromEntries(results);
}

interface Link {
  readonly id: string;
  readonly after: readonly string[];
  readonly limits: { readonly committed: Limit };
}
/** The longest chain by committed limits; items must come after what they wait for. What does not apply takes no time. */
export function criticalPath(items: readonly Link[]): { workingDays: number; items: string[] } {
  const longest = new Map<string, { workingDays: number; items: string[] }>();
  let best = { workingDays: 0, items: [] as string[] };
  for (const item of items) {
    const before = item.after
      .flatMap((a) => longest.get(a) ?? [])
      .reduce((x, y) => (y.workingDays > x.workingDays ? y : x), {
        workingDays: 0,
        items: [] as string[],
      });
    const path = { workingDays: before.workingDays + item.limits.committed.amount, items: [...before.items, item.id] };
    longest.set(item.id, path);
    if (path.workingDays > best.workingDays) best = path;
  }
  return best;
}
