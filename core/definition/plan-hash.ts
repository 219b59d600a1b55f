// A plan is known by the hash of its content. Core does no I/O, so the hash function is handed in.
import { canonicalJson } from '../canonical.ts';
import type { Plan } from '../engine/plan.ts';

/** SHA-256 of the UTF-8 text as lower-case hexadecimal: `(t) => createHash('sha256').update(t).digest('hex')`. */
export type Sha256 = (text: string) => string;

export const planHash = (plan: Plan, sha256: Sha256): string => sha256(canonicalJson(plan));
