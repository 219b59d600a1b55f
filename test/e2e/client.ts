// One real stack on a folder of its own, and a caller of its HTTP API that keeps what came back, whatever it was.
import { randomUUID } from 'node:crypto';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { startStack, type Stack, type StackOptions } from '../../embedded/stack.ts';
import { fiveInParallel, verifyAllCases } from '../support/test-ledger.ts';

export interface Answer {
  readonly status: number;
  // eslint-disable-next-line @typescript-eslint/no-explicit-any -- tests look into whatever came
  readonly body: any;
  readonly headers: Headers;
  readonly raw: Buffer;
}
export type Call = (
  person: string | undefined,
  method: 'GET' | 'POST',
  url: string,
  body?: unknown,
  more?: { readonly key?: string; readonly at?: string },
) => Promise<Answer>;

/** Calls as a person (or nobody), with a fresh idempotency key unless one is given; rejects where the connection breaks. */
export function createCall(base: string, token: (person: string) => Promise<string>): Call {
  const tokens = new Map<string, Promise<string>>();
  return async (person, method, url, body, { key = randomUUID(), at = base } = {}) => {
    if (person !== undefined && !tokens.has(person)) tokens.set(person, token(person));
    const isForm = body instanceof FormData;
    const answer = await fetch(`${at}${url}`, {
      method,
      headers: {
        ...(person !== undefined && { authorization: `Bearer ${await tokens.get(person)}` }),
        ...(method === 'POST' && { 'idempotency-key': key }),
        ...(body !== undefined && !isForm && { 'content-type': 'application/json' }),
      },
      ...(body !== undefined && { body: isForm ? body : JSON.stringify(body) }),
    });
    const raw = Buffer.from(await answer.arrayBuffer());
    const isJson = answer.headers.get('content-type')?.includes('json') && raw.length > 0;
    return {
      status: answer.status,
      headers: answer.headers,
      raw,
      body: isJson ? JSON.parse(raw.toString()) : raw.toString(),
    };
  };
}

/** Looks until it is good; what was found last is in the error. A look that throws is one that was not good. */
export async function until<T>(look: () => Promise<T>, good: (found: T) => boolean, limitMs = 20_000): Promise<T> {
  let last: unknown;
  for (const started = Date.now(); Date.now() - started < limitMs; await sleep(100)) {
    try {
      const found = await look();
      last = found;
      if (good(found)) return found;
    } catch (error) {
      last = error instanceof Error ? error.message : error;
    }
  }
  const seen = (JSON.stringify(last) ?? 'nothing').slice(0, 2000);
  throw new Error(`not within ${limitMs / 1000} s; the last look found: ${seen}`);
}

export interface E2e {
  readonly stack: Stack;
  readonly dataDir: string;
  readonly call: Call;
  /** As the owner of the schema. */
  rows<T extends pg.QueryResultRow>(sql: string, values?: unknown[]): Promise<T[]>;
  /** Verifies every case, then stops everything (also `more`, whatever the test itself started) and removes the folder. */
  close(more?: { stop(): Promise<void> }): Promise<void>;
}
export const makeDataDir = (): string => fs.mkdtempSync(path.join(os.tmpdir(), 'lianban-e2e-'));

export async function startE2e(
  given: Omit<StackOptions, 'dataDir'> & { readonly dataDir?: string } = {},
): Promise<E2e> {
  const { dataDir = makeDataDir(), ...options } = given;
  const settings = { RATE_LIMIT_PER_MINUTE: '100000', ...options.settings };
  const stack = await startStack({ ports: 'any', ...options, dataDir, settings });
  const pool = new pg.Pool({ connectionString: stack.ownerUrl, max: 2 });
  pool.on('error', () => undefined);
  return {
    stack,
    dataDir,
    call: createCall(stack.url, (person) => stack.token(person)),
    rows: async <T extends pg.QueryResultRow>(sql: string, values?: unknown[]) =>
      (await pool.query<T>(sql, values)).rows,
    async close(more) {
      try {
        await verifyAllCases({ pool });
      } finally {
        await pool.end();
        await stack.stop();
        await more?.stop();
        fs.rmSync(dataDir, { recursive: true, force: true });
      }
    },
  };
}

const APPLICANT = 'wang-xiaoming';
export const LETTERS = ['a', 'b', 'c', 'd', 'e'] as const;

export const submitFive = (call: Call, key?: string, at?: string): Promise<Answer> =>
  call(APPLICANT, 'POST', '/api/cases', fiveInParallel(), { ...(key && { key }), ...(at && { at }) });

export const caseOf = async (call: Call, caseNo: string) => (await call(APPLICANT, 'GET', `/api/cases/${caseNo}`)).body;

/** The officer's open task of the case, waited for. */
export async function taskOf(
  call: Call,
  caseNo: string,
  officer: string,
  more: { at?: string } = {},
): Promise<{ id: string; revision: number }> {
  const look = async () => (await call(officer, 'GET', `/api/tasks?case=${caseNo}`, undefined, more)).body.tasks;
  return (await until(look, (tasks) => tasks?.length > 0))[0];
}

export async function grant(
  call: Call,
  caseNo: string,
  officer: string,
  more: { key?: string; at?: string } = {},
): Promise<Answer> {
  const { id, revision } = await taskOf(call, caseNo, officer, { at: more.at });
  return call(officer, 'POST', `/api/tasks/${id}/decision`, { revision, outcome: 'granted' }, more);
}

/** Has the conductor looked at the case's last change, and ended if there is nothing left? */
export const isConducted = async (e: Pick<E2e, 'rows'>, caseNo: string): Promise<boolean> =>
  (
    await e.rows<{ done: boolean }>('select conducted_seq >= wake_seq as done from cases where case_no = $1', [caseNo])
  )[0]!.done;
