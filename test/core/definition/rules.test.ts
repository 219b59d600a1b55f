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

test('unlike units are compared so that no doubt is left', () => {
  const right = read('test/golden/rules/committed-exceeds-statutory/right.yaml');
  const found = (limits: string) =>
    compile(right.replace('statutory: 30d, committed: 3wd', limits)).diagnostics.filter((d) => d.severity === 'error');
  expect(right).toContain('statutory: 30d, committed: 3wd');
  expect(found('statutory: 10d, committed: 3wd')).toMatchObject([
    { code: 'committed-exceeds-statutory', hint: { en: expect.stringContaining('2n + 9') } },
  ]);
  expect(found('statutory: 15d, committed: 3wd')).toEqual([]);
  expect(found('statutory: 3wd, committed: 3d')).toEqual([]);
  expect(found('statutory: 3wd, committed: 4d')).toMatchObject([{ code: 'committed-exceeds-statutory' }]);
  expect(found('statutory: 0d, committed: 0wd')).toEqual([]);
});

test('what is promised for a commitment is no longer than the law allows either', () => {
  const right = read('test/golden/rules/committed-exceeds-statutory/right.yaml');
  const commitment = (committed: string) =>
    compile(
      right.replace(
        'refusable: false',
        `commitment: {committed: ${committed}, afterCheck: 60d, basis: {zh: 规则, en: Rule}}\n    refusable: false`,
      ),
    ).diagnostics.map((d) => `${d.code} ${d.path}`);
  expect(commitment('0wd')).toEqual([]);
  expect(commitment('31d')).toEqual(['committed-exceeds-statutory /items/1/commitment/committed']);
});

test('a cycle is told once, also among items of one id and beside cycles of others', () => {
  const text = read('test/golden/rules/cycle-in-after/wrong.yaml');
  const codes = compile(text.replace('after: [notice]', 'after: [notice, permit]')).diagnostics.map((d) => d.code);
  expect(codes).toContain('cycle-in-after');
  expect(new Set(codes)).toEqual(new Set(['cycle-in-after']));
});
