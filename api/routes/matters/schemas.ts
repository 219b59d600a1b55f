import { z } from 'zod';
import { fault, kebabId, text } from '../../schemas.ts';
import { submitBody } from '../cases/schemas.ts';

export const matterParams = z.object({ matter: kebabId });
const option = z.object({ value: z.string(), label: text });
const question = z.object({
  id: z.string(),
  type: z.enum(['boolean', 'choice']),
  label: text,
  help: text.optional(),
  options: z.array(option).optional(),
});
export const matterSummary = z
  .object({
    matter: z.string(),
    version: z.string(),
    planHash: z.string(),
    name: text,
    summary: text,
    lead: z.string(),
    committedLimit: z.string(),
  })
  .meta({ id: 'MatterSummary' });
export const matterList = z.object({ matters: z.array(matterSummary) });
const itemSummary = z.object({
  id: z.string(),
  name: text,
  legalType: z.string(),
  organs: z.object({ accepts: z.string(), decides: z.string(), issues: z.string(), supervises: z.string() }),
  organName: text.meta({ description: 'Of the deciding organ' }),
  after: z.array(z.string()),
  presence: z.enum(['required', 'optional']),
  heldBy: z.string().nullable(),
  commitment: text.nullable().meta({ description: '告知承诺: the law by which it can be had on a commitment' }),
  statutoryLimit: z.string(),
  extension: z.string().nullable().meta({
    description: 'May be added to the statutory limit with the approval of the organ’s head. 法定可延长期限。',
  }),
  committedLimit: z.string(),
  basis: text,
});
const materialSummary = z.object({
  id: z.string(),
  name: text,
  required: z.boolean(),
  conditional: z.boolean(),
  original: z.boolean().meta({ description: '核验原件: the original is to be shown, too' }),
  accepts: z.array(z.string()),
  maxBytes: z.number().int(),
  tolerated: z.string().nullable().meta({ description: '容缺: may be promised, and is owed within this time' }),
});
const source = z.union([z.literal('unconfirmed'), z.object({ document: z.string(), article: z.string().optional() })]);
export const matterDetail = matterSummary
  .extend({
    leadName: text,
    guide: z.array(question),
    items: z.array(itemSummary),
    materials: z.array(materialSummary),
    sources: z.array(z.object({ path: z.string(), source })),
  })
  .meta({ id: 'Matter' });

export const guideBody = z.strictObject({
  answers: z.record(z.string().max(64), z.union([z.boolean(), z.string().max(100)])).default({}),
});
/** Whatever core/definition/guide.ts answers; its shape is typed there. */
export const guideAnswer = z
  .looseObject({})
  .meta({ id: 'GuideResult', description: 'Items, materials and the predicted limit' });
/** What is submitted, half filled in; of the materials only which are there. */
export const draftBody = submitBody
  .omit({ matter: true, planHash: true, materials: true })
  .extend({ form: submitBody.shape.form.default({}), materials: z.array(kebabId).max(100).default([]) });
const certain = z.literal(true).or(z.literal('depends'));
export const draftCheck = z
  .object({
    fields: z
      .array(z.object({ id: z.string(), asked: certain, required: z.boolean() }))
      .meta({ description: 'Asked in this situation, or it depends; a field that is not named must be left out' }),
    items: z.array(z.object({ id: z.string(), applies: certain.or(z.literal(false)) })),
    materials: z.array(z.object({ id: z.string(), asked: z.enum(['required', 'optional', 'depends']) })),
    faults: z.array(fault).meta({ description: 'None: it may be submitted as it is' }),
  })
  .meta({ id: 'DraftCheck', description: '边填边查' });
export const formQuery = z.object({ lang: z.enum(['zh', 'en']).default('zh') });
export const formSchema = z.looseObject({}).meta({ description: 'JSON Schema 2020-12 of the one form' });
