// Children of a stack: ready when they say so, ended by themselves when asked, gone when the parent was killed.
import { spawn } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { pathToFileURL } from 'node:url';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { startChild } from '../../embedded/child-process.ts';

let dir: string;
beforeEach(() => {
  dir = fs.mkdtempSync(path.join(os.tmpdir(), 'lianban-child-'));
});
afterEach(() => {
  fs.rmSync(dir, { recursive: true, force: true });
});
const environment = { PATH: process.env.PATH ?? '' };
function entry(text: string): string {
  const file = path.join(dir, 'entry.mts');
  fs.writeFileSync(file, text);
  return file;
}
const LISTENS = `import http from 'node:http';
const server = http.createServer().listen(0, '127.0.0.1');
process.on('SIGTERM', () => server.close());
console.log('listening');
process.send?.({ ready: true });`;
const isAlive = (pid: number) => {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
};

test('is stopped without force when it closes what it has; its output is in the log', async () => {
  const log = path.join(dir, 'log');
  const child = await startChild({ name: 'sample', entry: entry(LISTENS), environment, log });
  expect(isAlive(child.pid)).toBe(true);
  await child.stop();
  expect(await child.exited).toBe(0); // SIGKILL here: the channel kept it alive
  await child.stop();
  expect(fs.readFileSync(log, 'utf8')).toContain('listening');
});

test('kill ends it at once', async () => {
  const child = await startChild({ name: 'sample', entry: entry(LISTENS), environment });
  await child.kill('SIGKILL');
  expect(await child.exited).toBe('SIGKILL');
});

test('one that ends before it is ready is refused with its last words', async () => {
  const failing = entry(`console.error('DATABASE_URL is not set'); process.exit(3);`);
  await expect(startChild({ name: 'sample', entry: failing, environment })).rejects.toThrow(
    /sample ended \(3\) before it was ready:[^]*DATABASE_URL is not set/,
  );
});

test('goes when its parent was killed', async () => {
  const module = pathToFileURL(path.resolve('embedded/child-process.ts')).href;
  const parentFile = path.join(dir, 'parent.mts');
  fs.writeFileSync(
    parentFile,
    `import { startChild } from '${module}';
const child = await startChild({ name: 'sample', entry: ${JSON.stringify(entry(LISTENS))}, environment: { PATH: process.env.PATH! } });
process.stdout.write(String(child.pid));`,
  );
  const parent = spawn(process.execPath, ['--import', 'tsx', parentFile], { stdio: ['ignore', 'pipe', 'inherit'] });
  const pid = await new Promise<number>((resolve) => parent.stdout.once('data', (data) => resolve(Number(data))));
  expect(isAlive(pid)).toBe(true);
  parent.kill('SIGKILL');
  for (let i = 0; i < 100 && isAlive(pid); i += 1) await sleep(50);
  expect(isAlive(pid)).toBe(false);
});
