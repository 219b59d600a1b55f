import { z } from 'zod';
import { happening } from '../cases/schemas.ts';
import { instant, text } from '../../schemas.ts';

const count = z.number().int();
export const caseAudit = z
  .object({
    caseNo: z.string(),
    matter: z.string(),
    matterName: text,
    version: z.string(),
    planHash: z.string(),
    at: instant.meta({ description: 'Asked at this moment' }),
    events: z.array(
      happening.extend({
        stream: z.string().meta({ description: '`case`, or of a task: `work/<item>/<round>`' }),
        by: happening.shape.by.extend({ postName: text.nullable(), organName: text.nullable() }),
        body: z.record(z.string(), z.unknown()).meta({
          description: 'What the event says; texts, forms and papers are ids with salted hashes',
        }),
        workHead: z.string().nullable().meta({ description: 'Head of the task’s chain at that moment' }),
        prevHash: z.string(),
        hash: z
          .string()
          .meta({ description: 'Over all of this, and the person and the request, which are not told here' }),
        alg: z.string(),
      }),
    ),
  })
  .meta({ id: 'CaseAudit', description: '办件审计' });
export const verification = z
  .object({
    at: instant,
    streams: count,
    events: count,
    faults: z.array(
      z.object({
        stream: z.string(),
        seq: count.nullable().meta({ description: 'null: of none of its events, but of what they come to' }),
        what: text,
      }),
    ),
  })
  .meta({ id: 'ChainVerification', description: '存证链核验' });
