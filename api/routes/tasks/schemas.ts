import { z } from 'zod';
import { happening, original } from '../cases/schemas.ts';
import {
  allowedAction,
  civilDate,
  instant,
  kebabId,
  light,
  page,
  provisional,
  timeLight,
  text,
} from '../../schemas.ts';

export const taskParams = z.object({ id: z.uuid() });
export const taskFilter = {
  organ: kebabId.optional().meta({ description: 'One of those whose inbox one sees' }),
  matter: kebabId.optional(),
  case: z.string().max(40).optional(),
  item: kebabId.optional(),
  stage: z.enum(['accept', 'decide']).optional(),
  status: z.enum(['open', 'ended']).optional().meta({ description: 'open, unless said otherwise' }),
  claimed: z.enum(['mine', 'nobody', 'others']).optional(),
  light: timeLight.optional(),
  extension: z.enum(['requested']).optional().meta({ description: 'Those whose extension waits for a decision' }),
  search: z
    .string()
    .trim()
    .min(1)
    .max(60)
    .optional()
    .meta({ description: 'In case numbers, names of matters and items' }),
};
const taskFilters = z.object(taskFilter);
export type TaskFilter = z.infer<typeof taskFilters>;
export const taskQuery = z.object({ ...page, ...taskFilter });
export const countQuery = taskFilters.omit({ light: true, claimed: true });
const number = z.number().int();
export const inboxCounts = z
  .object({ red: number, yellow: number, green: number, mine: number, nobody: number, total: number })
  .meta({ id: 'InboxCounts' });
export const taskView = z
  .object({
    id: z.uuid(),
    caseNo: z.string(),
    matter: z.string(),
    matterName: text,
    item: z.string(),
    itemName: text,
    legalType: z.string(),
    organ: z.string(),
    stage: z.enum(['accept', 'decide']),
    status: z.enum(['open', 'done', 'cancelled']),
    revision: z.number().int(),
    receivedAt: instant,
    dueOn: civilDate.nullable(),
    provisional,
    dueAt: instant.nullable(),
    daysLeft: z
      .number()
      .int()
      .nullable()
      .meta({ description: 'In days of the limit’s unit after today; below 0 when overdue' }),
    light: light.nullable(),
    claim: z.object({ mine: z.boolean(), post: z.string().nullable(), at: instant.nullable() }).nullable(),
  })
  .meta({ id: 'Task', description: '办理任务' });
export const inbox = z
  .object({
    tasks: z.array(taskView),
    next: z.string().nullable(),
    count: z.object({ value: z.number().int(), capped: z.boolean() }),
  })
  .meta({ id: 'Inbox' });
export const taskDetail = taskView
  .extend({
    lastLookAt: instant.nullable().meta({ description: 'When the reader last began to look at it' }),
    news: z.array(happening).meta({ description: 'What happened in the case since' }),
    form: z
      .array(z.object({ id: z.string(), label: text, value: z.unknown(), words: text }))
      .meta({ description: 'Only the fields this item reads' }),
    materials: z.array(
      z.object({
        material: z.string(),
        name: text,
        version: z.number().int(),
        materialId: z.uuid(),
        size: z.number().int(),
        mediaType: z.string(),
        original,
      }),
    ),
    predecessors: z.array(z.object({ item: z.string(), name: text, outputs: z.record(z.string(), z.unknown()) })),
    outputs: z
      .array(z.object({ id: z.string(), label: text, type: z.string() }))
      .meta({ description: 'What a granting decision must carry' }),
    refusable: z.boolean(),
    legalBases: z.array(text).meta({ description: 'Articles that the definition names for this item: to choose from' }),
    grounds: z.array(z.object({ ground: z.string(), name: text })).meta({
      description: 'Special procedures that lawfully stop the clock of this item',
    }),
    procedure: z.object({ ground: z.string(), since: instant, document: z.string() }).nullable(),
    extension: z
      .object({ status: z.enum(['requested', 'approved', 'refused']), reason: z.string().nullable() })
      .nullable(),
    actions: z.array(allowedAction).meta({ description: 'What can be done with it now, by whom it concerns' }),
    reviewRequired: z.boolean().meta({ description: '一审一核: who reviewed does not decide' }),
    review: z
      .object({
        proposal: z.enum(['granted', 'refused']),
        opinion: z.string().nullable(),
        post: z.string(),
        mine: z.boolean(),
        at: instant,
        current: z.boolean().meta({ description: 'false: the data changed since; review it again' }),
      })
      .nullable(),
  })
  .meta({ id: 'TaskDetail' });
export const reviewBody = z.strictObject({
  revision: z.number().int().min(1).meta({ description: 'The revision the officer saw' }),
  proposal: z.enum(['granted', 'refused']),
  opinion: z.string().max(4000).optional(),
});
export const claimBody = z.strictObject({ ids: z.array(z.uuid()).min(1).max(50) });
export const claimResults = z
  .object({
    results: z.array(
      z.object({
        id: z.uuid(),
        claimed: z.boolean(),
        reason: text.extend({ code: z.string() }).optional().meta({ description: 'Why not' }),
      }),
    ),
  })
  .meta({ id: 'ClaimResults' });
const reasoned = { reason: z.string().max(4000).optional(), legalBasis: z.string().max(500).optional() };
export const acceptanceBody = z.strictObject({ outcome: z.enum(['accept', 'decline']), ...reasoned });
export const decisionBody = z.strictObject({
  revision: z.number().int().min(1).meta({ description: 'The revision the officer saw' }),
  outcome: z.enum(['granted', 'refused']),
  outputs: z.record(z.string().max(64), z.union([z.string().max(2000), z.number()])).optional(),
  ...reasoned,
});

/** 文书编号: 示市监特〔2026〕3号. No text of anybody. */
export const documentNumber = z
  .string()
  .regex(/^[\p{Script=Han}A-Za-z0-9〔〕()（）[\]-]{3,60}$/u)
  .optional()
  .meta({
    description: "The authority's own number of the document in which the applicant is told; ours when left out",
  });
export const procedureBody = z.strictObject({
  ground: kebabId.meta({
    description:
      'hearing, tender, auction, inspection, testing, quarantine, appraisal, expert-review, or of the definition',
  }),
  heldOn: civilDate.optional().meta({ description: 'Of a hearing that was asked for: its day' }),
  expected: z
    .string()
    .regex(/^(1\d{2}|[1-9]\d?)(wd|d)$/)
    .meta({ description: 'How long it will take, as told to the applicant: 15wd' }),
  document: documentNumber,
});
export const extensionBody = z.strictObject({ reason: z.string().min(1).max(2000) });
export const extensionDecisionBody = z.strictObject({ approve: z.boolean(), document: documentNumber });
export const correctionBody = z.strictObject({
  document: documentNumber,
  content: z.string().min(1).max(4000).meta({ description: 'Everything that must be corrected: it is told once' }),
});
