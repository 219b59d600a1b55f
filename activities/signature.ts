// How a message between us and a department's system proves where it comes from (docs/department-systems.md).
import { createHmac, timingSafeEqual } from 'node:crypto';

export interface SigningKey {
  readonly id: string;
  readonly secret: string;
}

/** Wide enough for clocks that drift, short enough that an overheard message is soon worth nothing. */
const TOLERANCE_MS = 5 * 60_000;
const INSTANT = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{1,9})?(Z|[+-]\d\d:\d\d)$/;

/** The headers that sign `rawBody`; `at` is wall time, epoch milliseconds. */
export function signMessage(key: SigningKey, rawBody: string, at = Date.now()): Record<string, string> {
  const timestamp = new Date(at).toISOString();
  const signature = mac(key.secret, timestamp, rawBody).toString('hex');
  return { 'lianban-key-id': key.id, 'lianban-timestamp': timestamp, 'lianban-signature': signature };
}

export interface SignedMessage {
  /** Every key that is valid now: two while one replaces the other. */
  readonly keys: readonly SigningKey[];
  readonly headers: Readonly<Record<string, string | readonly string[] | undefined>>;
  /** The body as it came, before any parsing: a parsed and printed one need not be the same bytes. */
  readonly rawBody: string | Uint8Array;
  /** Wall time, epoch milliseconds. */
  readonly now: number;
  readonly toleranceMs?: number;
}
export type SignatureFault = 'headers' | 'timestamp-form' | 'timestamp-far' | 'key-unknown' | 'signature';
export type Verification =
  { readonly ok: true; readonly keyId: string } | { readonly ok: false; readonly why: SignatureFault };

/**
 * Whether one of the keys signed this message lately. Never throws. A message seen twice passes twice: who acts on it must know the
 * answer by its id. `why` is for our log; the sender is told nothing but 401.
 */
export function verifyMessage(message: SignedMessage): Verification {
  const { keys, headers, rawBody, now, toleranceMs = TOLERANCE_MS } = message;
  const refuse = (why: SignatureFault): Verification => ({ ok: false, why });
  const [keyId, timestamp, signature] = ['lianban-key-id', 'lianban-timestamp', 'lianban-signature'].map(
    (n) => headers[n],
  );
  if (typeof keyId !== 'string' || typeof timestamp !== 'string' || typeof signature !== 'string')
    return refuse('headers');
  const at = INSTANT.test(timestamp) ? Date.parse(timestamp) : NaN;
  if (Number.isNaN(at)) return refuse('timestamp-form');
  if (Math.abs(now - at) > toleranceMs) return refuse('timestamp-far');
  const named = keys.filter((key) => key.id === keyId);
  if (named.length === 0) return refuse('key-unknown');
  if (!/^[0-9a-f]{64}$/i.test(signature)) return refuse('signature');
  const given = Buffer.from(signature, 'hex');
  return named.some((key) => timingSafeEqual(mac(key.secret, timestamp, rawBody), given))
    ? { ok: true, keyId }
    : refuse('signature');
}

const mac = (secret: string, timestamp: string, rawBody: string | Uint8Array): Buffer =>
  createHmac('sha256', secret).update(`${timestamp}.`).update(rawBody).digest();
