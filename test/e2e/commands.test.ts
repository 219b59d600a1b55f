// The commands a newcomer runs, as he runs them: their exit code and the last line they print.
import { execFile } from 'node:child_process';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { expect, test } from '@jest/globals';

const root = path.join(path.dirname(fileURLToPath(import.meta.url)), '../..');
async function lastLine(file: string, ...args: string[]) {
  const env = { ...process.env, NODE_OPTIONS: '' };
  const run = promisify(execFile)(process.execPath, ['--import', 'tsx', path.join(root, file), ...args], {
    cwd: root,
    env,
    timeout: 110_000,
  });
  const { stdout } = await run;
  return { said: stdout, last: JSON.parse(stdout.trim().split('\n').at(-1)!) };
}

test('npm run demo: every result is there, within nine transitions', async () => {
  const { said, last } = await lastLine('embedded/demo.ts', '--json');
  expect(said).toContain('企业设立登记: 准予登记');
  expect(last).toMatchObject({ caseNo: expect.stringMatching(/^\d{22}/), status: 'closed' });
  expect(last.items).toHaveLength(7);
  for (const item of last.items)
    expect(item).toEqual({
      id: expect.any(String),
      status: 'granted',
      dueAt: expect.any(String),
      decidedAt: expect.any(String),
    });
  expect(last.certificates).toEqual([`${last.caseNo}-registration`]);
  expect(last.stateTransitions).toBeLessThanOrEqual(9);
}, 120_000);

test('npm run bench:cost: ours stays within its limits and below the hand-written workflow', async () => {
  // exit code 0 says the same of CPU; three cases are too few to lean on that, so it is not asserted here
  const run = lastLine('bench/cost.ts', '--cases', '3', '--json');
  const { last } = await run.catch((error: { stdout?: string }) => ({
    last: JSON.parse(error.stdout!.trim().split('\n').at(-1)!),
  }));
  const { ours, minimal } = last;
  expect(ours.stateTransitions).toBeLessThanOrEqual(5);
  expect(ours.events).toBeLessThanOrEqual(24);
  expect(ours.bytes).toBeLessThanOrEqual(4096);
  expect(ours.commits).toBeLessThanOrEqual(8);
  for (const figure of ['stateTransitions', 'events', 'bytes']) expect(ours[figure]).toBeLessThan(minimal[figure]);
}, 120_000);
