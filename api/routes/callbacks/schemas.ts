import { z } from 'zod';
import { instant } from '../../schemas.ts';

/** Any text: an address that is none is answered like a wrong signature. */
export const callbackParams = z.object({
  dispatchId: z.string().meta({ description: '<caseNo>.<item>.<round>' }),
});
export const callbackAnswer = z
  .object({ disposition: z.enum(['applied', 'repeated', 'late']) })
  .meta({ id: 'CallbackAnswer', description: 'What became of the answer' });
/** Told, not checked: who lacks one is answered like one whose signature is wrong. */
export const callbackHeaders = z
  .object({
    'lianban-key-id': z.string().optional(),
    'lianban-timestamp': z.string().optional(),
    'lianban-signature': z.string().optional().meta({ description: 'See docs/department-systems.md' }),
  })
  .loose();
/** The signature covers the bytes, so the body is read as they came and checked by activities/system-answer.ts. */
export const callbackBody = {
  content: {
    'application/json': {
      schema: {
        type: 'object',
        additionalProperties: false,
        required: ['answerId', 'outcome'],
        properties: {
          answerId: { type: 'string', maxLength: 100, description: 'The same again changes nothing' },
          outcome: { enum: ['approved', 'refused'] },
          outputs: { type: 'object', additionalProperties: { type: ['string', 'number', 'boolean'] } },
          reason: {
            type: 'object',
            required: ['text'],
            properties: { text: { type: 'string' } },
            additionalProperties: false,
          },
          legalBasis: { type: 'string' },
        },
      },
    },
  },
};

const values = z.record(z.string(), z.unknown());
export const dispatch = z
  .object({
    caseNo: z.string(),
    matter: z.string(),
    item: z.string(),
    until: instant,
    form: values.meta({ description: 'The fields the item reads' }),
    outputs: z.record(z.string(), values).meta({ description: 'Results of the items it builds on' }),
  })
  .meta({ id: 'Dispatch', description: '对接请求' });
