// The same case, two ways: ours over its API, and the hand-written minimal workflow over the same kind of routes and tokens.
import { randomUUID } from 'node:crypto';
import type pg from 'pg';

export const LETTERS = ['a', 'b', 'c', 'd', 'e'];
export interface Contestant {
  readonly name: 'ours' | 'minimal';
  /** Submits; answers the case number = workflow id. */
  submit(): Promise<string>;
  /** Whether all five items are open. */
  isOpen(caseNo: string): Promise<boolean>;
  /** What is needed to address the five decisions, got outside of what is measured. */
  addresses(
    caseNo: string,
  ): Promise<readonly { readonly url: string; readonly body: object; readonly person: string }[]>;
  decide(address: { url: string; body: object; person: string }): Promise<void>;
}
type Token = (person: string) => Promise<string>;

function poster(url: string, token: Token) {
  const tokens = new Map<string, string>();
  return async (person: string, path: string, body: object): Promise<unknown> => {
    if (!tokens.has(person)) tokens.set(person, await token(person));
    const headers = {
      'content-type': 'application/json',
      authorization: `Bearer ${tokens.get(person)!}`,
      'idempotency-key': randomUUID(),
    };
    const answer = await fetch(`${url}${path}`, { method: 'POST', headers, body: JSON.stringify(body) });
    if (!answer.ok) throw new Error(`${path} answered ${answer.status}: ${await answer.text()}`);
    return answer.json();
  };
}
const count = async (db: pg.Pool, sql: string, caseNo: string) =>
  Number((await db.query<{ n: string }>(sql, [caseNo])).rows[0]!.n);

export function ours(url: string, token: Token, db: pg.Pool): Contestant {
  const post = poster(url, token);
  const submission = { matter: 'five-in-parallel', form: { applicantName: '示例甲', subject: '五部门并联' } };
  return {
    name: 'ours',
    submit: async () => ((await post('wang-xiaoming', '/api/cases', submission)) as { caseNo: string }).caseNo,
    isOpen: async (caseNo) =>
      (await count(db, 'select count(*) as n from tasks where case_no = $1', caseNo)) === LETTERS.length,
    async addresses(caseNo) {
      const { rows } = await db.query<{ id: string; item_id: string }>(
        'select id, item_id from tasks where case_no = $1 order by item_id',
        [caseNo],
      );
      return rows.map(({ id, item_id }) => ({
        url: `/api/tasks/${id}/decision`,
        body: { revision: 1, outcome: 'granted' },
        person: `officer-${item_id.at(-1)!}`,
      }));
    },
    decide: async ({ url: path, body, person }) => void (await post(person, path, body)),
  };
}

export function minimal(url: string, token: Token, db: pg.Pool): Contestant {
  const post = poster(url, token);
  return {
    name: 'minimal',
    submit: async () => ((await post('wang-xiaoming', '/cases', {})) as { caseNo: string }).caseNo,
    isOpen: async (caseNo) =>
      (await count(db, 'select count(*) as n from minimal_items where case_no = $1', caseNo)) === LETTERS.length,
    addresses: async (caseNo) =>
      LETTERS.map((l) => ({
        url: `/cases/${caseNo}/items/item-${l}/decision`,
        body: { outcome: 'granted' },
        person: `officer-${l}`,
      })),
    decide: async ({ url: path, body, person }) => void (await post(person, path, body)),
  };
}
