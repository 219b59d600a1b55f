// One signed call to a department's system. Whatever goes wrong becomes a code; not a byte of what came back is kept in an error.
import { ApplicationFailure } from '@temporalio/common';
import type { DepartmentSystem } from '../config.ts';
import { failureOf } from './errors.ts';
import { signMessage } from './signature.ts';

const MAX_RESPONSE_BYTES = 64 * 1024;
/** Refusals of the moment: the same request may succeed later. Every other 4xx says that it never will. */
const PASSING = [408, 425, 429];

export interface Exchange {
  readonly system: DepartmentSystem;
  readonly path: '/requests' | '/recalls';
  readonly idempotencyKey: string;
  readonly message: object;
  readonly timeoutMs: number;
  readonly signal?: AbortSignal;
  readonly fetch?: typeof fetch;
}
export interface Reply {
  readonly status: number;
  readonly body: string;
}

/** Posts the message; answers any 2xx. Everything else is a failure whose code is `http-<status>`, `timeout`, `unreachable` or `wrong-body` (too large). */
export async function post(exchange: Exchange): Promise<Reply> {
  const { system, path, idempotencyKey, message, timeoutMs } = exchange;
  const body = JSON.stringify(message);
  const timeout = AbortSignal.timeout(timeoutMs);
  try {
    const response = await (exchange.fetch ?? fetch)(`${system.url.replace(/\/+$/, '')}${path}`, {
      method: 'POST',
      body,
      headers: {
        'content-type': 'application/json',
        accept: 'application/json',
        'idempotency-key': idempotencyKey,
        ...signMessage(system.keys[0]!, body),
      },
      redirect: 'manual', // a redirect would carry personal data where nobody configured it to go
      signal: exchange.signal ? AbortSignal.any([timeout, exchange.signal]) : timeout,
    });
    const text = await readCapped(response);
    if (response.ok) {
      if (text === undefined) throw failureOf('wrong-body');
      return { status: response.status, body: text };
    }
    const final = response.status >= 400 && response.status < 500 && !PASSING.includes(response.status);
    throw failureOf(`http-${response.status}`, { final });
  } catch (error) {
    if (error instanceof ApplicationFailure) throw error;
    throw failureOf(timeout.aborted ? 'timeout' : 'unreachable');
  }
}

/** The body, or undefined when it is larger than we read. */
async function readCapped(response: Response): Promise<string | undefined> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of (response.body ?? []) as AsyncIterable<Uint8Array>) {
    size += chunk.byteLength;
    if (size > MAX_RESPONSE_BYTES) return undefined; // leaving the loop ends the stream
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}
