// What the sample bank answers, and the ways in which it can be told to misbehave.
import { createHash } from 'node:crypto';
import { z } from 'zod';

/** How the bank meets its next messages; what each means stands in docs/department-systems.md. */
export const BANK_MODES = [
  'immediate',
  'refuse',
  'down',
  'slow',
  'error500',
  'wrong-body',
  'callback',
  'callback-before-answer',
  'duplicate-callback',
  'late-callback',
  'contradicting-callback',
  'forged-callback',
  'replayed-callback',
  'old-callback',
] as const;
export type BankMode = (typeof BANK_MODES)[number];

export interface BankSettings {
  /** Of `slow` and of every mode with a callback. */
  readonly delayMs?: number;
  /** Text inside every refusal, error and malformed body: a test looks for it where none of it may ever be. */
  readonly canary?: string;
  /** What an approval yields, instead of an invented account number. */
  readonly outputs?: Readonly<Record<string, unknown>>;
  /** The whole body of `wrong-body`. */
  readonly body?: string;
}

/** What `POST /control` takes. */
export const controlSchema = z.strictObject({
  mode: z.enum(BANK_MODES),
  delayMs: z.int().min(0).max(600_000).optional(),
  canary: z.string().optional(),
  outputs: z.record(z.string(), z.unknown()).optional(),
  body: z.string().optional(),
});

export interface BankAnswer {
  readonly answerId: string;
  readonly outcome: 'approved' | 'refused';
  readonly outputs?: Readonly<Record<string, unknown>>;
  readonly reason?: { readonly text: string };
  readonly legalBasis?: string;
}

/** Derived from the idempotency key, so that even a restarted bank repeats itself. */
export function approve(idempotencyKey: string, { outputs }: BankSettings): BankAnswer {
  const digits = (BigInt(`0x${hash(idempotencyKey)}`) % 10n ** 12n).toString().padStart(12, '0');
  return {
    answerId: `bank-${hash(`${idempotencyKey} approved`)}`,
    outcome: 'approved',
    outputs: outputs ?? { accountNumber: `0000${digits}` }, // no bank's number begins like this
  };
}

export function refuse(idempotencyKey: string, { canary = '' }: BankSettings): BankAnswer {
  return {
    answerId: `bank-${hash(`${idempotencyKey} refused`)}`,
    outcome: 'refused',
    reason: { text: `账户用途说明与经营范围不符。${canary}` },
    legalBasis: '示范银行账户服务合同第四条（虚构）',
  };
}

/** Begins like an approval and ends in the middle: nobody may guess the rest. */
export const malformed = ({ canary = '', body }: BankSettings): string =>
  body ?? `{"answerId":"bank-malformed","outcome":"approved","outputs":{"accountNumber":"${canary}`;

const hash = (text: string): string => createHash('sha256').update(text).digest('hex').slice(0, 20);
