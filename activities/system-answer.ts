// What a department's system may answer, at once or by callback: checked strictly, since it decides an item.
import { z } from 'zod';
import type { SystemAnswer } from '../ledger/ledger.ts';

/** What PostgreSQL and JSON can keep: no NUL, no half of a surrogate pair. */
const plain = (most: number) =>
  z
    .string()
    .max(most)
    .refine((text) => !text.includes('\u0000') && !/\p{Surrogate}/u.test(text));
/** `answerId`: the same again changes nothing. */
export const answerSchema = z.strictObject({
  answerId: z.string().regex(/^[\x21-\x7e]{1,100}$/),
  outcome: z.enum(['approved', 'refused']),
  /** Plain values: what is nested is nobody's output, and could be nested without end. */
  outputs: z.record(z.string().max(64), z.union([plain(2000), z.number(), z.boolean()])).optional(),
  reason: z.strictObject({ text: plain(4000).min(1) }).optional(),
  legalBasis: plain(500).min(1).optional(),
});

/** The answer, or undefined when it is anything but exactly one (invariant 7: nothing unknown or malformed ever approves). */
export function parseSystemAnswer(body: string): SystemAnswer | undefined {
  let json: unknown;
  try {
    json = JSON.parse(body);
  } catch {
    return undefined;
  }
  const parsed = answerSchema.safeParse(json);
  if (!parsed.success) return undefined;
  const { outcome, reason, ...answer } = parsed.data;
  return { ...answer, outcome: outcome === 'approved' ? 'granted' : 'refused', ...(reason && { reason: reason.text }) };
}
