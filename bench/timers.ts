// `npm run bench:timers`: thousands of open cases whose time ends in the same second.
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { Command, InvalidArgumentError } from 'commander';
import type { Stack } from '../embedded/stack.ts';
import { playTimers, type Figures } from './timers/play.ts';

const options = new Command('npm run bench:timers --')
  .description('Lets the time of many open cases end in one second: lights, events, decisions meanwhile.')
  .option('--cases <n>', 'open cases', toCount, 10_000)
  .option('--lead <seconds>', 'time to start their runs before that second; 0: by the number of cases', toCount, 0)
  .option('--limit <seconds>', 'time in which all must be recorded', toCount, 300)
  .option('--json', 'print a last line for programs', false)
  .parse()
  .opts<{ cases: number; lead: number; limit: number; json: boolean }>();
/** Runs that a dev server starts on a busy machine, a second. */
const STARTS = 20;

const dataDir = fs.mkdtempSync(path.join(os.tmpdir(), 'lianban-timers-'));
const say = (line: string) => void process.stdout.write(`${line}\n`);
/** Ctrl-C leaves nothing behind. */
const onStart = (stack: Stack) => {
  for (const signal of ['SIGINT', 'SIGTERM'] as const)
    process.once(signal, () => void stack.stop().then(() => process.exit(130)));
};
const lead = options.lead || Math.ceil(options.cases / STARTS) + 30;
try {
  const figures = await playTimers({ ...options, lead, dataDir, say, onStart });
  print(figures);
  for (const fault of figures.faults.slice(0, 20)) say(`✗ ${fault}`);
  if (options.json) say(JSON.stringify(figures));
  process.exitCode = figures.faults.length > 0 ? 1 : 0;
} catch (error) {
  process.stderr.write(`The measurement failed: ${(error as Error).message}\n`);
  process.exitCode = 1;
} finally {
  fs.rmSync(dataDir, { recursive: true, force: true });
}

function print({ cases, conducted, readers, decisions, cpuSeconds, ...f }: Figures): void {
  const { before, after } = readers;
  say(`\n${cases} cases, due in one second; ${conducted} with a run that waits for it`);
  say(`lights before   ${before.red} of ${before.lights} red`);
  say(
    `lights after    ${after.red} of ${after.lights} red, seen within ${after.withinMs} ms, ${after.recorded} cases recorded by then`,
  );
  say(
    `recorded        ${f.recorded} of ${f.expected}, half within ${f.medianSeconds} s, the last after ${f.lastSeconds} s`,
  );
  for (const when of ['before', 'after'] as const) {
    const { count, p50, p99 } = decisions[when];
    say(`requests ${when.padEnd(7)}${count}: p50 ${p50} ms, p99 ${p99} ms`);
  }
  say(
    `CPU after       ${Object.entries(cpuSeconds)
      .map(([name, s]) => `${name} ${s} s`)
      .join(', ')}`,
  );
}

function toCount(text: string): number {
  const count = Number(text);
  if (!Number.isInteger(count) || count < 0) throw new InvalidArgumentError('A whole number.');
  return count;
}
