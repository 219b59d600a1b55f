// Directions between the rooms: the repository keeps them, and each rule is seen to refuse.
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { execFile } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { buildTree, OFFENCES } from './offenders.ts';

const root = path.join(import.meta.dirname, '../..');
const config = path.join(root, '.dependency-cruiser.mjs');
const { default: rules } = (await import(config)) as { default: { forbidden: { name: string; comment: string }[] } };

interface Violation {
  readonly from: string;
  readonly to: string;
  readonly rule: { readonly name: string };
}
async function cruise(cwd: string): Promise<{ violations: Violation[]; modules: number }> {
  const program = path.join(root, 'node_modules/dependency-cruiser/bin/dependency-cruise.mjs');
  const run = promisify(execFile)(process.execPath, [program, '--config', config, '--output-type', 'json', '.'], {
    cwd,
    maxBuffer: 64 << 20,
    env: { ...process.env, NODE_OPTIONS: '' },
  });
  const { stdout } = await run.catch((error: { stdout: string }) => error); // ends with the count of violations
  const { summary } = JSON.parse(stdout) as { summary: { violations: Violation[]; totalCruised: number } };
  return { violations: summary.violations, modules: summary.totalCruised };
}

test('the repository keeps every direction', async () => {
  const { violations, modules } = await cruise(root);
  const cures = new Map(rules.forbidden.map((r) => [r.name, r.comment]));
  expect(violations.map((v) => `${v.from} → ${v.to}: ${v.rule.name}. ${cures.get(v.rule.name)}`)).toEqual([]);
  expect(modules).toBeGreaterThan(100);
});

test('each rule has an offender here, and says the cure', () => {
  expect([...new Set(OFFENCES.map((o) => o.rule))].sort()).toEqual(rules.forbidden.map((r) => r.name).sort());
  for (const { comment } of rules.forbidden) expect(comment.length).toBeGreaterThan(20);
});

describe('each rule refuses', () => {
  let dir: string;
  let wrong: Violation[];
  let right: Violation[];
  beforeAll(async () => {
    dir = fs.mkdtempSync(path.join(os.tmpdir(), 'lianban-architecture-'));
    for (const side of ['wrong', 'right'] as const) write(path.join(dir, side), buildTree(side));
    [wrong, right] = (await Promise.all([cruise(path.join(dir, 'wrong')), cruise(path.join(dir, 'right'))])).map(
      (r) => r.violations,
    ) as [Violation[], Violation[]];
  });
  afterAll(() => fs.rmSync(dir, { recursive: true, force: true }));

  test.each(OFFENCES.map((o) => [o.rule, o.file, o] as const))('%s: %s', (rule, file, offence) => {
    expect({ offence, found: wrong.filter((v) => v.from === file).map((v) => v.rule.name) }).toEqual({
      offence,
      found: expect.arrayContaining([rule]),
    });
  });
  test('and lets pass what is allowed', () => expect(right).toEqual([]));
});

function write(dir: string, tree: Map<string, string>): void {
  for (const [file, text] of tree) {
    fs.mkdirSync(path.dirname(path.join(dir, file)), { recursive: true });
    fs.writeFileSync(path.join(dir, file), text);
  }
  fs.copyFileSync(path.join(root, 'tsconfig.json'), path.join(dir, 'tsconfig.json'));
}
