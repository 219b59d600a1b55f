// The tests inside a definition: given / when / then. Parsed here; played by the runner on the engine and on the real stack.
import { z } from 'zod';
import { verbs } from './schema-verbs.ts';
import { atMost, civilDate, fieldId, instant, kebabId, text } from './schema-words.ts';

const formValues = z.record(fieldId, z.unknown());

export const samples = z
  .record(kebabId, formValues)
  .superRefine(atMost(100))
  .default({})
  .meta({ description: 'Named form values for the scenarios to start from. 场景用样例表单。' });

const given = z
  .strictObject({
    at: instant.meta({ description: 'Instant of submission. 提交时刻。' }),
    guide: z
      .record(fieldId, z.union([z.boolean(), z.string()]))
      .default({})
      .meta({ description: 'Guide answers. 引导答案。' }),
    sample: kebabId.optional().meta({ description: 'Start from this sample form. 所用样例。' }),
    without: z.array(fieldId).default([]).meta({ description: 'Fields of the sample left out. 从样例中去掉的字段。' }),
    form: formValues.default({}).meta({ description: 'Form values, over those of the sample. 表单值。' }),
    materials: z
      .array(kebabId)
      .optional()
      .meta({ description: 'Materials given; default all that are asked for. 已交材料。' }),
    deselected: z.array(kebabId).default([]).meta({ description: 'Optional items not wanted. 不办的可选事项。' }),
    held: z.array(kebabId).default([]).meta({ description: 'Items already held. 已持有证照的事项。' }),
    promised: z.array(kebabId).default([]).meta({ description: 'Materials promised for later. 容缺承诺补交的材料。' }),
    commitments: z
      .array(kebabId)
      .default([])
      .meta({ description: 'Items asked for on a commitment. 告知承诺办理的事项。' }),
  })
  .meta({ id: 'Given', description: 'What is submitted, and when. 提交内容。' });

type Verbs = { [K in keyof typeof verbs]: z.output<(typeof verbs)[K]> };

/** One step: an instant and exactly one verb. `refusedWith`: the step must be refused with this problem code. */
export type Step = {
  [K in keyof Verbs]: { readonly type: K; readonly at: number; readonly refusedWith?: string } & (K extends 'advanceTo'
    ? unknown
    : Verbs[K]);
}[keyof Verbs];

export const stepShape = z.strictObject({
  at: instant.optional().meta({ description: 'Instant of the step (all but `advanceTo`). 时刻。' }),
  refusedWith: z
    .string()
    .regex(/^[a-z-]+$/)
    .optional()
    .meta({ description: 'The refusal expected. 预期的拒绝代码。' }),
  ...(z.strictObject(verbs).partial().shape as { [K in keyof typeof verbs]: z.ZodOptional<(typeof verbs)[K]> }),
});

const step = stepShape
  .transform((raw, context): Step => {
    const { at, refusedWith, ...verb } = raw;
    const fault = (message: string): Step => {
      context.addIssue({ code: 'custom', message });
      return z.NEVER;
    };
    if (Object.values(verb).filter((v) => v !== undefined).length !== 1) return fault('one-verb');
    if (verb.advanceTo !== undefined)
      return at === undefined ? { type: 'advanceTo', at: verb.advanceTo } : fault('one-verb');
    if (at === undefined) return fault('step-at');
    const common = { at, ...(refusedWith !== undefined && { refusedWith }) };
    const [[type, given]] = Object.entries(verb).filter(([, v]) => v !== undefined) as [[string, object]];
    return { type, ...common, ...given } as Step; // the verb and what it was given come from one member of `verbs`
  })
  .meta({ id: 'Step', description: 'One step: an instant and one verb. 一步。' });

export const ITEM_ENDS = [
  'waiting',
  'received',
  'accepted',
  'granted',
  'refused',
  'declined',
  'cancelled',
  'not-applicable',
  'held',
] as const;
const then = z
  .strictObject({
    status: z.enum(['submitted', 'open', 'closed']).meta({ description: 'Status of the case. 办件状态。' }),
    outcome: z
      .enum(['granted', 'partly-granted', 'refused', 'withdrawn', 'expired'])
      .optional()
      .meta({ description: 'How a closed case ended. 办结结果。' }),
    items: z.record(kebabId, z.enum(ITEM_ENDS)).default({}).meta({ description: 'Status of items. 事项状态。' }),
    dueOn: z
      .record(kebabId, civilDate)
      .default({})
      .meta({ description: 'Last day of the committed limit of items, or of `case`. 到期日。' }),
    clocks: z
      .record(z.string().regex(/^@?[a-z][a-z0-9/-]*$/), civilDate)
      .superRefine(atMost(100))
      .default({})
      .meta({
        description: 'Last day of any clock by its id: `@stage/joint`, `gap/material`, `item/hearing`. 各时限届满日。',
      }),
    overdue: z
      .array(kebabId)
      .optional()
      .meta({ description: 'Exactly these (items or `case`) are past their committed limit. 超期。' }),
    deliverBy: z
      .record(kebabId, civilDate)
      .default({})
      .meta({ description: 'Until when the decisions of these items are served. 送达期限届满日。' }),
    delivery: z
      .record(kebabId, z.enum(['running', 'overdue', 'served', 'served-late']))
      .default({})
      .meta({ description: 'Whether the decisions of these items were served in time. 送达情况。' }),
  })
  .meta({ id: 'Then', description: 'What must be so afterwards. 预期结果。' });

export const scenario = z
  .strictObject({
    id: kebabId,
    name: text,
    given,
    when: z.array(step).max(500).default([]).meta({ description: 'Steps in order of time. 步骤。' }),
    then,
  })
  .meta({ id: 'Scenario', description: 'One test of the definition. 一个场景。' });
