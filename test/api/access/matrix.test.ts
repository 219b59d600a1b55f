// Every operation of the OpenAPI document × every caller, over HTTP, against the oracle. An operation without a row fails, and a row
// without an operation.
import fs from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { createTestApp, type TestApp } from '../../support/test-app.ts';
import { CALLERS, MATTER, makeThing, setCallers, type Caller, type Thing } from './callers.ts';
import { ASIDE, KNOWS, ONCE, ORACLE, type Row } from './oracle.ts';

let a: TestApp;
let documented: string[] = [];
const shared = new Map<boolean, Thing>();
beforeAll(async () => {
  a = await createTestApp();
  await setCallers(a);
  const { paths } = (await a.call(undefined, 'GET', '/api/openapi.json')).body;
  documented = Object.entries(paths as Record<string, object>).flatMap(([path, methods]) =>
    Object.keys(methods).map((method) => `${method.toUpperCase()} ${path}`),
  );
  shared.set(true, await makeThing(a, 'applicant'));
  shared.set(false, await makeThing(a, 'decider'));
});
afterAll(() => a.close());

const UUID = '01890000-0000-7000-8000-000000000000';
const reasoned = { reason: '不符合条件', legalBasis: '某法第一条' };
const calendar = fs.readFileSync('definitions/calendars/cn.yaml', 'utf8');
let versions = 0;
const fiveParallel = fs.readFileSync('definitions/five-in-parallel.yaml', 'utf8');
const definition = () => fiveParallel.replace(/^version: .*$/m, `version: 9.0.${(versions += 1)}`);
/** Bodies that are well formed: what is refused is refused for who asks. */
const BODIES: Readonly<Record<string, () => object | string>> = {
  'POST /api/matters/{matter}/guide': () => ({ answers: {} }),
  'POST /api/matters/{matter}/check': () => ({}),
  'POST /api/cases': () => ({ matter: MATTER, form: {}, guide: {}, materials: {}, deselected: [], held: [] }),
  'POST /api/authorisations': () => ({ personId: 'sun-hui', matters: ['*'], actions: ['read'] }),
  'POST /api/cases/{no}/supplements': () => ({ material: 'lease', materialId: UUID }),
  'POST /api/cases/{no}/corrections': () => ({ item: 'permit' }),
  'POST /api/cases/{no}/withdrawal': () => ({}),
  'POST /api/cases/{no}/hearing': () => ({ item: 'permit', wanted: false }),
  'POST /api/cases/{no}/commitment-withdrawal': () => ({ item: 'permit' }),
  'POST /api/cases/{no}/after-checks': () => ({ item: 'permit', kept: true, document: '示查〔2026〕1号' }),
  'POST /api/cases/{no}/materials/{material}/original': () => ({ kept: true }),
  'POST /api/cases/{no}/stages/{stage}/extension': () => ({ reason: '案情复杂' }),
  'POST /api/cases/{no}/stages/{stage}/extension/decision': () => ({ approve: false }),
  'POST /api/cases/{no}/parties': () => ({ kind: 'helper', personId: 'sun-hui' }),
  'POST /api/cases/{no}/parties/end': () => ({ kind: 'helper', personId: 'person-helper' }),
  'POST /api/tasks/{id}/acceptance': () => ({ outcome: 'accept' }),
  'POST /api/tasks/{id}/review': () => ({ revision: 1, proposal: 'granted' }),
  'POST /api/tasks/{id}/correction': () => ({ document: '示补〔2026〕1号', content: '请补正' }),
  'POST /api/tasks/{id}/decision': () => ({ revision: 1, outcome: 'refused', ...reasoned }),
  'POST /api/tasks/{id}/special-procedure': () => ({ ground: 'hearing', expected: '5wd', document: '示特〔2026〕1号' }),
  'POST /api/tasks/{id}/extension': () => ({ reason: '案情复杂' }),
  'POST /api/tasks/{id}/extension/decision': () => ({ approve: false }),
  'POST /api/people': () => ({ name: '周到', number: '310199199003070014' }),
  'POST /api/people/search': () => ({ number: '310199199003070014' }),
  'POST /api/tasks/claim': () => ({ ids: [UUID] }),
  'POST /api/me/filters': () => ({ filters: [] }),
  'POST /api/me/drafts/{matter}': () => ({ revision: 0, content: {} }),
  'POST /api/notices/{id}/answer': () => ({ text: '今日办结' }),
  'POST /api/instruments/{number}/service': () => ({ how: 'counter' }),
  'POST /api/dispatches/{dispatchId}/answer': () => ({ answerId: 'a1', outcome: 'approved' }),
  'POST /api/incidents/{id}/resolve': () => ({ reason: 'mended' }),
  'POST /api/calendar-proposals': () => ({ source: calendar.replace(/version: .*/, `version: m-${(versions += 1)}`) }),
  'POST /api/definitions/checks': () => ({ source: definition() }),
  'POST /api/definitions/scenarios': () => ({ source: 'matter: none' }),
  'POST /api/definition-proposals': () => ({ source: definition() }),
  'POST /api/organisation-changes': () => ({
    reason: '示编〔2026〕1号',
    steps: [{ type: 'renameOrganisation', id: 'gov', name: { zh: '示范区人民政府', en: 'Government' } }],
  }),
  'POST /api/organisation-changes/{id}/rejection': () => ({ reason: '依据不足' }),
  'POST /api/organisations/imports': () => fs.readFileSync('docs/organisations-sample.csv', 'utf8'),
  'POST /api/sign-out/backchannel': () => 'logout_token=x.y.z',
};

const QUERIES: Readonly<Record<string, string>> = {
  '/api/materials': `?matter=${MATTER}&material=lease`,
  '/api/organisations/imports': '?reason=doc-1',
  '/api/supervision/counts': '?by=organ',
};
const TYPES: Readonly<Record<string, string>> = {
  'POST /api/organisations/imports': 'text/csv',
  'POST /api/sign-out/backchannel': 'application/x-www-form-urlencoded',
};
/** Let in, and then told that the file is missing, that a signature does not fit. */
const LET_IN: Readonly<Record<string, readonly number[]>> = {
  'POST /api/materials': [400],
  'POST /api/callbacks/{dispatchId}': [401],
  'POST /api/sign-out/backchannel': [400, 401],
};

/** What the oracle wants: statuses that are right. Allowed means: not refused for who he is, whatever the state of the thing says. */
function expectedOf(row: Row, operation: string, who: Caller): readonly number[] | 'allowed' {
  const may = row.may?.split(' ').includes(who);
  if (row.of === 'public') return 'allowed';
  if (who === 'nobody') return [401];
  if (row.of === 'anybody' || may) return 'allowed';
  if (row.of === 'post') return [403];
  if (row.of === 'hidden') return [404];
  if ((row.of === 'task' || row.aside) && who === ASIDE) return [403];
  const reads = operation.startsWith('GET');
  if (row.of === 'task' && ONCE.includes(who) && !reads) return [403];
  const knows = row.knows?.split(' ') ?? [...KNOWS, ASIDE];
  return !reads && knows.includes(who) ? [403] : [404];
}
/** `partyOfficer` is a co-applicant, too: what those may, he may. */
const asCoApplicant = (row: Row) => row.of === 'case' && row.may?.split(' ').includes('coApplicant');

const NOT_ALLOWED = [401, 403];
/** What he was let in to ask for is not there. */
const ABSENT = ['stage-not-found', 'material-not-found', 'party-not-found'];
const isUntouched = async ({ caseNo, task }: Thing) => {
  const { rows: found } = await a.t.database.pool.query<{ ok: boolean }>(
    `select t.status = 'open' and t.claimed_by is null and t.revision = 1 and c.status = 'open' and t.reviewed_by is null
       and not exists (select 1 from services s where s.number like c.case_no || '-W%') as ok
     from tasks t join cases c using (case_no) where t.id = $1 and c.case_no = $2`,
    [task, caseNo],
  );
  return found[0]!.ok;
};
const rows = Object.entries(ORACLE);

test('every operation has its row, and every row its operation', () => {
  expect(rows.map(([name]) => name).sort()).toEqual([...documented].sort());
});
test('the oracle is written apart: it imports nothing', () => {
  expect(fs.readFileSync(new URL('./oracle.ts', import.meta.url), 'utf8')).not.toMatch(/^import/m);
});

describe.each(rows)('%s', (operation, row) => {
  test('as the oracle says, for every caller', async () => {
    const [method, path] = operation.split(' ') as ['GET' | 'POST', string];
    const wrong: string[] = [];
    for (const who of Object.keys(CALLERS) as Caller[]) {
      if (row.only && !row.only.includes(who)) continue;
      const fresh = method === 'POST' && /\{no\}|\/tasks\/\{id\}|\/instruments\//.test(path);
      const thing = fresh ? await makeThing(a, who) : shared.get(who === 'applicant')!;
      const url = path
        .replace('{no}', thing.caseNo)
        .replace('{matter}', MATTER)
        .replace('{version}', 'none')
        .replace('{stage}', 'first')
        .replace('{material}', 'lease')
        .replace('{dispatchId}', `${thing.caseNo}.permit.1`)
        .replace('/instruments/{number}', `/instruments/${thing.caseNo}-W1`)
        .replace('{number}', `${thing.caseNo}-permit`)
        .replace('/organisations/{id}', '/organisations/gov')
        .replace('/sessions/{id}', `/sessions/${'0'.repeat(64)}`)
        .replace('{id}', path.includes('/tasks/') ? thing.task : UUID);
      const query = QUERIES[path] ?? '';
      const type = TYPES[operation];
      const answer = await a.call(
        CALLERS[who],
        method,
        url + query,
        BODIES[operation]?.(),
        type === undefined ? {} : { 'content-type': type },
      );
      const expected = who === ASIDE && asCoApplicant(row) ? 'allowed' : expectedOf(row, operation, who);
      const hiddenFrom = row.of === 'case' || row.of === 'task' ? [...NOT_ALLOWED, 404] : NOT_ALLOWED;
      const isRefusal = hiddenFrom.includes(answer.status) || answer.status === 400;
      const letIn = LET_IN[operation]?.includes(answer.status) || ABSENT.includes(answer.body?.code);
      const right = expected === 'allowed' ? !isRefusal || letIn : expected.includes(answer.status);
      if (fresh && expected !== 'allowed' && !(await isUntouched(thing)))
        wrong.push(`${who}: refused, and yet something was done`);
      if (!right) wrong.push(`${who}: ${answer.status} ${answer.body?.code ?? ''}, expected ${String(expected)}`);
    }
    expect(wrong).toEqual([]);
  });
});

test('tokens that are none open nothing, wherever one must be signed in', async () => {
  const closed = rows.filter(([name, row]) => row.of !== 'public' && name.startsWith('GET'));
  for (const [name] of closed)
    for (const authorization of ['Bearer x.y.z', 'Basic YTpi', `Bearer ${await a.token('nobody-knows-him')}`]) {
      const answer = await a.call(undefined, 'GET', name.split(' ')[1]!.replaceAll(/\{\w+\}/g, UUID), undefined, {
        authorization,
      });
      expect([name, answer.status]).toEqual([name, 401]);
    }
});

test('a post that is chosen and not held is refused, though another would do', async () => {
  const { task } = shared.get(false)!;
  const answer = await a.call('m-decider', 'POST', `/api/tasks/${task}/claim`, undefined, {
    'lianban-post': 'tax-officer',
  });
  expect([answer.status, answer.body.code]).toEqual([403, 'post-not-held']);
});

test('what was refused is in the audit, by person, route and thing', async () => {
  const { caseNo } = shared.get(false)!;
  for (const who of ['person-stranger', 'guo-bin', 'pan-jun', 'person-agent-revoked']) {
    const { tries } = (await a.call('xu-jie', 'GET', `/api/audit/refused-tries?person=${who}&subject=${caseNo}`)).body;
    expect([who, tries.map((t: { route: string }) => t.route)]).toEqual([
      who,
      expect.arrayContaining(['GET /api/cases/:no']),
    ]);
  }
});
