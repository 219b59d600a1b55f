// `lianban due` as a clerk runs it, and as a program does.
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { dueCommand } from '../../../cli/due.ts';
import { runCommand } from '../definition/run-command.ts';

const due = async (...args: string[]) => {
  const ran = await runCommand(dueCommand, ['due', ...args]);
  process.exitCode = 0;
  return ran;
};
const json = (text: string) => JSON.parse(text) as Record<string, unknown>;
const FROM = ['--from', '2026-02-11T10:00+08:00'];

describe('one period', () => {
  test('as JSON', async () => {
    const { code, out } = await due(...FROM, '--limit', '5wd', '--now', '2026-02-24T10:00+08:00', '--json');
    expect([code, json(out)]).toMatchObject([
      0,
      { due: '2026-02-25', dueAt: '2026-02-25T16:00:00.000Z', used: 4, left: 1, light: 'yellow', provisional: false },
    ]);
    expect(json(out)['ledger']).toMatchObject([{ kind: 'start', dueAfter: '2026-02-25' }]);
  });
  test('that stands still', async () => {
    const { out } = await due(...FROM, '--limit', '5wd', '--stop', '2026-02-12T10:00+08:00', '--json');
    expect(json(out)).toMatchObject({ due: null, dueAt: null, light: 'stopped' });
  });
  test('in a year without a notice', async () => {
    const { out } = await due('--from', '2026-12-30', '--limit', '10wd', '--json', '--now', '2026-12-31');
    expect(json(out)).toMatchObject({ provisional: true, light: 'green' });
  });
  test('as a table', async () => {
    const { code, out } = await due(...FROM, '--limit', '5wd', '--now', '2026-03-02');
    expect([code, out]).toEqual([0, expect.stringMatching(/届满 due +2026-02-25[\s\S]*红灯[\s\S]*起算/)]);
  });
});

describe('wrong input is one line and exit 2', () => {
  test.each([
    ['no start', ['--limit', '5wd']],
    ['a start without a zone', ['--from', '2026-02-11T10:00', '--limit', '5wd']],
    ['a date that does not exist', ['--from', '2026-02-30', '--limit', '5wd']],
    ['an hour that does not exist', ['--from', '2026-02-11T25:00+08:00', '--limit', '5wd']],
    ['a limit that is none', [...FROM, '--limit', '5 days']],
    ['a negative limit', [...FROM, '--limit=-5wd']],
    ['a resumption without a stop', [...FROM, '--limit', '5wd', '--resume', '2026-02-12']],
    ['a resumption before its stop', [...FROM, '--limit', '5wd', '--stop', '2026-02-13', '--resume', '2026-02-12']],
    ['two stops that stand still', [...FROM, '--limit', '5wd', '--stop', '2026-02-13', '2026-02-14']],
    ['an extension in another unit', [...FROM, '--limit', '5wd', '--extend', '3d@2026-02-12']],
    ['a percentage that is none', [...FROM, '--limit', '5wd', '--warn', '120%']],
    ['a calendar that is not there', [...FROM, '--limit', '5wd', '--calendar', '../../etc/passwd']],
    ['a year that the calendar lacks', ['--from', '2031-01-01', '--limit', '5wd']],
    ['a batch that is not there', ['--batch', '/no/such/file']],
  ])('%s', async (_name, args) => {
    const { code, out, err } = await due(...args);
    expect([code, out, err.trim().split('\n').length]).toEqual([2, '', 1]);
    expect(err).toMatch(/^lianban due: /);
  });
});

test('a batch: one result a line, a faulty line says so and the others stand', async () => {
  const file = path.join(fs.mkdtempSync(path.join(os.tmpdir(), 'lianban-due-')), 'asked.jsonl');
  const good = { from: '2026-02-11T10:00+08:00', limit: '5wd', stop: [], resume: [], extend: ['3wd@2026-02-12'] };
  const lines = [good, { ...good, limit: '?' }, { ...good, stops: [] }].map((l) => JSON.stringify(l));
  fs.writeFileSync(
    file,
    [...lines, 'no json', '', JSON.stringify({ ...good, now: '2026-02-26', warn: '80%' })].join('\n'),
  );
  const { code, out } = await due('--batch', file);
  const results = out.trim().split('\n').map(json);
  expect(code).toBe(2);
  expect(results).toMatchObject([{ due: '2026-02-28' }, { line: 2 }, { line: 3 }, { line: 4 }, { light: 'green' }]);
});

test('10,000 lines in under 5 s', async () => {
  const file = path.join(fs.mkdtempSync(path.join(os.tmpdir(), 'lianban-due-')), 'many.jsonl');
  const line = (n: number) => ({
    from: `${2019 + (n % 8)}-${String((n % 12) + 1).padStart(2, '0')}-11T10:00+08:00`,
    limit: `${n % 60}${n % 2 ? 'wd' : 'd'}`,
    now: '2026-11-23',
  });
  fs.writeFileSync(file, Array.from({ length: 10_000 }, (_, n) => JSON.stringify(line(n))).join('\n'));
  const started = performance.now();
  const { code, out } = await due('--batch', file);
  expect([code, out.trim().split('\n').length]).toEqual([0, 10_000]);
  expect(performance.now() - started).toBeLessThan(5_000);
});
