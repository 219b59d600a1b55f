// The sample bank's own system, as docs/department-systems.md describes a department's: answers at once or by callback, and can be
// told at run time to misbehave. For samples and tests; it forgets everything when it stops, but repeats its answers.
import type { IncomingMessage, ServerResponse } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { verifyMessage, type SigningKey } from '../activities/signature.ts';
import {
  approve,
  controlSchema,
  malformed,
  refuse,
  type BankAnswer,
  type BankMode,
  type BankSettings,
} from './bank-answers.ts';
import { createCallbacks, type CallbackRecord, type Callbacks } from './bank-callbacks.ts';
import { parseMessage, readIdempotencyKey, type BankMessage } from './bank-message.ts';
import { listenLocally, parseObject, readBody, reply } from './json-http.ts';

export interface BankOptions extends BankSettings {
  /** On 127.0.0.1; 0 takes any. */
  readonly port: number;
  /** Signs the bank's callbacks. */
  readonly key: SigningKey;
  /** Lianban's: whoever else asks gets 401. */
  readonly verifyKeys: readonly SigningKey[];
  readonly say?: (line: string) => void;
}
export interface MessageRecord {
  readonly idempotencyKey?: string;
  /** These two are absent where the bank did not understand the message: down, not signed, malformed. */
  readonly dispatchId?: string;
  readonly fields?: readonly string[];
  readonly mode: BankMode;
  /** What the bank answered; 0 where it broke the connection. */
  readonly status: number;
}
export interface BankLog {
  readonly mode: BankMode;
  readonly requests: readonly MessageRecord[];
  readonly recalls: readonly MessageRecord[];
  readonly callbacks: readonly CallbackRecord[];
}
export interface Bank {
  readonly url: string;
  /** Holds from the next message on. Settings not given are those of the start. */
  control(mode: BankMode, more?: BankSettings): void;
  /** Sends the kept callbacks of `late-callback`; how many there were. */
  send(): Promise<number>;
  log(): BankLog;
  stop(): Promise<void>;
}

type Kind = 'request' | 'recall';
interface Conduct {
  readonly mode: BankMode;
  readonly settings: BankSettings;
}
interface Outcome {
  /** 0 breaks the connection. */
  readonly status: number;
  readonly body?: unknown;
  readonly message?: BankMessage;
}
const SLOW_MS = 5_000;

/** Starts the bank; it answers at once until `control` or `POST /control` says otherwise. */
export async function startBank(options: BankOptions): Promise<Bank> {
  const { say = () => undefined } = options;
  const { delayMs, canary, outputs, body } = options;
  const initial: BankSettings = { delayMs, canary, outputs, body };
  const callbacks = createCallbacks(options.key);
  const answer = createDesk(callbacks);
  const records: Record<Kind, MessageRecord[]> = { request: [], recall: [] };
  let conduct: Conduct = { mode: 'immediate', settings: initial };

  const control = (mode: BankMode, more: BankSettings = {}): void => {
    conduct = { mode, settings: { ...initial, ...more } };
    say(`bank: ${mode}`);
  };
  const log = (): BankLog => ({
    mode: conduct.mode,
    requests: records.request,
    recalls: records.recall,
    callbacks: callbacks.records,
  });
  const take = async (kind: Kind, request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const now = conduct; // of the moment it came: a slow answer is not changed by what control() says meanwhile
    const { status, body, message } = await meet(kind, request, now, options.verifyKeys, answer);
    const { dispatchId, fields } = message ?? {};
    records[kind].push({
      idempotencyKey: readIdempotencyKey(request.headers),
      dispatchId,
      fields,
      mode: now.mode,
      status,
    });
    say(`bank: ${kind} ${dispatchId ?? '?'}: ${status || 'connection broken'}`);
    if (status === 0) request.socket.destroy();
    else reply(response, status, body);
  };
  const server = await listenLocally(options.port, async (request, response) => {
    switch (`${request.method} ${request.url}`) {
      case 'POST /requests':
        return take('request', request, response);
      case 'POST /recalls':
        return take('recall', request, response);
      case 'POST /control': {
        const asked = controlSchema.safeParse(parseObject(await readBody(request)));
        if (!asked.success) return reply(response, 400, { error: asked.error.issues });
        const { mode, ...more } = asked.data;
        control(mode, more);
        return reply(response, 204);
      }
      case 'POST /control/send':
        return reply(response, 200, { sent: await callbacks.sendKept() });
      case 'GET /control/log':
        return reply(response, 200, log());
      default:
        return reply(response, 404);
    }
  });
  const stop = async () => {
    await callbacks.stop();
    await server.stop();
  };
  return { url: server.url, control, send: () => callbacks.sendKept(), log, stop };
}

type Desk = (kind: Kind, message: BankMessage, conduct: Conduct) => Promise<Outcome>;

/** From the raw message to what the desk says, with everything that can go wrong before it is understood. */
async function meet(
  kind: Kind,
  request: IncomingMessage,
  conduct: Conduct,
  keys: readonly SigningKey[],
  desk: Desk,
): Promise<Outcome> {
  const { mode, settings } = conduct;
  if (mode === 'down') return { status: 0 };
  const rawBody = await readBody(request);
  if (!verifyMessage({ keys, headers: request.headers, rawBody, now: Date.now() }).ok) return { status: 401 };
  const message = parseMessage(kind, rawBody, readIdempotencyKey(request.headers));
  if (!message) return { status: 400 };
  if (mode === 'slow') await sleep(settings.delayMs ?? SLOW_MS, undefined, { ref: false });
  if (mode === 'error500') return { status: 500, body: `核心系统异常 ${settings.canary ?? ''}`, message };
  return { ...(await desk(kind, message, conduct)), message };
}

/** Decides once for an idempotency key, and says the same again whatever the mode is by then. */
function createDesk(callbacks: Callbacks): Desk {
  const said = new Map<string, Promise<Outcome>>();
  const decide = async (message: BankMessage, { mode, settings }: Conduct): Promise<Outcome> => {
    const answer: BankAnswer = (mode === 'refuse' ? refuse : approve)(message.idempotencyKey, settings);
    if (!mode.includes('callback')) return { status: 200, body: answer };
    const owed = { ...message, mode, answer, settings };
    if (mode === 'late-callback') callbacks.keep(owed);
    else if (mode === 'callback-before-answer') await callbacks.send(owed);
    else callbacks.schedule(owed);
    return { status: 202, body: { acknowledged: true } };
  };
  return async (kind, message, conduct) => {
    if (kind === 'recall') {
      callbacks.forget(message.dispatchId);
      return { status: 204 };
    }
    if (conduct.mode === 'wrong-body') return { status: 200, body: malformed(conduct.settings) };
    const outcome = said.get(message.idempotencyKey) ?? decide(message, conduct);
    said.set(message.idempotencyKey, outcome);
    return outcome;
  };
}
