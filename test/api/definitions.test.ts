// Definitions over HTTP: checked by the command line's own code, played, proposed, published by a second person.
import fs from 'node:fs';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { appoint } from '../../db/people.ts';
import { createTestApp, type TestApp } from '../support/test-app.ts';
import { fiveInParallel } from '../support/test-ledger.ts';

const AUTHOR = 'shi-qi';
const PUBLISHER = 'gao-feng';
const five = fs.readFileSync('definitions/five-in-parallel.yaml', 'utf8');
const reviewed = fs.readFileSync('definitions/expert-reviewed.yaml', 'utf8');
const versionOf = (version: string) => five.replace(/^version: .*$/m, `version: ${version}`);
let a: TestApp;
beforeAll(async () => void (a = await createTestApp()));
afterAll(() => a.close({ cases: 'none' }));

const post = (who: string, path: string, body?: object) => a.call(who, 'POST', `/api/${path}`, body);
const get = async (who: string, path: string) => (await a.call(who, 'GET', `/api/${path}`)).body;

test('every fault with line and column; what has errors is refused, and nothing is stored', async () => {
  const lines = versionOf('1.0.1').split('\n');
  const line = lines.findIndex((l) => l.startsWith('lead:')) + 1;
  const source = lines.map((l, n) => (n === line - 1 ? 'lead: nobody-knows-it' : l)).join('\n');
  const check = (await post(AUTHOR, 'definitions/checks', { source })).body;
  expect(check).toMatchObject({ matter: null, planHash: null, diagram: null });
  const [fault] = check.diagnostics;
  expect(fault).toMatchObject({ severity: 'error', line, column: 7, path: '/lead' });
  const refused = await post(AUTHOR, 'definition-proposals', { source });
  expect(refused).toMatchObject({ status: 422, body: { code: 'definition-invalid' } });
  expect(refused.body.faults[0]).toMatchObject({
    pointer: '/lead',
    code: fault.code,
    message: { zh: `第 ${line} 行第 7 列：${fault.message.zh}` },
  });
  expect((await post(AUTHOR, 'definitions/scenarios', { source })).status).toBe(422);
  expect((await get(AUTHOR, 'definition-proposals')).proposals).toEqual([]);
});

test('a sound one is compiled, drawn, and its scenarios are played', async () => {
  const check = (await post(AUTHOR, 'definitions/checks', { source: reviewed })).body;
  expect(check).toMatchObject({ matter: 'expert-reviewed', diagnostics: [] });
  expect(check.diagram.zh).toMatch(/^flowchart/);
  const { scenarios } = (await post(AUTHOR, 'definitions/scenarios', { source: reviewed })).body;
  expect(scenarios.map((x: { id: string }) => x.id)).toEqual(check.scenarios.map((x: { id: string }) => x.id));
  expect(scenarios.every((x: { holds: boolean }) => x.holds)).toBe(true);
  const other = reviewed.replace(/^( +)outcome: granted$/m, '$1outcome: refused');
  expect(other).not.toBe(reviewed);
  const wrong = (await post(AUTHOR, 'definitions/scenarios', { source: other })).body.scenarios;
  expect(wrong.filter((x: { holds: boolean }) => !x.holds)).toMatchObject([{ differences: [expect.any(String)] }]);
});

test('proposed by the author, published by somebody else: new cases start with it, those that run keep theirs', async () => {
  const { caseNo } = (await a.call('wang-xiaoming', 'POST', '/api/cases', fiveInParallel())).body;
  expect((await post(PUBLISHER, 'definition-proposals', { source: versionOf('1.1.0') })).status).toBe(403);
  const proposed = await post(AUTHOR, 'definition-proposals', { source: versionOf('1.1.0') });
  expect(proposed).toMatchObject({ status: 201, body: { version: '1.1.0', status: 'proposed', proposedBy: AUTHOR } });
  const path = `definition-proposals/${proposed.body.id}`;
  expect(await get(PUBLISHER, path)).toMatchObject({ source: versionOf('1.1.0'), check: { diagnostics: [] } });
  expect((await post(AUTHOR, `${path}/publication`)).status).toBe(403);

  // an author who is a publisher as well does not publish his own
  const { rows } = await a.t.database.owner.query<{ post_id: string }>(
    'select post_id from post_holdings where person_id = $1',
    [PUBLISHER],
  );
  await appoint(a.t.database.owner, AUTHOR, rows[0]!.post_id, 0);
  expect((await post(AUTHOR, `${path}/publication`)).body.code).toBe('proposal-of-oneself');

  expect(await post(PUBLISHER, `${path}/publication`)).toMatchObject({
    status: 200,
    body: { status: 'published', decidedBy: PUBLISHER },
  });
  expect((await post(PUBLISHER, `${path}/rejection`)).body.code).toBe('proposal-decided');
  const again = await post(AUTHOR, 'definition-proposals', { source: versionOf('1.1.0') });
  expect(again.body.code).toBe('definition-invalid');

  const second = (await a.call('wang-xiaoming', 'POST', '/api/cases', fiveInParallel())).body.caseNo;
  const runsOn = async (no: string) => (await get('wang-xiaoming', `cases/${no}`)).version;
  expect(await runsOn(second)).toBe('1.1.0');
  expect(await runsOn(caseNo)).not.toBe('1.1.0');
  const versions = (await get('xu-jie', 'definitions')).definitions.filter(
    (v: { matter: string }) => v.matter === 'five-in-parallel',
  );
  expect(versions).toMatchObject([
    { version: '1.1.0', state: 'current', openCases: 1, cases: 1, publishedBy: PUBLISHER },
    { state: 'published', openCases: 1, cases: 1 },
  ]);
  expect(await get('xu-jie', 'definitions/five-in-parallel/versions/1.1.0')).toMatchObject({
    source: versionOf('1.1.0'),
    diagnostics: [],
  });
  expect((await get('xu-jie', 'definitions/five-in-parallel/versions/none')).code).toBe('definition-not-found');
});

test('a rejected one is never published', async () => {
  const { id } = (await post(AUTHOR, 'definition-proposals', { source: versionOf('1.2.0') })).body;
  expect((await post(PUBLISHER, `definition-proposals/${id}/rejection`)).body.status).toBe('rejected');
  expect((await post(PUBLISHER, `definition-proposals/${id}/publication`)).body.code).toBe('proposal-decided');
  expect((await get('xu-jie', 'definitions/five-in-parallel/versions/1.2.0')).code).toBe('definition-not-found');
});

test('the editor’s schema is the format’s own', async () => {
  const schema = await get(AUTHOR, 'definitions/schema');
  expect(Object.keys(schema.$defs.Definition.properties)).toEqual(
    expect.arrayContaining(['matter', 'version', 'items', 'scenarios']),
  );
  expect(schema.$defs.Definition.additionalProperties).toBe(false);
  expect((await a.call('wang-xiaoming', 'GET', '/api/definitions/schema')).status).toBe(403);
});
