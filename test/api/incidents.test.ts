// Incidents over HTTP and from the command line: list, look, retry, resolve; both by the same functions of the ledger.
import { execFile } from 'node:child_process';
import path from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { createTestApp, type TestApp } from '../support/test-app.ts';
import { fiveInParallel } from '../support/test-ledger.ts';

const OPERATOR = 'guo-bin';
const NONE = '01890000-0000-7000-8000-000000000000';
let a: TestApp;
beforeAll(async () => {
  a = await createTestApp();
});
afterAll(() => a.close());

/** A case whose look fails, and its incident. */
async function failing(): Promise<{ caseNo: string; id: string }> {
  const { caseNo } = (await a.call('wang-xiaoming', 'POST', '/api/cases', fiveInParallel())).body;
  await a.t.ledger.advance(caseNo);
  await a.t.ledger.reportConductFailure(caseNo, 'calendar-year-missing', 300_000);
  const { incidents } = (await a.call(OPERATOR, 'GET', '/api/incidents?open=true&kind=conduct')).body;
  return { caseNo, id: incidents.find((i: { caseNo: string }) => i.caseNo === caseNo).id };
}

test('an operator lists, looks, tries again; the conductor is woken by another name', async () => {
  const { caseNo, id } = await failing();
  const shown = await a.call(OPERATOR, 'GET', `/api/incidents/${id}`);
  expect(shown).toMatchObject({
    status: 200,
    body: { id, caseNo, kind: 'conduct', code: 'calendar-year-missing', retryable: true, handlings: [] },
  });
  const headers = { 'idempotency-key': 'retry-once' };
  const before = a.woken.length;
  for (let n = 0; n < 2; n += 1) {
    const retried = await a.call(OPERATOR, 'POST', `/api/incidents/${id}/retry`, undefined, headers);
    expect(retried).toMatchObject({
      status: 200,
      body: { id, resolvedAt: null, handlings: [{ action: 'retry', reason: null, personId: OPERATOR }] },
    });
  }
  expect(a.woken.slice(before)).toMatchObject([{ caseNo, why: 'retry-1' }]);
  expect(Object.keys(shown.body).sort()).toEqual(
    [
      ...['caseNo', 'code', 'handlings', 'id', 'kind', 'lastAt', 'occurrences', 'openedAt', 'resolvedAt'],
      'retryable',
    ].sort(),
  );
});

test('an operator settles one by a code, once; nothing but a code is taken', async () => {
  const { id } = await failing();
  const resolve = (reason: string) => a.call(OPERATOR, 'POST', `/api/incidents/${id}/resolve`, { reason });
  expect((await resolve('打过电话了')).status).toBe(400);
  expect(await resolve('mended')).toMatchObject({
    status: 200,
    body: { retryable: false, resolvedAt: expect.any(String), handlings: [{ action: 'resolve', reason: 'mended' }] },
  });
  expect((await resolve('mended')).body.code).toBe('incident-resolved');
  expect((await a.call(OPERATOR, 'POST', `/api/incidents/${id}/retry`)).body.code).toBe('incident-resolved');
  const ids = async (query: string) =>
    (await a.call(OPERATOR, 'GET', `/api/incidents?${query}`)).body.incidents.map((i: { id: string }) => i.id);
  expect(await ids('open=true')).not.toContain(id);
  expect(await ids('open=false')).toContain(id);
  expect(await ids('kind=answer')).toEqual([]);
});

test('there is none; the id is none; a filter is none', async () => {
  expect((await a.call(OPERATOR, 'GET', `/api/incidents/${NONE}`)).body.code).toBe('incident-not-found');
  expect((await a.call(OPERATOR, 'POST', `/api/incidents/${NONE}/retry`)).body.code).toBe('incident-not-found');
  expect((await a.call(OPERATOR, 'GET', '/api/incidents/x')).status).toBe(400);
  expect((await a.call(OPERATOR, 'GET', '/api/incidents?kind=weather')).status).toBe(400);
});

const cli = path.join(import.meta.dirname, '../../cli/lianban.mjs');
async function lianban(...args: string[]): Promise<{ out: string; error: string; code: number }> {
  const { NODE_OPTIONS: _jest, ...env } = process.env;
  const run = promisify(execFile)(process.execPath, [cli, 'incidents', ...args], {
    env: { ...env, DATABASE_URL: a.t.database.url },
  });
  return run.then(
    ({ stdout }) => ({ out: stdout, error: '', code: 0 }),
    (e: { stdout: string; stderr: string; code: number }) => ({ out: e.stdout, error: e.stderr, code: e.code }),
  );
}

test('npx lianban incidents list|show|retry|resolve, without the API', async () => {
  const { caseNo, id } = await failing();
  const listed = await lianban('list', '--open', '--kind', 'conduct', '--json');
  expect(JSON.parse(listed.out).incidents[0]).toMatchObject({ id, caseNo, kind: 'conduct', retryable: true });
  expect((await lianban('list', '--open')).out).toContain(`${id}  ${caseNo}  conduct/calendar-year-missing  ×1`);
  const retried = await lianban('retry', id, '--json');
  expect(JSON.parse(retried.out)).toMatchObject({ id, handlings: [{ action: 'retry', personId: OPERATOR }] });
  expect((await lianban('show', id)).out).toContain(`retry by ${OPERATOR}`);
  expect((await lianban('resolve', id, '--reason', 'mended')).out).toContain(`resolve (mended) by ${OPERATOR}`);
  expect(await lianban('retry', id)).toMatchObject({ code: 1, error: expect.stringContaining('incident-resolved') });
}, 120_000);

test('the command line refuses who is no operator, and what there is not', async () => {
  const { id } = await failing();
  expect(await lianban('retry', id, '--as', 'gao-feng')).toMatchObject({
    code: 1,
    error: expect.stringContaining('not-allowed'),
  });
  expect(await lianban('show', NONE)).toMatchObject({ code: 1, error: expect.stringContaining('no incident') });
  expect(await lianban('list', '--kind', 'weather')).toMatchObject({
    code: 1,
    error: expect.stringContaining('weather'),
  });
  expect(await lianban('resolve', id, '--reason', 'because')).toMatchObject({ code: 1 });
  expect((await a.call(OPERATOR, 'GET', `/api/incidents/${id}`)).body).toMatchObject({
    resolvedAt: null,
    handlings: [],
  });
}, 120_000);
