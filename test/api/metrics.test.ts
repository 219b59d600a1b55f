// The figures themselves: right, cheap, bounded; and a database that is slow or away costs them, not the scrape.
import { setTimeout as sleep } from 'node:timers/promises';
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { Registry } from 'prom-client';
import { raiseIncident } from '../../db/incidents.ts';
import { createPool } from '../../db/pool.ts';
import { BACKLOG, readBacklog, type Backlog } from '../../db/reads/backlog.ts';
import { createLedger } from '../../ledger/create-ledger.ts';
import type { Ledger } from '../../ledger/ledger.ts';
import { addBacklogMetrics } from '../../metrics/backlog-metrics.ts';
import { addConductorMetrics } from '../../metrics/conductor-metrics.ts';
import { createProcessMetrics, type ProcessMetrics } from '../../metrics/process-metrics.ts';
import { serveMetrics } from '../../metrics/serve-metrics.ts';
import { createTestApp, type TestApp } from '../support/test-app.ts';
import { fiveInParallel, requestOf } from '../support/test-ledger.ts';

const DAY = 86_400_000;
let a: TestApp;
let caseNo: string;
let metrics: ProcessMetrics;
let ledger: Ledger;
beforeAll(async () => {
  a = await createTestApp();
  const { pool } = a.t.database;
  metrics = createProcessMetrics(pool);
  ledger = createLedger({ pool, vault: a.t.vault, clock: a.t.clock.read, observe: metrics.observeLedger });
  caseNo = (await a.call('wang-xiaoming', 'POST', '/api/cases', fiveInParallel())).body.caseNo;
});
afterAll(async () => {
  metrics.stop();
  await a.close();
});

const scrape = async () => String((await a.call('guo-bin', 'GET', '/metrics')).body);
const value = (text: string, sample: string): number | undefined => {
  const line = text.split('\n').find((l) => l.startsWith(`${sample} `));
  return line === undefined ? undefined : Number(line.slice(sample.length + 1));
};

test('cases by state, tasks by light and age, wakes owed, incidents by kind', async () => {
  await raiseIncident(a.t.database.pool, { id: randomUUID(), caseNo, kind: 'answer', code: 'x', at: Date.now() });
  const fresh = await scrape();
  expect(value(fresh, 'lianban_cases{state="open"}')).toBe(1);
  expect(value(fresh, 'lianban_wakes_owed')).toBe(1);
  expect(value(fresh, 'lianban_incidents_open{kind="answer"}')).toBe(1);
  expect(value(fresh, 'lianban_incidents_open{kind="conduct"}')).toBe(0);
  await a.t.ledger.advance(caseNo);
  expect(value(await scrape(), 'lianban_tasks_open{light="green"}')).toBe(5);
  a.t.clock.advance(60 * DAY);
  const later = await scrape();
  expect(value(later, 'lianban_tasks_open{light="green"}')).toBe(0);
  expect(value(later, 'lianban_tasks_open{light="red"}')).toBe(5);
  expect(value(later, 'lianban_cases_overdue')).toBe(1);
  expect(value(later, 'lianban_cases_by_light{light="red"}')).toBe(1);
  expect(value(later, 'lianban_cases_by_light{light="green"}')).toBe(0);
  expect(value(fresh, 'lianban_clocks_running{kind="case",light="green"}')).toBe(1);
  expect(value(later, 'lianban_clocks_running{kind="case",light="red"}')).toBe(1);
  expect(value(later, 'lianban_clocks_running{kind="committed",light="red"}')).toBe(5);
  expect([...fresh.matchAll(/^lianban_clocks_overdue\{.*$/gm)]).toEqual([]);
  const late = [...later.matchAll(/^lianban_clocks_overdue\{organ="([a-z-]+)"\} (\d+)$/gm)];
  expect(late.length).toBeGreaterThan(4);
  expect(value(later, 'lianban_task_oldest_seconds{light="red"}')).toBeGreaterThanOrEqual((59 * DAY) / 1000);
  expect(value(later, 'lianban_wakes_owed')).toBe(0);
  expect(value(later, 'lianban_database_up')).toBe(1);
});

test('the backlog is counted from narrow indexes alone', async () => {
  const client = await a.t.database.owner.connect();
  await client.query('begin; set local enable_seqscan = off; set local enable_bitmapscan = off');
  const { rows } = await client.query<{ 'QUERY PLAN': string }>(`explain ${BACKLOG}`, [new Date().toISOString()]);
  await client.query('rollback');
  client.release();
  const plan = rows.map((r) => r['QUERY PLAN']).join('\n');
  expect(plan).not.toContain('Seq Scan');
  for (const index of ['cases_by_status', 'tasks_open', 'cases_wake_owed', 'incidents_open', 'clocks_running'])
    expect(plan).toContain(index);
});

/** A registry with the backlog alone, read so. */
function backlogOf(read: () => Promise<Backlog>, more: { freshMs?: number; limitMs?: number } = {}): Registry {
  const registry = new Registry();
  addBacklogMetrics(registry, { read, ...more });
  return registry;
}

test('a database that is away, or slow, costs its figures and not the scrape', async () => {
  const away = await backlogOf(() => Promise.reject(new Error('away'))).metrics();
  expect(value(away, 'lianban_database_up')).toBe(0);
  for (const unknown of ['lianban_cases_overdue', 'lianban_wakes_owed', 'lianban_cases{state="open"}'])
    expect([unknown, value(away, unknown)]).toEqual([unknown, undefined]);
  const since = Date.now();
  const slow = await backlogOf(() => new Promise(() => undefined), { limitMs: 50 }).metrics();
  expect(value(slow, 'lianban_database_up')).toBe(0);
  expect(Date.now() - since).toBeLessThan(2_000);
});

test('a statement that takes too long is ended by the database, in the pool of the figures', async () => {
  const watch = createPool(a.t.database.url, { max: 1, applicationName: 'test-metrics', statementMs: 100 });
  await expect(watch.query('select pg_sleep(5)')).rejects.toMatchObject({ code: '57014' });
  await watch.end();
});

test('many who ask at once, and soon after, cost one look; later there is another', async () => {
  let looks = 0;
  const read = () => {
    looks += 1;
    return readBacklog(a.t.database.pool, Date.now());
  };
  const registry = backlogOf(read, { freshMs: 150 });
  await Promise.all([registry.metrics(), registry.metrics()]);
  await registry.metrics();
  expect(looks).toBe(1);
  await sleep(300);
  await registry.metrics();
  expect(looks).toBe(2);
});

test('the ledger’s time by command and outcome', async () => {
  await ledger.advance(caseNo);
  await expect(
    ledger.apply(caseNo, requestOf('officer-a'), { type: 'decide', item: 'b', revision: 1, outcome: 'granted' }),
  ).rejects.toMatchObject({ code: expect.any(String) });
  await expect(ledger.incidents.retry(requestOf('guo-bin'), randomUUID())).rejects.toThrow();
  const told = await metrics.registry.metrics();
  const count = (command: string, outcome: string) =>
    value(told, `lianban_ledger_seconds_count{command="${command}",outcome="${outcome}"}`);
  expect(count('advance', 'done')).toBe(1);
  expect(count('apply', 'refused')).toBe(1);
  expect(count('incidents.retry', 'refused')).toBe(1);
});

test('waiting for the lock of a case is measured; not getting it is counted, and said to be busy', async () => {
  const { pool, owner } = a.t.database;
  const holder = await owner.connect();
  await holder.query('begin');
  await holder.query('select 1 from cases where case_no = $1 for update', [caseNo]);
  const short = createPool(a.t.database.url, { max: 2, applicationName: 'test' });
  short.on('connect', (client) => void client.query('set lock_timeout = 200'));
  const impatient = createLedger({
    pool: short,
    vault: a.t.vault,
    clock: a.t.clock.read,
    observe: metrics.observeLedger,
  });
  const command = { type: 'reportDispatchFailure', dispatchId: 'x/1', code: 'x' } as const;
  await expect(impatient.report(caseNo, command)).rejects.toMatchObject({ code: 'busy' });
  await holder.query('rollback');
  holder.release();
  await short.end();
  const told = await metrics.registry.metrics();
  expect(value(told, 'lianban_case_lock_timeouts_total')).toBe(1);
  expect(value(told, 'lianban_case_lock_wait_seconds_sum')).toBeGreaterThan(0.19);
  expect(value(told, 'lianban_ledger_seconds_count{command="report",outcome="unavailable"}')).toBe(1);
  expect(value(told, 'lianban_pool_max')).toBe(pool.options.max);
});

test('pool: busy, idle, and who waits', async () => {
  const small = createPool(a.t.database.url, { max: 1, applicationName: 'test' });
  const own = createProcessMetrics(small);
  const client = await small.connect();
  const waiter = small.query('select 1');
  const told = await own.registry.metrics();
  expect(value(told, 'lianban_pool_connections{use="busy"}')).toBe(1);
  expect(value(told, 'lianban_pool_waiting')).toBe(1);
  client.release();
  await waiter;
  expect(value(await own.registry.metrics(), 'lianban_pool_connections{use="idle"}')).toBe(1);
  own.stop();
  await small.end();
});

test('deliveries: systems that are configured and known outcomes alone become labels', async () => {
  const registry = new Registry();
  const { observeActivity } = addConductorMetrics(registry, ['bank']);
  const deliver = (system: string, code: string) =>
    observeActivity({ activity: 'deliver', seconds: 1, code, dispatch: { system, kind: 'request' } });
  deliver('bank', 'done');
  deliver('bank', 'http-503');
  deliver('bank', 'form-invalid');
  deliver(`case-${caseNo}`, `text of ${caseNo}`);
  const told = await registry.metrics();
  const count = (system: string, outcome: string) =>
    value(told, `lianban_deliveries_total{system="${system}",kind="request",outcome="${outcome}"}`);
  expect([count('bank', 'done'), count('bank', 'http-5xx'), count('bank', 'refused')]).toEqual([1, 1, 1]);
  expect(count('unknown', 'refused')).toBe(1);
  expect(told).not.toContain(caseNo);
});

test('an address that is none, and ids in addresses, make no labels', async () => {
  for (const url of [`/api/cases/${caseNo}`, `/api/nowhere/${caseNo}`, `/api/incidents/${randomUUID()}`])
    await a.call('guo-bin', 'GET', url);
  await a.call(undefined, 'GET', '/api/me', undefined, { authorization: 'Bearer a.b.c' });
  const told = await scrape();
  expect(value(told, 'lianban_http_problems_total{status="401",code="token-invalid"}')).toBe(1);
  expect(value(told, 'lianban_http_request_seconds_count{method="GET",route="unknown",status="404"}')).toBe(1);
  expect(told).not.toMatch(/\d{22}|wang-xiaoming|guo-bin|[0-9a-f]{8}-[0-9a-f]{4}-/);
});

test('the port of its own: /metrics and nothing else; a registry that fails is a 500', async () => {
  const served = await serveMetrics(metrics.registry, '127.0.0.1', 0);
  const text = await (await fetch(served.url)).text();
  expect(text).toContain('nodejs_eventloop_lag_seconds');
  expect((await fetch(served.url, { method: 'POST' })).status).toBe(404);
  expect((await fetch(`${served.url}/x`)).status).toBe(404);
  await served.stop();
  const failing = { contentType: 'text/plain', metrics: () => Promise.reject(new Error('x')) } as unknown as Registry;
  const broken = await serveMetrics(failing, '127.0.0.1', 0);
  expect((await fetch(broken.url)).status).toBe(500);
  await broken.stop();
});
