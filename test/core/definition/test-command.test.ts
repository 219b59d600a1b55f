// `lianban test`, `lianban token` and `lianban people`, as typed.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, afterEach, beforeAll, expect, jest, test } from '@jest/globals';
import { scenarioCommands } from '../../../cli/scenarios.ts';
import { tokenCommands } from '../../../cli/token.ts';
import { samplePeople } from '../../../embedded/sample-people.ts';
import { runCommand } from './run-command.ts';
import { read } from './support.ts';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(path.join(os.tmpdir(), 'lianban-test-command-'));
});
afterAll(() => rmSync(folder, { recursive: true }));
afterEach(() => {
  jest.restoreAllMocks();
  process.exitCode = 0;
});

const run = (...args: string[]) =>
  runCommand((program) => {
    scenarioCommands(program);
    tokenCommands(program);
  }, args);
function written(name: string, text: string): string {
  const file = path.join(folder, name);
  writeFileSync(file, text);
  return file;
}

test('test: every scenario of the shipped definitions ends as written', async () => {
  const files = ['company-set-up', 'five-in-parallel'].map((name) => `definitions/${name}.yaml`);
  const { out, err, code } = await run('test', ...files, 'test/golden/definitions/window-case.yaml');
  expect({ err, code }).toEqual({ err: '', code: 0 });
  expect(out).not.toContain('✗');
  expect(out.match(/^ {2}✓ /gm)!.length).toBeGreaterThan(18);
  expect(out.match(/all as written/g)).toHaveLength(3);
});
test('test: a wrong `then` is told and refused', async () => {
  const source = read('test/golden/definitions/window-case.yaml');
  const wrong = source.replace('outcome: partly-granted', 'outcome: granted');
  expect(wrong).not.toBe(source);
  const { out, code } = await run('test', written('wrong.yaml', wrong), 'definitions/five-in-parallel.yaml');
  expect(code).toBe(1);
  expect(out).toContain(
    '  ✗ acceptance-declined 一项不予受理 / One is not accepted\n      outcome: partly-granted, expected granted\n',
  );
  expect(out.match(/✗/g)).toHaveLength(1);
  expect(out).toContain('6 scenarios, 1 otherwise');
});
test('test: a scenario in a year without calendar does not hold', async () => {
  const source = read('test/golden/definitions/window-case.yaml');
  const { out, code } = await run('test', written('late.yaml', source.replaceAll('2026-', '2099-')));
  expect(code).toBe(1);
  expect(out).toMatch(/✗ all-granted .*\n {6}the calendar has no year 2099/);
});
test('test: a faulty definition is not played', async () => {
  const { out, err, code } = await run('test', 'test/golden/definitions/ten-faults.yaml');
  expect(code).toBe(1);
  expect(err).toContain('missing-legal-type');
  expect(out).toContain('nothing was played');
});

test('token: an unknown person is refused, with the way to the known ones', async () => {
  await expect(run('token', 'wang-xiaomin', '--data', folder)).rejects.toThrow(
    'There is no sample person wang-xiaomin; "lianban people" lists them.',
  );
});
test('people: lists who may be named', async () => {
  const { out } = await run('people');
  expect(out.trim().split('\n')).toHaveLength(samplePeople.length);
  expect(out).toContain('ma-yan  马燕  one-stop-window-clerk\n');
});
