import { z } from 'zod';
import { INSTRUMENT_KINDS, SERVICE_WAYS } from '../../../core/engine/instruments.ts';
import { civilDate, instant, text } from '../../schemas.ts';

export const instrumentParams = z.object({
  number: z
    .string()
    .regex(/^\d{22}[0-9A-Z]-W[1-9]\d{0,5}$/)
    .meta({ description: '文书编号: the case number and the place in the case' }),
});
export const instrumentView = z
  .object({
    number: z.string(),
    ownNumber: z.string().nullable().meta({ description: "The authority's own 文号" }),
    kind: z.enum(INSTRUMENT_KINDS),
    title: text,
    item: z.string().nullable(),
    itemName: text.nullable(),
    organ: z.string(),
    madeAt: instant,
    service: z
      .object({
        how: z.enum(SERVICE_WAYS),
        howName: text,
        at: instant,
        post: z.string().nullable().meta({ description: 'null: opened by the applicant himself' }),
        proof: z
          .string()
          .nullable()
          .meta({ description: 'What proves it: to whom it was handed, the letter’s number' }),
      })
      .nullable()
      .meta({ description: 'null: not served yet' }),
    remedies: z
      .object({ from: civilDate, reconsiderBy: civilDate, sueBy: civilDate, words: text })
      .nullable()
      .meta({ description: 'Of a refusal that was served: until when one may go further' }),
  })
  .meta({ id: 'Instrument', description: '文书' });
export const instruments = z.object({ instruments: z.array(instrumentView) }).meta({ id: 'Instruments' });
export const serviceBody = z.strictObject({
  how: z.enum(['post', 'counter', 'electronic', 'publication']).meta({ description: '送达方式' }),
  servedAt: instant.optional().meta({ description: 'Now when left out' }),
  proof: z
    .string()
    .max(500)
    .optional()
    .meta({ description: 'By post or publication: what proves it; at a counter: to whom it was handed' }),
});
export const pdf = { description: 'PDF', content: { 'application/pdf': { schema: z.unknown() } } };
