// A new version rolls out: each API process and the worker are replaced one after another under load, and no request fails.
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { startChild, type Child } from '../../embedded/child-process.ts';
import { freePort } from '../../embedded/free-port.ts';
import { startBalancer, type Balancer } from './balancer.ts';
import { createCall, LETTERS, startE2e, submitFive, until, type Call, type E2e } from './client.ts';

const CLIENTS = 4;
let e: E2e;
let balancer: Balancer;
const apis: { port: number; child: Child }[] = [];
beforeAll(async () => {
  const many = { RATE_LIMIT_SUBMISSION: '100000', RATE_LIMIT_SEARCH: '100000' };
  e = await startE2e({ settings: { ...many, DRAIN_SECONDS: '1' } });
  balancer = await startBalancer(100);
});
afterAll(async () => {
  await balancer.stop();
  await e.close({ stop: async () => void (await Promise.all(apis.map(({ child }) => child.stop()))) });
});

async function startApi(): Promise<{ port: number; child: Child }> {
  const port = await freePort();
  const environment = { ...e.stack.environment, PORT: String(port) };
  const api = { port, child: await startChild({ name: 'server', entry: path.resolve('server.ts'), environment }) };
  apis.push(api);
  return api;
}
const use = async (...used: { port: number }[]) => {
  const ports = used.map(({ port }) => port);
  balancer.set(ports);
  await until(
    async () => balancer.ready(),
    (ready) => ready.length === ports.length,
  );
};

/** Submits, looks, claims and decides, again and again, until told to stop; every answer is kept that is not as it should be. */
async function work(call: Call, running: () => boolean, cases: string[], failures: unknown[]): Promise<number> {
  let requests = 0;
  const expectStatus = async (answer: ReturnType<Call>, status: number) => {
    requests += 1;
    const { status: got, body } = await answer;
    if (got !== status) failures.push([got, body.code ?? body]);
    return body;
  };
  while (running())
    try {
      const { caseNo } = await expectStatus(submitFive(call), 201);
      cases.push(caseNo);
      for (const letter of LETTERS) {
        const officer = `officer-${letter}`;
        const look = async (): Promise<{ id: string; revision: number } | undefined> =>
          (await expectStatus(call(officer, 'GET', `/api/tasks?case=${caseNo}`), 200)).tasks[0];
        const task = (await until(look, Boolean))!; // the conductor opens it, also while its worker is replaced
        await expectStatus(call(officer, 'POST', `/api/tasks/${task.id}/claim`), 200);
        await expectStatus(
          call(officer, 'POST', `/api/tasks/${task.id}/decision`, { revision: task.revision, outcome: 'granted' }),
          200,
        );
      }
      await expectStatus(call('wang-xiaoming', 'GET', `/api/cases/${caseNo}`), 200);
    } catch (error) {
      failures.push((error as Error).message);
    }
  return requests;
}

test('API and worker replaced under load: no request fails, and every case goes to its end', async () => {
  const [first, second] = [await startApi(), await startApi()];
  await use(first, second);
  const call = createCall(balancer.url, (person) => e.stack.token(person));
  const cases: string[] = [];
  const failures: unknown[] = [];
  let running = true;
  const clients = Array.from({ length: CLIENTS }, () => work(call, () => running, cases, failures));
  await sleep(1_000);

  const third = await startApi();
  await use(first, second, third);
  await first.child.stop();
  await use(second, third);
  const oldWorker = e.stack.worker;
  await e.stack.startWorker();
  await oldWorker.stop();
  const fourth = await startApi();
  await use(second, third, fourth);
  await second.child.stop();
  await use(third, fourth);
  await sleep(1_000);
  running = false;
  const requests = (await Promise.all(clients)).reduce((sum, n) => sum + n, 0);
  console.log(`roll-over: ${requests} requests, ${cases.length} cases, ${failures.length} failed`);
  expect(failures).toEqual([]);
  expect(requests).toBeGreaterThan(100);
  expect([await first.child.exited, await second.child.exited, await oldWorker.exited]).toEqual([0, 0, 0]);

  const open = async () =>
    e.rows<{ id: string; organ: string; revision: number }>(
      `select id, organ, revision from tasks where status = 'open' order by organ`,
    );
  const undecided = async () => (await e.rows(`select 1 from cases where status <> 'closed'`)).length;
  await until(
    async () => {
      for (const task of await open())
        await call(`officer-${task.organ.at(-1)}`, 'POST', `/api/tasks/${task.id}/decision`, {
          revision: task.revision,
          outcome: 'granted',
        });
      return undecided();
    },
    (left) => left === 0,
    40_000,
  );
}, 120_000);
