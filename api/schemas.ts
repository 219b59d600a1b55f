// Shapes that several resources share.
import { z } from 'zod';
import type { ProblemKind } from '../core/errors.ts';

export const text = z.object({ zh: z.string(), en: z.string() }).meta({ id: 'Text', description: '简体中文与英文' });
export const instant = z.iso.datetime().meta({ description: 'Instant, UTC' });
export const civilDate = z.iso.date().meta({ description: 'Civil date, Asia/Shanghai' });
export const provisional = z
  .boolean()
  .meta({ description: '暂定: the holidays of the date’s year are not published yet; it may move' });
export const light = z.enum(['green', 'yellow', 'red', 'stopped']);
export const timeLight = z.enum(['green', 'yellow', 'red']);
export const kebabId = z
  .string()
  .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/)
  .max(100);
export const personId = z
  .string()
  .regex(/^[a-z0-9-]{1,100}$/)
  .meta({ description: 'Our id of a person, no number of his' });
export const caseNo = z
  .string()
  .regex(/^\d{22}[0-9A-Z]$/)
  .meta({ description: '办件编号' });

export const allowedAction = z
  .object({
    action: z.string(),
    item: z.string().optional(),
    stage: z.string().optional(),
    material: z.string().optional(),
    clock: z.string().optional(),
    step: z.number().int().optional(),
    instrument: z.number().int().optional(),
    option: z.string().optional().meta({ description: 'The outcome of a decision, the ground of a special procedure' }),
    allowed: z.boolean(),
    reason: text.extend({ code: z.string() }).optional().meta({ description: 'Why not: the refusal it would meet' }),
  })
  .meta({ id: 'AllowedAction', description: '现在能否办理，不能办理的原因' });

const place = z.number().int().optional().meta({ description: 'In a text that was sent, counted from 1' });
export const fault = z
  .object({ pointer: z.string(), code: z.string(), message: text, line: place, column: place })
  .meta({ id: 'Fault' });
export const problem = z
  .object({
    type: z.string(),
    title: z.string(),
    titles: text,
    status: z.number().int(),
    code: z.string(),
    detail: z.string(),
    instance: z.string().meta({ description: 'Request id' }),
    faults: z.array(fault).optional(),
    params: z.record(z.string(), z.union([z.string(), z.number()])).optional(),
  })
  .meta({ id: 'Problem', description: 'RFC 9457' });

export const STATUS: Readonly<Record<ProblemKind, number>> = {
  invalid: 400,
  unauthenticated: 401,
  forbidden: 403,
  'not-found': 404,
  conflict: 409,
  'too-large': 413,
  unprocessable: 422,
  unavailable: 503,
};
type ProblemStatus = 400 | 401 | 403 | 404 | 409 | 413 | 415 | 422 | 429 | 500 | 503;
const problemResponse = { description: 'Problem', content: { 'application/problem+json': { schema: problem } } };
/** Problem answers of a route; each may also be rate-limited, fail inside, or meet a database that is away. */
export const problemResponses = <S extends ProblemStatus>(...statuses: S[]) =>
  Object.fromEntries([...statuses, 400, 429, 500, 503].map((s) => [s, problemResponse])) as Record<
    S | 400 | 429 | 500 | 503,
    typeof problemResponse
  >;

export const page = {
  cursor: z.string().max(500).optional().meta({ description: '`next` of the page before' }),
  limit: z.coerce.number().int().min(1).max(100).default(20),
};
const principal = z.string().optional().meta({ description: 'The person to act for: as his agent, or at a window' });
export const onBehalfOf = z.object({ 'lianban-on-behalf-of': principal }).loose();
export const idempotent = z
  .object({
    'idempotency-key': z.string().optional().meta({ description: 'Required; 8–128 of A-Z a-z 0-9 . _ : -' }),
    'lianban-post': z.string().optional().meta({ description: 'The post to act by, when one holds several' }),
    'lianban-on-behalf-of': principal,
  })
  .loose();
export const signedIn = [{ bearer: [] }];
