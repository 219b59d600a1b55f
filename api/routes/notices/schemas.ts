import { z } from 'zod';
import { instant, page, text } from '../../schemas.ts';

export const noticeQuery = z.object({
  ...page,
  answered: z
    .enum(['true', 'false'])
    .optional()
    .meta({ description: 'Of those that owe an answer: whether it was given' }),
});
export const notice = z
  .object({
    id: z.uuid(),
    caseNo: z.string(),
    matterName: text,
    item: z.string().nullable(),
    itemName: text.nullable(),
    clock: z.string(),
    at: z.enum(['yellow', 'red', 'late']).meta({ description: 'The threshold that has passed' }),
    role: z.string().meta({ description: 'The role in which one is told' }),
    organ: z.string().nullable(),
    toldAt: instant,
    answerBy: instant.nullable(),
    answeredAt: instant.nullable(),
    answerOverdue: z.boolean(),
  })
  .meta({ id: 'Notice', description: '督办通知' });
export const notices = z.object({ notices: z.array(notice), next: z.string().nullable() });
export const noticeParams = z.object({ id: z.uuid() });
export const answerBody = z.strictObject({
  text: z.string().min(1).max(4000).meta({ description: 'What was done, and until when it will be finished' }),
});
