// What can happen in a scenario: the verbs of its steps.
import { z } from 'zod';
import { INSTRUMENT_KINDS, SERVICE_WAYS } from '../engine/instruments.ts';
import { civilDate, fieldId, instant, kebabId, limit } from './schema-words.ts';

const document = z.string().min(1).optional();
const reasoned = { item: kebabId, reason: z.string().min(1), legalBasis: z.string().min(1) };
export const verbs = {
  receive: z.strictObject({ organ: kebabId }).meta({ description: 'The window has the papers. 收件。' }),
  accept: z.strictObject({ item: kebabId, organ: kebabId.optional() }).meta({ description: 'Accept an item. 受理。' }),
  declineAcceptance: z
    .strictObject({ ...reasoned, organ: kebabId.optional() })
    .meta({ description: 'Refuse to accept an item. 不予受理。' }),
  decide: z
    .strictObject({
      item: kebabId,
      outcome: z.enum(['granted', 'refused']),
      outputs: z.record(fieldId, z.union([z.string(), z.number()])).optional(),
      reason: z.string().min(1).optional(),
      legalBasis: z.string().min(1).optional(),
    })
    .meta({ description: 'Decide an item; a refusal needs reason and legalBasis. 决定。' }),
  notifyCorrection: z
    .strictObject({ item: kebabId, document, content: z.string().min(1) })
    .meta({ description: 'Tell the applicant once what must be corrected. 补正告知。' }),
  supplyCorrection: z.strictObject({ item: kebabId }).meta({ description: 'It is corrected. 补正。' }),
  startSpecialProcedure: z
    .strictObject({
      item: kebabId,
      ground: kebabId,
      heldOn: civilDate.optional().meta({ description: 'The day of a hearing that was asked for. 听证日期。' }),
      expected: limit,
      document,
    })
    .meta({ description: 'The clock stops. 特别程序。' }),
  endSpecialProcedure: z.strictObject({ item: kebabId }).meta({ description: 'The clock runs on. 特别程序结束。' }),
  requestExtension: z
    .strictObject({ item: kebabId, reason: z.string().min(1) })
    .meta({ description: 'Ask for an extension. 申请延期。' }),
  decideExtension: z
    .strictObject({ item: kebabId, approve: z.boolean(), document })
    .meta({ description: 'The head decides on it. 批准延期。' }),
  serve: z
    .strictObject({
      item: kebabId,
      document: z.enum(INSTRUMENT_KINDS).optional().meta({ description: 'Which; the latest of the item. 文书。' }),
      how: z.enum(SERVICE_WAYS).exclude(['portal']).default('counter'),
      servedAt: instant.optional().meta({ description: 'When, if before the step. 送达时刻。' }),
      proof: z.string().min(1).optional(),
    })
    .meta({ description: 'A document of an item reaches the applicant. 送达。' }),
  requestJointExtension: z
    .strictObject({ stage: kebabId, reason: z.string().min(1) })
    .meta({ description: 'The lead asks for an extension of joint handling. 并联办理申请延期。' }),
  decideJointExtension: z
    .strictObject({ stage: kebabId, approve: z.boolean(), document })
    .meta({ description: 'The head of the government decides on it. 批准并联办理延期。' }),
  tellHearingRight: z
    .strictObject({ item: kebabId })
    .meta({ description: 'They are told of the right to a hearing. 告知听证权利。' }),
  requestHearing: z.strictObject({ item: kebabId }).meta({ description: 'A hearing is asked for. 申请听证。' }),
  waiveHearing: z.strictObject({ item: kebabId }).meta({ description: 'The right is given up. 放弃听证。' }),
  withdrawCommitment: z
    .strictObject({ item: kebabId })
    .meta({ description: 'The commitment is taken back. 撤回承诺。' }),
  recordAfterCheck: z
    .strictObject({ item: kebabId, kept: z.boolean(), document: z.string().min(1) })
    .meta({ description: 'The commitment is checked. 承诺核查。' }),
  supplement: z
    .strictObject({ material: kebabId })
    .meta({ description: 'A material is given, or given anew. 补充材料。' }),
  withdraw: z
    .strictObject({ reason: z.string().min(1).optional() })
    .meta({ description: 'The applicant withdraws the application. 撤回申请。' }),
  advanceTo: instant.meta({ description: 'Let time pass until this instant. 时间推进。' }),
};
