import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { PROBLEMS } from '../../core/errors.ts';
import { incidentsQuery } from '../../db/incidents.ts';
import { CASES_OF_APPLICANT } from '../../db/reads/lists.ts';
import { inboxQuery } from '../../db/reads/inbox.ts';
import { createTestApp, type TestApp } from '../support/test-app.ts';
import { fiveInParallel } from '../support/test-ledger.ts';

let a: TestApp;
beforeAll(async () => {
  a = await createTestApp();
});
afterAll(() => a.close());
const post = (body: unknown, headers: Record<string, string> = {}) =>
  a.call('wang-xiaoming', 'POST', '/api/cases', body, headers);

describe('idempotency', () => {
  test('twenty at once with one key: one case; another body: 422; no key: 400', async () => {
    const key = { 'idempotency-key': 'twenty-at-once-1' };
    const all = await Promise.all(Array.from({ length: 20 }, () => post(fiveInParallel(), key)));
    expect(all.every((x) => x.status === 201)).toBe(true);
    expect(new Set(all.map((x) => x.body.caseNo)).size).toBe(1);
    const other = { ...fiveInParallel(), form: { ...fiveInParallel().form, subject: '另一件事' } };
    expect(await post(other, key)).toMatchObject({ status: 422, body: { code: 'idempotency-key-reused' } });
    const members = Object.entries(fiveInParallel()).reverse();
    expect((await post(Object.fromEntries(members), key)).status).toBe(201); // the order of members is not the content
    expect(await post(fiveInParallel(), { 'idempotency-key': '' })).toMatchObject({
      status: 400,
      body: { code: 'idempotency-key-missing' },
    });
    expect((await post(fiveInParallel(), { 'idempotency-key': 'a b' })).status).toBe(400);
  });
});

describe('problems', () => {
  test('are RFC 9457, with a permanent code and titles in both languages', async () => {
    const { body, headers, status } = await a.call('wang-xiaoming', 'GET', '/api/nowhere');
    expect(status).toBe(404);
    expect(headers['content-type']).toContain('application/problem+json');
    expect(body).toMatchObject({
      type: '/problems/route-not-found',
      status: 404,
      code: 'route-not-found',
      title: '没有此地址',
      instance: headers['x-request-id'],
    });
    const english = await a.call('wang-xiaoming', 'GET', '/api/nowhere', undefined, { 'accept-language': 'en-GB' });
    expect(english.body.title).toBe(PROBLEMS['route-not-found'].title.en);
  });
  test('a form tells all its faults at once, in Chinese, with pointers and without values', async () => {
    const body = { ...fiveInParallel(), form: { applicantName: 7, canaryField: 'CANARY-9f' } };
    const answer = await post(body);
    expect(answer).toMatchObject({ status: 422, body: { code: 'form-invalid' } });
    expect(answer.body.faults.map((f: { pointer: string }) => f.pointer).sort()).toEqual([
      '/form/applicantName',
      '/form/canaryField',
      '/form/subject',
    ]);
    expect(answer.body.faults.every((f: { message: { zh: string } }) => /[\u4e00-\u9fff]/.test(f.message.zh))).toBe(
      true,
    );
    expect(JSON.stringify(answer.body)).not.toContain('CANARY-9f');
  });
  test('a request of the wrong shape: every fault, with pointers', async () => {
    const answer = await post({ matter: 5, form: [], extra: 1, deselected: 'x' });
    expect(answer).toMatchObject({ status: 400, body: { code: 'request-malformed' } });
    expect(answer.body.faults.length).toBeGreaterThanOrEqual(4);
  });
  test.each([
    ['no JSON', '{"matter":', 400, 'request-malformed'],
    [
      'too deep',
      `{"matter":"five-in-parallel","form":${'{"a":'.repeat(40)}1${'}'.repeat(40)}}`,
      400,
      'request-malformed',
    ],
    [
      'too large',
      JSON.stringify({ ...fiveInParallel(), form: { subject: 'x'.repeat(1_100_000) } }),
      413,
      'body-too-large',
    ],
    ['prototype pollution', '{"matter":"five-in-parallel","form":{"__proto__":{"x":1}}}', 400, 'request-malformed'],
  ])('%s', async (_what, payload, status, code) => {
    const answer = await post(payload, { 'content-type': 'application/json' });
    expect([answer.status, answer.body.code]).toEqual([status, code]);
  });
  test('another content type is refused', async () => {
    expect((await post('a=b', { 'content-type': 'application/x-www-form-urlencoded' })).status).toBe(400);
  });
});

describe('observation', () => {
  test('nothing personal is logged: no body, no query, no name, no token', async () => {
    const canary = 'CANARY-LOG-51c2';
    await post({ ...fiveInParallel(), form: { applicantName: canary, subject: canary } });
    await post({ ...fiveInParallel(), form: { applicantName: canary, wrong: canary } });
    await a.call('wang-xiaoming', 'GET', `/api/cases?cursor=${canary}`);
    await a.call('wang-xiaoming', 'GET', `/api/${canary}`);
    expect(a.logged()).toContain('"route":"/api/cases"');
    expect(a.logged()).not.toContain(canary);
    expect(a.logged()).not.toContain(await a.token('wang-xiaoming'));
  });
  test('health without Temporal: ready, and says so', async () => {
    expect((await a.call(undefined, 'GET', '/healthz')).body).toEqual({ status: 'ok' });
    expect((await a.call(undefined, 'GET', '/readyz')).body).toEqual({
      status: 'ok',
      database: 'ok',
      temporal: 'degraded',
    });
  });
  test('headers of safety, a request id, and a rate limit that refuses', async () => {
    const { headers } = await a.call(undefined, 'GET', '/api/matters', undefined, { 'x-request-id': 'request-12345' });
    expect(headers['x-request-id']).toBe('request-12345');
    expect(headers['x-content-type-options']).toBe('nosniff');
    const slow = await createTestApp({ rateLimit: 3 });
    const statuses = [];
    for (let i = 0; i < 5; i += 1) statuses.push((await slow.call('li-na', 'GET', '/api/me')).status);
    expect(statuses).toEqual([200, 200, 200, 429, 429]);
    await slow.close({ cases: 'none' });
  });
});

describe('OpenAPI', () => {
  test('3.1, every operation with a summary, a success and its problems; what needs a token says so', async () => {
    const { body } = await a.call(undefined, 'GET', '/api/openapi.json');
    expect(body.openapi).toBe('3.1.0');
    const operations = Object.entries<
      Record<string, { summary?: string; security?: unknown[]; responses: Record<string, unknown> }>
    >(body.paths).flatMap(([path, methods]) =>
      Object.entries(methods).map(([method, operation]) => ({ name: `${method} ${path}`, operation })),
    );
    expect(operations.length).toBeGreaterThanOrEqual(20);
    for (const { name, operation } of operations) {
      expect([name, operation.summary]).toEqual([name, expect.any(String)]);
      const statuses = Object.keys(operation.responses);
      expect([name, statuses.some((s) => s.startsWith('2'))]).toEqual([name, true]);
      expect([name, statuses]).toEqual([name, expect.arrayContaining(['500', '503'])]);
      if (operation.security) expect([name, statuses.includes('401')]).toEqual([name, true]);
    }
    const open = operations.filter((o) => !o.operation.security).map((o) => o.name);
    expect(open.every((n) => /matters|verification|callbacks|sign-out\/backchannel$|certificates\/keys/.test(n))).toBe(
      true,
    );
  });
  test('the page to try it', async () => {
    const page = await a.call(undefined, 'GET', '/api/docs/');
    expect(page.status).toBe(200);
    expect(String(page.body)).toContain('swagger-ui');
  });
});

describe('list queries are ordered by their index', () => {
  const explain = async (text: string, values: unknown[]) => {
    const client = await a.t.database.owner.connect();
    await client.query('begin; set local enable_seqscan = off; set local enable_bitmapscan = off');
    const { rows } = await client.query<{ 'QUERY PLAN': string }>(`explain ${text}`, values);
    await client.query('rollback');
    client.release();
    return rows.map((r) => r['QUERY PLAN']).join('\n');
  };
  test('the inbox: each organ’s tasks come from the index in order; only the merged page is sorted', async () => {
    const { text, values } = inboxQuery({
      organs: ['dept-a'],
      open: true,
      limit: 20,
      after: ['2026-01-01', '00000000-0000-0000-0000-000000000000'],
    });
    const plan = await explain(text, values);
    expect(plan).toMatch(/Index Scan using tasks_inbox/);
    expect(plan.split('Limit').length).toBeGreaterThan(2);
    expect(/Index Scan using tasks_inbox[\s\S]*Sort/.test(plan)).toBe(false);
  });
  const all = incidentsQuery({ limit: 20 });
  const open = incidentsQuery({ open: true, kind: 'conduct', limit: 20 });
  test.each<[string, string, unknown[], string]>([
    ['my cases', CASES_OF_APPLICANT, ['x', 'infinity', '', 20], 'cases_of_applicant'],
    ['incidents', all.text, all.values, 'incidents_recent'],
    ['open incidents', open.text, open.values, 'incidents_open_recent'],
  ])('%s', async (_name, text, values, index) => {
    const plan = await explain(text, values);
    expect(plan).toContain(index);
    expect(plan).not.toContain('Sort');
  });
});
