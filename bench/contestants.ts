// The same case, two ways: ours over its API, and the hand-written minimal workflow over the same kind of routes and tokens.
import { randomUUID } from 'node:crypto';
import type pg from 'pg';

const LETTERS = ['a', 'b', 'c', 'd', 'e'];
export interface Address {
  readonly path: string;
  readonly body: object;
  readonly person: string;
}
export interface Contestant {
  readonly name: 'ours' | 'minimal';
  /** Submits; answers the case number = workflow id. */
  submit(): Promise<string>;
  /** Whether all five items are open: one query, the same for both. */
  isOpen(caseNo: string): Promise<boolean>;
  /** Where the five decisions go: a look into the inbox, which only ours has; outside of what is measured. */
  findAddresses(caseNo: string): Promise<readonly Address[]>;
  decide(address: Address): Promise<void>;
}
export type GetToken = (person: string) => Promise<string>;

function createCaller(url: string, getToken: GetToken) {
  const tokens = new Map<string, string>();
  return async <T>(method: 'GET' | 'POST', person: string, path: string, body?: object): Promise<T> => {
    if (!tokens.has(person)) tokens.set(person, await getToken(person));
    const headers: Record<string, string> = { authorization: `Bearer ${tokens.get(person)!}` };
    if (method === 'POST')
      Object.assign(headers, { 'content-type': 'application/json', 'idempotency-key': randomUUID() });
    const answer = await fetch(`${url}${path}`, { method, headers, ...(body && { body: JSON.stringify(body) }) });
    if (!answer.ok) throw new Error(`${path} answered ${answer.status}: ${await answer.text()}`);
    return (await answer.json()) as T;
  };
}
const countOpen = (db: pg.Pool, table: 'tasks' | 'minimal_items') => async (caseNo: string) => {
  const { rows } = await db.query<{ n: string }>(
    `select count(*) as n from ${table} where case_no = $1 and status = 'open'`,
    [caseNo],
  );
  return Number(rows[0]!.n) === LETTERS.length;
};

export function ours(url: string, getToken: GetToken, db: pg.Pool): Contestant {
  const call = createCaller(url, getToken);
  const submission = { matter: 'five-in-parallel', form: { applicantName: '示例甲', subject: '五部门并联' } };
  type Inbox = { tasks: { id: string; revision: number }[] };
  return {
    name: 'ours',
    submit: async () => (await call<{ caseNo: string }>('POST', 'wang-xiaoming', '/api/cases', submission)).caseNo,
    isOpen: countOpen(db, 'tasks'),
    findAddresses: (caseNo) =>
      Promise.all(
        LETTERS.map(async (letter) => {
          const person = `officer-${letter}`;
          const inbox = await call<Inbox>('GET', person, `/api/tasks?case=${caseNo}&item=item-${letter}`);
          const { id, revision } = inbox.tasks[0]!;
          return { path: `/api/tasks/${id}/decision`, body: { revision, outcome: 'granted' }, person };
        }),
      ),
    decide: async ({ path, body, person }) => void (await call('POST', person, path, body)),
  };
}

export function minimal(url: string, getToken: GetToken, db: pg.Pool): Contestant {
  const call = createCaller(url, getToken);
  return {
    name: 'minimal',
    submit: async () => (await call<{ caseNo: string }>('POST', 'wang-xiaoming', '/cases', {})).caseNo,
    isOpen: countOpen(db, 'minimal_items'),
    findAddresses: async (caseNo) =>
      LETTERS.map((letter) => ({
        path: `/cases/${caseNo}/items/item-${letter}/decision`,
        body: { outcome: 'granted' },
        person: `officer-${letter}`,
      })),
    decide: async ({ path, body, person }) => void (await call('POST', person, path, body)),
  };
}
