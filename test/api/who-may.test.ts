// Who may call what, over HTTP, against a table written apart from core/access.ts. 404 where the caller may not even know of the case.
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { createTestApp, type TestApp } from '../support/test-app.ts';
import { fiveInParallel } from '../support/test-ledger.ts';

interface Subject {
  readonly caseNo: string;
  readonly task: string;
}
let a: TestApp;
/** For reads, which leave it as it is; a change gets a case of its own. */
let shared: Subject = { caseNo: '', task: '' };
beforeAll(async () => {
  a = await createTestApp();
  shared = await open();
});
async function open(): Promise<Subject> {
  const { caseNo } = (await a.call('wang-xiaoming', 'POST', '/api/cases', fiveInParallel())).body;
  await a.t.ledger.advance(caseNo);
  const [task] = (await a.call('officer-a', 'GET', `/api/tasks?case=${caseNo}`)).body.tasks;
  return { caseNo, task: task.id };
}
afterAll(() => a.close());

const PEOPLE = {
  nobody: undefined,
  applicant: 'wang-xiaoming',
  stranger: 'li-na',
  organ: 'officer-a',
  sibling: 'officer-b',
  elsewhere: 'zhao-lei',
  clerk: 'ma-yan',
  supervisor: 'lin-tao',
  auditor: 'xu-jie',
  publisher: 'gao-feng',
  operator: 'guo-bin',
} as const;
type Who = keyof typeof PEOPLE;
const WHO = Object.keys(PEOPLE) as Who[];

type Call = (subject: Subject) => readonly ['GET' | 'POST', string, object?];
const grant = { revision: 1, outcome: 'granted' };
const read =
  (path: string): Call =>
  ({ caseNo }) => ['GET', `/api/cases/${caseNo}${path}`];
const work =
  (verb: string, body?: object): Call =>
  ({ task }) => ['POST', `/api/tasks/${task}/${verb}`, body];

/** There is none such: who may is told so. */
const INCIDENT = '/api/incidents/01890000-0000-7000-8000-000000000000';

/** Columns as in WHO. */
const TABLE: readonly (readonly [string, Call, string])[] = [
  //                                                        nobody appl str organ sibl else clerk superv audit publ oper
  ['me', () => ['GET', '/api/me'], /*                    */ '401 200 200 200 200 200 200 200 200 200 200'],
  ['my cases', () => ['GET', '/api/cases'], /*           */ '401 200 200 200 200 200 200 200 200 200 200'],
  ['case', read(''), /*                                  */ '401 200 404 200 200 404 200 200 200 404 404'],
  ['timeline', read('/timeline'), /*                     */ '401 200 404 200 200 404 200 200 200 404 404'],
  ['clock', read('/clock'), /*                           */ '401 200 404 200 200 404 200 200 200 404 404'],
  ['results', read('/results'), /*                       */ '401 200 404 200 200 404 200 200 200 404 404'],
  ['inbox', () => ['GET', '/api/tasks'], /*              */ '401 403 403 200 200 200 200 403 403 403 403'],
  ['task', ({ task }) => ['GET', `/api/tasks/${task}`], /**/ '401 404 404 200 404 404 404 404 404 404 404'],
  ['incidents', () => ['GET', '/api/incidents'], /*      */ '401 403 403 403 403 403 403 403 403 403 200'],
  ['incident', () => ['GET', INCIDENT], /*               */ '401 403 403 403 403 403 403 403 403 403 404'],
  ['retry', () => ['POST', `${INCIDENT}/retry`], /*      */ '401 403 403 403 403 403 403 403 403 403 404'],
  [
    'resolve',
    () => ['POST', `${INCIDENT}/resolve`, { reason: 'mended' }],
    '401 403 403 403 403 403 403 403 403 403 404',
  ],
  ['metrics', () => ['GET', '/metrics'], /*              */ '401 403 403 403 403 403 403 403 403 403 200'],
  ['claim', work('claim'), /*                            */ '401 403 404 200 403 404 403 403 403 404 404'],
  ['decision', work('decision', grant), /*               */ '401 403 404 200 403 404 403 403 403 404 404'],
  [
    'withdrawal',
    ({ caseNo }) => ['POST', `/api/cases/${caseNo}/withdrawal`, {}],
    '401 200 404 403 403 404 403 403 403 404 404',
  ],
  // received on submission: a clerk may, and is told that there is nothing to receive
  ['receipt', ({ caseNo }) => ['POST', `/api/cases/${caseNo}/receipt`], '401 403 404 403 403 404 409 403 403 404 404'],
];

describe.each(TABLE)('%s', (_name, call, row) => {
  const expected = row.split(' ').map(Number);
  test.each(WHO.map((who, n) => [who, expected[n]!] as const))('%s: %i', async (who, status) => {
    const { caseNo, task } = call(shared)[0] === 'GET' ? shared : await open();
    const [method, url, sent] = call({ caseNo, task });
    const answer = await a.call(PEOPLE[who], method, url, sent);
    expect([answer.status, answer.body.code]).toEqual([status, status === 200 ? undefined : expect.any(String)]);
    if (status === 200 || method === 'GET') return;
    // refused: nothing has happened
    const [after] = (await a.call('officer-a', 'GET', `/api/tasks?case=${caseNo}`)).body.tasks;
    expect(after).toMatchObject({ id: task, status: 'open', claim: null, revision: 1 });
  });
});

test('a change of a case one may not know of is answered as if there were none', async () => {
  const { caseNo } = (await a.call('wang-xiaoming', 'POST', '/api/cases', fiveInParallel())).body;
  const none = `${caseNo.slice(0, 17)}99999${caseNo.at(-1)}`;
  for (const who of ['stranger', 'elsewhere', 'publisher', 'operator'] as const)
    for (const path of ['withdrawal', 'receipt', 'supplements']) {
      const body = path === 'supplements' ? { material: 'm', materialId: '01890000-0000-7000-8000-000000000000' } : {};
      const told = await Promise.all(
        [caseNo, none].map((no) => a.call(PEOPLE[who], 'POST', `/api/cases/${no}/${path}`, body)),
      );
      const [real, unknown] = told.map((t) => [t.status, t.body.code, t.body.detail]);
      expect([who, path, real]).toEqual([who, path, unknown]);
      expect(real![0]).toBe(404);
    }
});
