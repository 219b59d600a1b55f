// Each kind of line of the server is made here, and of the conductor's outside; every field of it stands in docs/logging.md.
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { Writable } from 'node:stream';
import { pino } from 'pino';
import { createTemporalClient, createWakes } from '../../conductor/wakes.ts';
import { freePort } from '../../embedded/free-port.ts';
import { messagesOf, undocumented } from '../support/log-fields.ts';
import { createTestApp, type TestApp } from '../support/test-app.ts';

let a: TestApp;
beforeAll(async () => {
  a = await createTestApp();
});
afterAll(() => a.close({ cases: 'none' }));

test('the server: a request, a fault of ours, a try that was not counted, a callback that was refused', async () => {
  await a.call('wang-xiaoming', 'GET', '/api/me');
  await a.call(undefined, 'POST', '/api/callbacks/3101992026112300000002W.bank.1', {});
  const { owner } = a.t.database;
  await owner.query('alter table refused_tries rename to hidden');
  await a.call('wang-xiaoming', 'GET', '/api/incidents');
  await owner.query('alter table hidden rename to refused_tries');
  await owner.query('alter table incidents rename to hidden');
  expect((await a.call('guo-bin', 'GET', '/api/incidents')).status).toBe(500);
  await owner.query('alter table hidden rename to incidents');
  expect(messagesOf(a.logged())).toEqual(
    expect.arrayContaining(['request', 'internal error', 'a refused try was not counted', 'callback refused']),
  );
  expect(undocumented(a.logged())).toEqual([]);
});

test('the conductor: a wake that did not arrive', async () => {
  let log = '';
  const sink = new Writable({ write: (chunk, _, done) => ((log += String(chunk)), done()) });
  const client = createTemporalClient(`127.0.0.1:${await freePort()}`, 'default');
  const wakes = createWakes({
    client,
    taskQueue: 'cases',
    deadlineMs: 200,
    logger: pino({ base: { process: 'server' } }, sink),
  });
  wakes.send({ caseNo: '3101992026112300000002W', matter: 'm', seq: 7 }, 'retry-1');
  await wakes.settled();
  // not closed: the client tries again in the background, and would do so on a closed channel; it holds no process
  expect(messagesOf(log)).toContain('wake not delivered; the sweeper repeats it');
  expect(undocumented(log)).toEqual([]);
});

test('a field that is not on the page is found, and one of another type, and a line that is no JSON', () => {
  const line = (more: object) => JSON.stringify({ level: 30, time: 1, msg: 'request', ...more });
  expect(undocumented(line({ applicantName: 'x' }))).toEqual(['applicantName:string']);
  expect(undocumented(line({ status: '200' }))).toEqual(['status:string']);
  expect(undocumented('Error: at x')).toEqual(['no JSON: Error: at x']);
  expect(undocumented(`ready http://127.0.0.1\n${line({ status: 200 })}`)).toEqual([]);
});
