// One signed call to a department's system. Whatever goes wrong becomes a code; not a byte of what came back is kept in an error.
import { ApplicationFailure } from '@temporalio/common';
import type { DepartmentSystem } from '../config.ts';
import { failureOf } from './errors.ts';
import { AddressRefused, type Outbound } from './outbound.ts';
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
  readonly outbound: Outbound;
}
export interface Reply {
  readonly status: number;
  readonly body: string;
}

/**
 * Posts the message; answers any 2xx. Everything else is a failure whose code is `http-<status>`, `timeout`, `unreachable`,
 * `address-refused` (activities/outbound.ts) or `wrong-body` (too large).
 */
export async function post(exchange: Exchange): Promise<Reply> {
  const { system, path, idempotencyKey, message, timeoutMs } = exchange;
  const body = JSON.stringify(message);
  const timeout = AbortSignal.timeout(timeoutMs);
  try {
    const { status, body: text } = await exchange.outbound(`${system.url.replace(/\/+$/, '')}${path}`, {
      body,
      headers: {
        'content-type': 'application/json',
        accept: 'application/json',
        'idempotency-key': idempotencyKey,
        ...signMessage(system.keys[0]!, body),
      },
      signal: exchange.signal ? AbortSignal.any([timeout, exchange.signal]) : timeout,
      maxBytes: MAX_RESPONSE_BYTES,
    });
    if (status >= 200 && status < 300) {
      if (text === undefined) throw failureOf('wrong-body');
      return { status, body: text };
    }
    const final = status >= 400 && status < 500 && !PASSING.includes(status);
    throw failureOf(`http-${status}`, { final });
  } catch (error) {
    if (error instanceof ApplicationFailure) throw error;
    if (error instanceof AddressRefused) throw failureOf('address-refused', { final: true });
    throw failureOf(timeout.aborted ? 'timeout' : 'unreachable');
  }
}
