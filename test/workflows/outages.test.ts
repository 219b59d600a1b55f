// Temporal away, late, lost: the worker as it is composed in the product, on a Temporal that this test stops and replaces.
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import type { Client } from '@temporalio/client';
import type { Running } from '../../conductor/start-conductor.ts';
import { installRuntime } from '../../conductor/runtime.ts';
import { createTemporalClient, createWakes, type Wakes } from '../../conductor/wakes.ts';
import { readWorkerConfig } from '../../config.ts';
import { freePort } from '../../embedded/free-port.ts';
import { findTemporalCli } from '../../embedded/temporal-binaries.ts';
import { startTemporal, type TemporalServer } from '../../embedded/temporal-server.ts';
import { startWorker } from '../../worker.ts';
import { createTestLedger, fiveInParallel, requestOf, type TestLedger } from '../support/test-ledger.ts';
import { TEST_MASTER_KEY } from '../support/test-keys.ts';
import { silent, until } from './servers.ts';

const root = fs.mkdtempSync(path.join(os.tmpdir(), 'lianban-outages-'));
const DAY = 86_400_000;
let t: TestLedger;
let port: number;
let temporal: TemporalServer | undefined;
let worker: Running | undefined;
let client: Client;
let wakes: Wakes;

const start = async (dataDir: string) => {
  temporal = await startTemporal({ dataDir: path.join(root, dataDir), port, cliPath: await findTemporalCli() });
};
const submit = async () => (await t.ledger.submit(requestOf('wang-xiaoming'), fiveInParallel())).caseNo;
const decide = (caseNo: string, letter: string) => {
  const intent = { type: 'decide', item: `item-${letter}`, revision: 1, outcome: 'granted' } as const;
  return t.ledger.apply(caseNo, requestOf(`officer-${letter}`), intent);
};
const finish = async (caseNo: string, letters: string) => {
  for (const letter of letters) await decide(caseNo, letter);
};
const statusOf = async (caseNo: string, item: string): Promise<string> =>
  (
    await t.database.pool.query(`select state -> 'items' -> $2 ->> 'status' as s from cases where case_no = $1`, [
      caseNo,
      item,
    ])
  ).rows[0].s;
const untilOpen = (caseNo: string) =>
  until('the items are open', async () => (await statusOf(caseNo, 'item-e')) === 'accepted', 30_000);
const untilEnded = (caseNo: string) =>
  until(
    'the run has ended',
    async () => (await client.workflow.getHandle(caseNo).describe()).status.name === 'COMPLETED',
    30_000,
  );
const overdue = async (caseNo: string) =>
  (
    await t.database.pool.query<{ clock: string; at: Date; recorded_at: Date }>(
      `select body ->> 'clock' as clock, at, recorded_at from events where case_no = $1 and type = 'overdue' order by clock`,
      [caseNo],
    )
  ).rows;

beforeAll(async () => {
  installRuntime({ level: 'ERROR' });
  t = await createTestLedger();
  await t.database.owner.query(`update post_holdings set valid_from = '2025-01-01'`);
  t.clock.advance(Date.parse('2026-03-02T10:00+08:00') - Date.now());
  port = await freePort();
  client = createTemporalClient(`127.0.0.1:${port}`, 'default');
  wakes = createWakes({ client, taskQueue: 'cases', deadlineMs: 1_000, logger: silent });
});
afterAll(async () => {
  await worker?.stop();
  await client.connection.close();
  await temporal?.stop();
  await t.close();
  fs.rmSync(root, { recursive: true });
});

it('a worker waits for Temporal; what was submitted meanwhile is conducted, though its wake was lost', async () => {
  const config = readWorkerConfig({
    DATABASE_URL: t.database.workerUrl,
    TEMPORAL_ADDRESS: `127.0.0.1:${port}`,
    MASTER_KEY: TEST_MASTER_KEY.toString('base64'),
    MASTER_KEY_ID: 'test',
    FILES_DIR: root,
    PUBLIC_URL: 'http://127.0.0.1:1',
    SWEEP_SECONDS: '0.2',
  });
  const sweep = { wakeOwedMs: 500, nextPassedMs: 500, leaseMs: 1_000 };
  const starting = startWorker(config, { ledgerClock: t.clock.read, logger: silent, sweep });
  const caseNo = await submit();
  wakes.send({ caseNo, matter: 'five-in-parallel', seq: 1 });
  const before = Date.now();
  await wakes.settled();
  expect(await wakes.query(caseNo)).toBeNull();
  expect(Date.now() - before).toBeLessThan(4_000);
  expect(wakes.health()).toBe('degraded');
  await start('first');
  worker = await starting;
  await untilOpen(caseNo);
  expect(await wakes.query(caseNo)).toMatchObject({ failures: 0, delivering: [] });
  expect(wakes.health()).toBe('ok');
  await finish(caseNo, 'abcde');
  await untilEnded(caseNo);
});

it('Temporal off for ten days: people go on, and what passed meanwhile is recorded once, with its true instant', async () => {
  const [decided, untouched] = [await submit(), await submit()];
  await untilOpen(decided);
  await untilOpen(untouched);
  const due = (await t.ledger.advance(decided)).next!.at;
  await temporal!.stop();
  t.clock.advance(10 * DAY);
  await decide(decided, 'a');
  const meanwhile = await submit();
  const recordedByThePerson = await overdue(decided);
  expect(recordedByThePerson.length).toBeGreaterThan(0);
  await start('first');
  await untilOpen(meanwhile);
  await until(
    'the sweeper has found the threshold that passed',
    async () => (await overdue(untouched)).length > 0,
    30_000,
  );
  expect(await overdue(decided)).toEqual(recordedByThePerson);
  const found = await overdue(untouched);
  expect(found.map((o) => o.clock)).toEqual(recordedByThePerson.map((o) => o.clock));
  for (const { at, recorded_at } of found) {
    expect(at.getTime()).toBeGreaterThanOrEqual(due);
    expect(recorded_at.getTime() - at.getTime()).toBeGreaterThan(DAY);
  }
  expect(new Set(found.map((o) => o.clock)).size).toBe(found.length);
  await finish(decided, 'bcde');
  for (const caseNo of [untouched, meanwhile]) await finish(caseNo, 'abcde');
  for (const caseNo of [decided, untouched, meanwhile]) await untilEnded(caseNo);
});

it('Temporal off for three days under running clocks: no due date is another, of what ran and of what came in', async () => {
  const clocks = async (caseNo: string) =>
    (
      await t.database.pool.query<{ id: string; dueAt: number; startedAt: number; receivedAt: number }>(
        `select c.value ->> 'id' as id, c.value -> 'dueAt' as "dueAt", state -> 'receivedAt' as "receivedAt",
           c.value #> '{entries,0,at}' as "startedAt"
         from cases, jsonb_each(state -> 'clocks') c where case_no = $1 order by 1`,
        [caseNo],
      )
    ).rows;
  const [running, half] = [await submit(), await submit()];
  for (const caseNo of [running, half]) await untilOpen(caseNo);
  const [ran, wasHalf] = [await clocks(running), await clocks(half)];
  expect(ran).toHaveLength(11); // the case, and two of each item
  await temporal!.stop();
  t.clock.advance(DAY);
  await decide(half, 'a');
  const meanwhile = await submit();
  t.clock.advance(2 * DAY);
  await start('first');
  await untilOpen(meanwhile);
  expect(await clocks(running)).toEqual(ran);
  expect(await clocks(half)).toEqual(expect.arrayContaining(wasHalf));
  // dated from the day on which it came in, not from that on which it was found
  const came = await clocks(meanwhile);
  expect(came).toHaveLength(11);
  for (const { startedAt, receivedAt } of came) expect(startedAt).toBe(receivedAt);
  await finish(half, 'bcde');
  for (const caseNo of [running, meanwhile]) await finish(caseNo, 'abcde');
  for (const caseNo of [running, half, meanwhile]) await untilEnded(caseNo);
});

it('Temporal’s database lost: every open case is conducted again, a closed one is left alone', async () => {
  const [open, closed] = [await submit(), await submit()];
  await untilOpen(open);
  await untilOpen(closed);
  await finish(closed, 'abcde');
  await untilEnded(closed);
  const id = await wakes.namespaceId();
  await temporal!.kill();
  await start('second');
  expect(await wakes.namespaceId()).not.toBe(id);
  await until('the open case has a run', async () => (await wakes.query(open)) !== null, 30_000);
  await expect(client.workflow.getHandle(closed).describe()).rejects.toThrow();
  await until('the id is stored', async () => {
    const { rows } = await t.database.pool.query<{ namespace_id: string }>('select namespace_id from conductor');
    return rows[0]!.namespace_id === (await wakes.namespaceId());
  });
  await finish(open, 'abcde');
  await untilEnded(open);
  const { rows } = await t.database.pool.query('select case_no from cases where conducted_seq < wake_seq');
  expect(rows).toEqual([]);
});

it('a worker that is stopped ends everything it opened', async () => {
  await worker!.stop();
  await worker!.done;
  const { rows } = await t.database.owner.query(
    `select 1 from pg_stat_activity where application_name = 'lianban-worker' and datname = current_database()`,
  );
  expect(rows).toEqual([]);
});
