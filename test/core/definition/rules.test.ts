// The table of rules, each with its code, page, wrong and right example: seen to refuse and seen to be silent.
import { existsSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { RULES } from '../../../core/definition/rules.ts';
import { compile, expectGolden, GOLDEN, printed, read, ROOT } from './support.ts';

describe.each(RULES.map((rule) => [rule.id, rule] as const))('%s', (id) => {
  test('has its file, its page and its examples', () => {
    for (const file of [`core/definition/rules/${id}.ts`, `docs/rules/${id}.md`])
      expect(existsSync(path.join(ROOT, file))).toBe(true);
    expect(read(`docs/rules/${id}.md`)).toMatch(new RegExp(`^# ${id}\n`));
    for (const file of ['wrong.yaml', 'right.yaml'])
      expect(existsSync(path.join(GOLDEN, 'rules', id, file))).toBe(true);
  });

  test('refuses the wrong example, and only for its own reason', () => {
    const { diagnostics } = compile(read('test/golden/rules', id, 'wrong.yaml'));
    expect([...new Set(diagnostics.map((d) => d.code))]).toEqual([id]);
    for (const { message, line, column } of diagnostics) {
      expect(message.zh).toMatch(/[\u4e00-\u9fff]/);
      expect(message.en).not.toBe('');
      expect(line).toBeGreaterThan(1);
      expect(column).toBeGreaterThanOrEqual(1);
    }
    expectGolden(`rules/${id}/wrong.txt`, `${diagnostics.map(printed).join('\n')}\n`);
  });

  test('is silent about the right example', () => {
    const { plan, diagnostics } = compile(read('test/golden/rules', id, 'right.yaml'));
    expect(diagnostics).toEqual([]);
    expect(plan).toBeDefined();
  });
});

test('every file of rules/ stands in the table, every page and example belongs to a rule', () => {
  const ids = RULES.map((r) => r.id).sort();
  expect(new Set(ids).size).toBe(ids.length);
  expect(
    readdirSync(path.join(ROOT, 'core/definition/rules'))
      .map((f) => f.replace('.ts', ''))
      .sort(),
  ).toEqual(ids);
  expect(
    readdirSync(path.join(ROOT, 'docs/rules'))
      .filter((f) => f !== 'README.md')
      .map((f) => f.replace('.md', ''))
      .sort(),
  ).toEqual(ids);
  expect(readdirSync(path.join(GOLDEN, 'rules')).sort()).toEqual(ids);
});
