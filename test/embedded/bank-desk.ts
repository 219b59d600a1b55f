// A bank with Lianban's side of the protocol around it: signed requests, and a receiver of callbacks.
import type { IncomingHttpHeaders } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, beforeEach, expect } from '@jest/globals';
import { signMessage, verifyMessage } from '../../activities/signature.ts';
import { startBank, type Bank } from '../../embedded/bank.ts';
import type { BankAnswer } from '../../embedded/bank-answers.ts';
import { listenLocally, readBody, reply, type LocalServer } from '../../embedded/json-http.ts';

export const OURS = { id: 'lianban-1', secret: 'ours' };
export const NEXT = { id: 'lianban-2', secret: 'next' };
export const BANKS = { id: 'bank-1', secret: 'the bank’s' };
export const CANARY = 'CANARY-7d1f';
export const DELAY_MS = 40;

export interface Received {
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
  readonly raw: string;
  readonly verified: ReturnType<typeof verifyMessage>;
  /** Of performance.now(). */
  readonly at: number;
}
export interface Reply {
  readonly status: number;
  readonly text: string;
}

export const toId = (round: number) => `case1.bank-account.${round}`;

/** Starts both before each test of the file and stops them after it. */
export function useBank() {
  let receiver: LocalServer;
  const desk = {
    bank: undefined as unknown as Bank,
    received: [] as Received[],
    /** The receiver's status for each callback in turn; the last one stays. */
    statuses: [204],
    start: () => startBank({ port: 0, key: BANKS, verifyKeys: [NEXT, OURS], delayMs: DELAY_MS, canary: CANARY }),
    toMessage: (round: number) => {
      const id = toId(round);
      const fixed = {
        dispatchId: id,
        caseNo: 'case1',
        item: 'bank-account',
        callbackUrl: `${receiver.url}/api/callbacks/${id}`,
      };
      return { ...fixed, until: '2026-03-05T16:00:00.000Z', form: { companyName: '示例公司' }, outputs: {} };
    },
    send: async (path: string, message: object, idempotencyKey: string, key = OURS): Promise<Reply> => {
      const body = JSON.stringify(message);
      const headers = {
        'content-type': 'application/json',
        'idempotency-key': idempotencyKey,
        ...signMessage(key, body),
      };
      const response = await fetch(`${desk.bank.url}${path}`, { method: 'POST', body, headers });
      return { status: response.status, text: await response.text() };
    },
    ask: (round = 1, key = OURS) => desk.send('/requests', desk.toMessage(round), `case1/bank-account/${round}`, key),
    recall: (round = 1) =>
      desk.send(
        '/recalls',
        { dispatchId: toId(round), caseNo: 'case1', item: 'bank-account' },
        `case1/bank-account/${round}/recall`,
      ),
    /** The answers called back: exactly so many, and none more in a while. */
    callbacks: async (count: number): Promise<BankAnswer[]> => {
      for (let waited = 0; desk.bank.log().callbacks.length < count && waited < 5_000; waited += 5) await sleep(5);
      await sleep(2 * DELAY_MS);
      expect(desk.bank.log().callbacks).toHaveLength(count);
      return desk.received.map((r) => JSON.parse(r.raw) as BankAnswer);
    },
  };
  beforeEach(async () => {
    Object.assign(desk, { received: [], statuses: [204] });
    receiver = await listenLocally(0, async (request, response) => {
      const raw = await readBody(request);
      const verified = verifyMessage({ keys: [BANKS], headers: request.headers, rawBody: raw, now: Date.now() });
      desk.received.push({ path: request.url!, headers: request.headers, raw, verified, at: performance.now() });
      reply(response, desk.statuses.length > 1 ? desk.statuses.shift()! : desk.statuses[0]!);
    });
    desk.bank = await desk.start();
  });
  afterEach(async () => {
    await desk.bank.stop();
    await receiver.stop();
  });
  return desk;
}
