// Asks a department's own system, and tells it to forget what it was asked. Neither waits for a decision: from the acknowledgement
// on, the ledger's threshold does. May run twice: the system knows the request by its Idempotency-Key, the ledger the answer by its id.
import type { DepartmentSystem } from '../config.ts';
import { DomainError, PROBLEMS } from '../core/errors.ts';
import type { Failpoints } from '../ledger/failpoints.ts';
import type { Ledger } from '../ledger/ledger.ts';
import { failureOf, isUnavailable } from './errors.ts';
import { post } from './exchange.ts';
import type { DispatchRef } from './index.ts';
import type { Outbound } from './outbound.ts';
import { parseSystemAnswer } from './system-answer.ts';

export interface Deliveries {
  readonly ledger: Ledger;
  readonly systems: Readonly<Record<string, DepartmentSystem>>;
  /** Where departments' systems reach our API. */
  readonly publicUrl: string;
  readonly attemptTimeoutMs: number;
  readonly failpoints: Failpoints;
  readonly outbound: Outbound;
  /** Aborts a try when the worker stops; it is tried again elsewhere. */
  readonly signal?: AbortSignal;
}

/** `<caseNo>.<item>.<round>`: how a department's system, and its callback, name the dispatch. */
export const toPublicDispatchId = (caseNo: string, dispatchId: string): string =>
  `${caseNo}.${dispatchId.replace('/', '.')}`;

/** Sends the request and applies what comes back: 200 an answer, 202 an acknowledgement. Fails with a code, else ends quietly. */
export async function deliver(by: Deliveries, caseNo: string, dispatch: DispatchRef): Promise<void> {
  const { item, dispatchId, system } = dispatch;
  const content = await quietly(() => by.ledger.getDispatchContent(caseNo, dispatchId));
  if (!content) return; // it left the agenda meanwhile
  const id = toPublicDispatchId(caseNo, dispatchId);
  const { until, form, outputs } = content;
  const callbackUrl = `${by.publicUrl.replace(/\/+$/, '')}/api/callbacks/${id}`;
  const reply = await post({
    ...target(by, system),
    path: '/requests',
    idempotencyKey: `${caseNo}/${dispatchId}`,
    message: { dispatchId: id, caseNo, item, callbackUrl, until, form, outputs },
  });
  if (reply.status === 202) {
    await quietly(() => by.ledger.report(caseNo, { type: 'acknowledgeDispatch', dispatchId }));
    return;
  }
  const answer = reply.status === 200 ? parseSystemAnswer(reply.body) : undefined;
  if (!answer) throw failureOf('wrong-body');
  await by.failpoints.reach('deliver:after-answer', caseNo);
  await quietly(() => by.ledger.answer(caseNo, dispatchId, system, answer));
}

/** Takes a request back; any 2xx confirms. */
export async function recall(by: Deliveries, caseNo: string, dispatch: DispatchRef): Promise<void> {
  const { item, dispatchId, system } = dispatch;
  await post({
    ...target(by, system),
    path: '/recalls',
    idempotencyKey: `${caseNo}/${dispatchId}/recall`,
    message: { dispatchId: toPublicDispatchId(caseNo, dispatchId), caseNo, item },
  });
  await quietly(() => by.ledger.report(caseNo, { type: 'confirmRecall', dispatchId }));
}

function target({ systems, attemptTimeoutMs: timeoutMs, outbound, signal }: Deliveries, name: string) {
  const system = Object.hasOwn(systems, name) ? systems[name] : undefined;
  if (!system) throw failureOf('system-unknown', { final: true });
  return { system, timeoutMs, outbound, signal };
}

/**
 * The ledger's refusal ends a delivery quietly: a person decided meanwhile, the case is gone. Two refusals do not: the ledger is not
 * available (try again), or the answer itself is no good, for example without the outputs its item needs (a person must look).
 */
async function quietly<T>(step: () => Promise<T>): Promise<T | undefined> {
  try {
    return await step();
  } catch (error) {
    if (!(error instanceof DomainError) || isUnavailable(error)) throw error;
    const { kind } = PROBLEMS[error.code];
    if (kind === 'unprocessable' || kind === 'invalid') throw failureOf(error.code, { final: true });
    return undefined;
  }
}
