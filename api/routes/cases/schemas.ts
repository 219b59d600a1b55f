import { z } from 'zod';
import { allowedAction, caseNo, civilDate, instant, kebabId, light, page, provisional, text } from '../../schemas.ts';

export const caseParams = z.object({ no: caseNo });
const formValues = z.record(z.string().max(100), z.unknown());
export const submitBody = z.strictObject({
  matter: kebabId,
  planHash: z.string().max(64).optional().meta({ description: '`planHash` of the matter as the applicant saw it' }),
  form: formValues,
  guide: formValues.default({}),
  materials: z.record(kebabId, z.uuid()).default({}),
  deselected: z.array(kebabId).max(100).default([]),
  held: z.array(kebabId).max(100).default([]),
  promised: z
    .array(kebabId)
    .max(100)
    .default([])
    .meta({ description: '容缺: materials that are missing, and promised within their time' }),
  commitments: z.array(kebabId).max(100).default([]).meta({ description: '告知承诺: items asked for on a commitment' }),
});
export const itemView = z
  .object({
    id: z.string(),
    name: text,
    legalType: z.string(),
    organ: z.string(),
    after: z.array(z.string()),
    status: z.string(),
    statusName: text,
    round: z.number().int(),
    revision: z.number().int(),
    receivedAt: instant.nullable(),
    acceptedAt: instant.nullable(),
    endedAt: instant.nullable(),
    decidedAt: instant.nullable(),
    dueOn: civilDate.nullable(),
    provisional,
    dueAt: instant.nullable(),
    light: light.nullable(),
    because: text.nullable(),
    dispatch: z.string().nullable(),
    procedure: z
      .object({ ground: z.string(), since: instant })
      .nullable()
      .meta({ description: '特别程序: the clock stands still' }),
    extension: z.enum(['requested', 'approved', 'refused']).nullable(),
  })
  .meta({ id: 'CaseItem' });
export const original = z.object({
  required: z.boolean().meta({ description: 'The definition demands that it is seen' }),
  seen: z.boolean().meta({ description: 'Somebody saw the original of the paper as it is now' }),
  seenAt: instant.nullable(),
  post: z.string().nullable().meta({ description: 'By whom' }),
  kept: z.boolean().meta({ description: '留存: it lies with the authority' }),
  returnedAt: instant.nullable().meta({ description: 'When what was kept was returned' }),
});
const paper = z
  .object({
    material: z.string(),
    name: text,
    materialId: z.uuid().nullable().meta({ description: 'null: promised, and not there yet' }),
    original,
  })
  .meta({ id: 'CasePaper' });
export const caseView = z
  .object({
    caseNo: z.string(),
    matter: z.string(),
    matterName: text,
    version: z.string(),
    lead: z.string(),
    status: z.enum(['submitted', 'open', 'closed']),
    outcome: z.string().nullable(),
    statusName: text,
    submittedAt: instant.nullable(),
    receivedAt: instant.nullable(),
    closedAt: instant.nullable(),
    dueOn: civilDate.nullable(),
    provisional,
    light: light.nullable(),
    predictedEnd: z
      .object({ on: civilDate, provisional, path: z.array(z.string()) })
      .nullable()
      .meta({
        description:
          'When the last result will be there if each item takes its committed limit, and the items that decide it; null: it waits for the applicant, or has ended',
      }),
    items: z.array(itemView),
    papers: z.array(paper).meta({ description: 'Given, or promised for later' }),
    actions: z.array(allowedAction).meta({ description: 'What the reader may do now' }),
    live: z
      .unknown()
      .optional()
      .meta({ description: 'What the conductor knows (with ?live=true); null when it does not answer within 2 s' }),
  })
  .meta({ id: 'Case', description: '办件' });
export const caseQuery = z.object({ live: z.enum(['true', 'false']).default('false') });
export const listQuery = z.object(page);
export const caseSummary = caseView.omit({ items: true, papers: true, actions: true, live: true, predictedEnd: true });
export const caseList = z.object({
  cases: z.array(caseSummary),
  next: z.string().nullable(),
});

export const happening = z.object({
  seq: z.number().int(),
  type: z.string(),
  at: instant,
  recordedAt: instant,
  item: z.string().nullable(),
  words: text,
  by: z.object({ kind: z.enum(['applicant', 'post', 'system', 'time']), post: z.string().nullable() }),
});
export const timeline = z.object({ events: z.array(happening) }).meta({ id: 'Timeline' });
export const clocks = z
  .object({
    clocks: z.array(
      z.object({
        id: z.string(),
        item: z.string().nullable(),
        kind: z.string(),
        name: text,
        basis: text.nullable().meta({ description: 'The law that sets the time; null: a promise, or what was told' }),
        extendedBy: z
          .enum(['head', 'government'])
          .nullable()
          .meta({ description: 'Whose approval may extend it; null: nobody may' }),
        stage: z.string().nullable(),
        material: z.string().nullable(),
        bound: z.enum(['organ', 'applicant']),
        trigger: z.string(),
        limit: z.string(),
        dueOn: civilDate.nullable().meta({ description: 'null while the clock stands still' }),
        dueAt: instant.nullable(),
        warnAt: instant.nullable(),
        light,
        daysLeft: z.number().int().nullable().meta({
          description:
            'In days of the limit’s unit after today; 0 on the last day, below when overdue, null when the clock has ended',
        }),
        provisional,
        endedAt: instant.nullable(),
        entries: z.array(
          z.object({
            kind: z.enum(['start', 'stop', 'resume', 'extend', 'recalculate', 'end']),
            at: instant,
            dueBefore: instant.nullable(),
            dueAfter: instant.nullable(),
            used: z.number().nullable(),
            left: z.number().nullable(),
            ground: z.string().nullable(),
            document: z.string().nullable(),
            calendar: z.string().nullable(),
          }),
        ),
        words: text,
      }),
    ),
  })
  .meta({ id: 'Clocks' });
export const results = z
  .object({
    status: z.string(),
    outcome: z.string().nullable(),
    items: z.array(
      z.object({
        id: z.string(),
        name: text,
        status: z.string(),
        statusName: text,
        endedAt: instant.nullable(),
        outputs: z.array(z.object({ id: z.string(), label: text, value: z.unknown() })),
        reason: z.string().nullable(),
        legalBasis: z.string().nullable(),
        remedies: z.object({ reconsideration: text, suit: text }).nullable(),
        because: text.nullable(),
        certificate: z.string().nullable().meta({ description: 'Number; see /api/certificates/{number}' }),
      }),
    ),
  })
  .meta({ id: 'Results', description: '办理结果' });
export const withdrawBody = z.strictObject({ reason: z.string().max(2000).optional() });
export const supplementBody = z.strictObject({ material: kebabId, materialId: z.uuid() });
export const corrections = z
  .object({
    corrections: z.array(
      z.object({
        item: z.string(),
        itemName: text,
        document: z.string(),
        content: z.string().nullable().meta({ description: 'Everything that must be corrected' }),
        since: instant,
        dueOn: civilDate.nullable().meta({ description: 'null: no rule sets a time' }),
        provisional,
      }),
    ),
  })
  .meta({ id: 'Corrections', description: '补正告知' });
export const correctionBody = z.strictObject({
  item: kebabId.meta({ description: 'All that was asked for is there: supplement the materials first' }),
});
