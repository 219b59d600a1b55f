// The sample bank's callbacks: sent later, twice, too late, contradicting, forged, as its mode says.
import { setTimeout as sleep } from 'node:timers/promises';
import { signMessage, type SigningKey } from '../activities/signature.ts';
import { refuse, type BankAnswer, type BankMode, type BankSettings } from './bank-answers.ts';

export interface CallbackRecord {
  readonly dispatchId: string;
  readonly answerId: string;
  readonly outcome: BankAnswer['outcome'];
  /** Of the response; 0 when there was none. */
  readonly status: number;
}
export interface Owed {
  readonly mode: BankMode;
  readonly dispatchId: string;
  readonly idempotencyKey: string;
  readonly callbackUrl: string;
  readonly answer: BankAnswer;
  readonly settings: BankSettings;
}
export interface Callbacks {
  readonly records: readonly CallbackRecord[];
  /** Sends what the mode says, at once; ends when all is sent. */
  send(owed: Owed): Promise<void>;
  /** The same after the delay, unless the request is taken back before. Does not wait. */
  schedule(owed: Owed): void;
  /** Keeps it until `sendKept`; a recall does not take it away: that is what makes it late. */
  keep(owed: Owed): void;
  sendKept(): Promise<number>;
  forget(dispatchId: string): void;
  stop(): Promise<void>;
}

const DELAY_MS = 300;
const ATTEMPTS = 20;
const PAUSE_MS = 500;
const TEN_MINUTES = 10 * 60_000;
/** A bank's system asks again when ours is not there; an answer, even a refusal, ends it. */
const isPassing = (status: number): boolean => status === 0 || status === 429 || status >= 500;

export function createCallbacks(key: SigningKey): Callbacks {
  const records: CallbackRecord[] = [];
  const kept: Owed[] = [];
  const recalls = new Map<string, AbortController>();
  const running = new Set<Promise<void>>();
  const stopping = new AbortController();

  const attempt = async ({ callbackUrl }: Owed, body: string, signed: Record<string, string>): Promise<number> => {
    const headers = { 'content-type': 'application/json', ...signed };
    const signal = AbortSignal.any([stopping.signal, AbortSignal.timeout(10_000)]);
    try {
      const response = await fetch(callbackUrl, { method: 'POST', body, headers, redirect: 'manual', signal });
      await response.body?.cancel();
      return response.status;
    } catch {
      return 0;
    }
  };
  /** `sign` is called for every try, since a signature is good for minutes only. */
  const post = async (owed: Owed, answer: BankAnswer, sign = (body: string) => signMessage(key, body)) => {
    const body = JSON.stringify(answer);
    for (let tries = 1; !stopping.signal.aborted; tries++) {
      const status = await attempt(owed, body, sign(body));
      records.push({ dispatchId: owed.dispatchId, answerId: answer.answerId, outcome: answer.outcome, status });
      if (!isPassing(status) || tries === ATTEMPTS) return;
      await sleep(PAUSE_MS, undefined, { signal: stopping.signal }).catch(() => undefined);
    }
  };
  const send = async (owed: Owed): Promise<void> => {
    const { mode, answer, idempotencyKey, settings } = owed;
    if (mode === 'forged-callback') {
      await post(owed, answer, (body) => signMessage({ id: key.id, secret: `not ${key.secret}` }, body));
    } else if (mode === 'old-callback') {
      await post(owed, answer, (body) => signMessage(key, body, Date.now() - TEN_MINUTES));
    } else if (mode === 'replayed-callback') {
      const signed = signMessage(key, JSON.stringify(answer));
      await post(owed, answer, () => signed);
      await post(owed, answer, () => signed);
    } else {
      await post(owed, answer);
      if (mode === 'duplicate-callback') await post(owed, answer);
      if (mode === 'contradicting-callback') await post(owed, refuse(idempotencyKey, settings));
    }
  };
  const run = (work: Promise<void>) => {
    running.add(work);
    void work.finally(() => running.delete(work));
  };

  return {
    records,
    send,
    schedule: (owed) => {
      const recall = new AbortController();
      recalls.set(owed.dispatchId, recall);
      const signal = AbortSignal.any([recall.signal, stopping.signal]);
      run(
        sleep(owed.settings.delayMs ?? DELAY_MS, undefined, { signal }).then(
          () => send(owed),
          () => undefined,
        ),
      );
    },
    keep: (owed) => void kept.push(owed),
    sendKept: async () => {
      const now = kept.splice(0);
      for (const owed of now) await send(owed);
      return now.length;
    },
    forget: (dispatchId) => recalls.get(dispatchId)?.abort(),
    stop: async () => {
      stopping.abort();
      await Promise.all(running);
    },
  };
}
