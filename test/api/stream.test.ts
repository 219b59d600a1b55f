// Live inboxes: over a real port, with two API processes' worth of streams on one database.
import { once } from 'node:events';
import http from 'node:http';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { item, plan } from '../core/engine/fixtures.ts';
import { createTestApp, type TestApp } from '../support/test-app.ts';
import { fiveInParallel } from '../support/test-ledger.ts';
import { addOfficer, publishTestPlan } from '../support/test-plans.ts';

const organ = (id: string) => ({ accepts: id, decides: id, issues: id, supervises: id });
const OFFICER = 'north-officer';
const APPLICANT = 'wang-xiaoming';
let a: TestApp;
let url: string;
beforeAll(async () => {
  a = await createTestApp({ liveTimes: { streamMs: 60_000, beatMs: 100 } });
  const items = [item('kitchen', { organs: organ('north') }), item('sign', { organs: organ('south') })];
  await publishTestPlan(a.t.database, plan(items, { matter: 'tea-house' }));
  await addOfficer(a.t.database, 'north', 'leaver', 'decider');
  url = await a.app.listen({ host: '127.0.0.1', port: 0 });
});
afterAll(() => a.close());

interface Told {
  readonly event: string;
  readonly data: Record<string, string>;
}
/** A reader of the stream that keeps what it was told. */
async function listen(who?: string) {
  // a connection of its own: fetch opens some ahead, and a server that stops waits for those that never asked
  const headers = who === undefined ? {} : { authorization: `Bearer ${await a.token(who)}` };
  const request = http.get(`${url}/api/me/stream`, { headers, agent: false });
  const [answer] = (await once(request, 'response')) as [http.IncomingMessage];
  let text = '';
  let ended = false;
  answer.on('data', (chunk: Buffer) => (text += chunk.toString()));
  answer.on('error', () => undefined).on('close', () => (ended = true));
  const told = (): Told[] =>
    text
      .split('\n\n')
      .filter((block) => block.includes('event: '))
      .map((block) => ({
        event: /^event: (.*)$/m.exec(block)![1]!,
        data: JSON.parse(/^data: (.*)$/m.exec(block)![1]!) as Record<string, string>,
      }));
  return { answer, told, text: () => text, ended: () => ended, stop: () => request.destroy() };
}
const until = async (what: () => boolean, ms = 5_000) => {
  for (const end = Date.now() + ms; Date.now() < end && !what();) await new Promise((r) => setTimeout(r, 20));
  expect(what()).toBe(true);
};
const open = async () => {
  const given = { ...fiveInParallel(), matter: 'tea-house', form: {} };
  const { caseNo } = (await a.call(APPLICANT, 'POST', '/api/cases', given)).body;
  await a.t.ledger.advance(caseNo);
  return caseNo as string;
};
const taskOf = async (caseNo: string) =>
  (await a.call(OFFICER, 'GET', `/api/tasks?case=${caseNo}`)).body.tasks[0].id as string;
const tasks = (told: Told[]) => told.filter((t) => t.event === 'task').map((t) => t.data);
/** Fetched anew twice: at the start, and when the database began to tell. */
const begun = (told: Told[]) => told.filter((t) => t.event === 'refetch').length >= 1;

describe('the stream of an inbox', () => {
  test('tells what appears, is claimed and ends at the organs of one’s posts, and nothing of the others', async () => {
    const mine = await listen(OFFICER);
    const south = await listen('south-officer');
    expect(mine.answer.headers['content-type']).toMatch(/^text\/event-stream/);
    await until(() => begun(mine.told()) && begun(south.told()));
    await new Promise((r) => setTimeout(r, 300));
    const caseNo = await open();
    const task = await taskOf(caseNo);
    await a.call(OFFICER, 'POST', `/api/tasks/${task}/claim`);
    await a.call(OFFICER, 'POST', `/api/tasks/${task}/decision`, { revision: 1, outcome: 'granted' });
    await until(() => tasks(mine.told()).some((d) => d['kind'] === 'ended'));
    const kinds = tasks(mine.told()).map((d) => d['kind']);
    expect(kinds[0]).toBe('appeared');
    expect(kinds).toContain('claimed');
    expect(
      tasks(mine.told()).every((d) => d['task'] === task && d['item'] === 'kitchen' && d['caseNo'] === caseNo),
    ).toBe(true);
    expect(tasks(south.told()).every((d) => d['item'] === 'sign')).toBe(true);
    expect(mine.text()).not.toMatch(/王小明|officer/);
    await until(() => mine.text().includes(': beat'));
    mine.stop();
    south.stop();
  });
  test('is told to fetch anew when the database was away', async () => {
    const mine = await listen(OFFICER);
    await until(() => begun(mine.told()));
    await new Promise((r) => setTimeout(r, 300));
    const before = mine.told().filter((t) => t.event === 'refetch').length;
    await a.t.database.owner.query(
      `select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and query = 'listen lianban_tasks'`,
    );
    await until(() => mine.told().filter((t) => t.event === 'refetch').length > before, 8_000);
    const caseNo = await open();
    await until(() => tasks(mine.told()).some((d) => d['caseNo'] === caseNo));
    mine.stop();
  });
  test('ends with the session', async () => {
    const mine = await listen('leaver');
    await until(() => begun(mine.told()));
    await a.call('leaver', 'POST', '/api/me/sign-out');
    await until(mine.ended);
  });
  test('refused: nobody signed in, no inbox, too many of one person', async () => {
    expect((await listen()).answer.statusCode).toBe(401);
    expect((await a.call(APPLICANT, 'GET', '/api/me/stream')).status).toBe(403);
    const many = await Promise.all(Array.from({ length: 6 }, () => listen('south-officer')));
    const seventh = await listen('south-officer');
    expect(seventh.answer.statusCode).toBe(429);
    many.forEach((s) => s.stop());
    await new Promise((r) => setTimeout(r, 200));
    const again = await listen('south-officer');
    expect(again.answer.statusCode).toBe(200);
    again.stop();
  });
  test('ends when the server stops, which waits for nobody', async () => {
    const mine = await listen(OFFICER);
    await until(() => begun(mine.told()));
    const before = performance.now();
    await a.app.close();
    expect(performance.now() - before).toBeLessThan(3_000);
    await until(mine.ended);
  });
});
