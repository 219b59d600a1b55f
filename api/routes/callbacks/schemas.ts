import { z } from 'zod';

/** Any text: an address that is none is answered like a wrong signature. */
export const callbackParams = z.object({
  dispatchId: z.string().meta({ description: '<caseNo>.<item>.<round>' }),
});
export const callbackAnswer = z
  .object({ disposition: z.enum(['applied', 'repeated', 'late']) })
  .meta({ id: 'CallbackAnswer', description: 'What became of the answer' });
