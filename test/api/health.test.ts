// How the parts are, for operators: Temporal and workers as the conductor's side says, the sweeper by what it owes.
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { createTestApp, type TestApp } from '../support/test-app.ts';
import { fiveInParallel } from '../support/test-ledger.ts';

let a: TestApp;
beforeAll(async () => {
  a = await createTestApp();
});
afterAll(() => a.close());

const look = async () => {
  const { status, body } = await a.call('guo-bin', 'GET', '/api/health');
  const state = (part: string) => body.parts.find((p: { part: string }) => p.part === part).state;
  return { status, body, states: ['database', 'temporal', 'workers', 'sweeper'].map(state) };
};

test('when Temporal does not answer nobody knows of workers; what was owed too long is told', async () => {
  expect(await look()).toMatchObject({
    status: 200,
    body: { workers: null, wakesOwed: 0, wakeLagSeconds: 0 },
    states: ['ok', 'degraded', 'unknown', 'ok'],
  });
  await a.call('wang-xiaoming', 'POST', '/api/cases', fiveInParallel());
  const at = await a.t.clock.read(a.t.database.pool);
  a.t.clock.set(new Date(at + 100_000).toISOString());
  expect(await look()).toMatchObject({ body: { wakesOwed: 1 }, states: ['ok', 'degraded', 'unknown', 'ok'] });
  a.t.clock.set(new Date(at + 300_000).toISOString());
  const late = await look();
  expect(late.states[3]).toBe('degraded');
  expect(late.body.wakeLagSeconds).toBeGreaterThan(120);
});
test('nobody else is told', async () => {
  for (const who of ['wang-xiaoming', 'gao-feng', 'qin-yue'])
    expect((await a.call(who, 'GET', '/api/health')).body.code).toBe('not-allowed');
});
