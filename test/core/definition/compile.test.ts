// Definition → Plan: golden plans, frozen through and through, the same whatever the order of writing.
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { canonicalJson } from '../../../core/canonical.ts';
import { compileDefinition } from '../../../core/definition/compile.ts';
import { conditionsHash } from '../../../core/definition/conditions.ts';
import { parseDefinition } from '../../../core/definition/parse.ts';
import { planHash } from '../../../core/definition/plan-hash.ts';
import type { Definition } from '../../../core/definition/schema.ts';
import { compile, expectGolden, read, sha256, SHIPPED, shippedPlan } from './support.ts';

const definitionOf = (matter: string): Definition => parseDefinition(read('definitions', `${matter}.yaml`)).definition!;

describe.each(SHIPPED)('%s', (matter) => {
  test('compiles without a word of complaint to the golden plan', () => {
    const { plan, hash, scenarios, diagnostics } = compile(read('definitions', `${matter}.yaml`));
    expect(diagnostics).toEqual([]);
    expect(scenarios.length).toBeGreaterThanOrEqual(5);
    expectGolden(`plans/${matter}.json`, `${JSON.stringify({ hash, plan }, null, 2)}\n`);
  });

  test('the plan is frozen, canonical and holds no scenario', () => {
    const plan = shippedPlan(matter);
    const frozen = (value: unknown): boolean =>
      typeof value !== 'object' || value === null || (Object.isFrozen(value) && Object.values(value).every(frozen));
    expect(frozen(plan)).toBe(true);
    expect(JSON.parse(canonicalJson(plan))).toEqual(plan);
    expect(plan).not.toHaveProperty('scenarios');
    expect(plan).not.toHaveProperty('samples');
  });

  test('each item stands after everything it waits for', () => {
    const ids = shippedPlan(matter).items.map((i) => i.id);
    for (const item of shippedPlan(matter).items)
      for (const a of item.after) expect(ids.indexOf(a)).toBeLessThan(ids.indexOf(item.id));
  });
});

test('the order in which items, conditions, sources and sets are written changes nothing', () => {
  const definition = definitionOf('company-set-up');
  const plain = planHash(compileDefinition(definition), sha256);
  const shuffled = <T>(list: readonly T[]) =>
    fc.shuffledSubarray([...list], { minLength: list.length, maxLength: list.length });
  fc.assert(
    fc.property(
      shuffled(definition.items),
      shuffled(definition.sources),
      shuffled(Object.entries(definition.conditions)),
      fc.boolean(),
      (items, sources, conditions, reverse) => {
        const turned = items.map((i) => ({
          ...i,
          reads: { ...i.reads, form: reverse ? [...i.reads.form].reverse() : i.reads.form },
        }));
        const other = compileDefinition({
          ...definition,
          items: turned,
          sources,
          conditions: Object.fromEntries(conditions),
        });
        expect(planHash(other, sha256)).toBe(plain);
      },
    ),
    { numRuns: 50 },
  );
});

test('what a plan means changes its hash; scenarios and comments do not', () => {
  const text = read('definitions/five-in-parallel.yaml');
  const { hash } = compile(text);
  expect(hash).toMatch(/^[0-9a-f]{64}$/);
  expect(compile(`${text}\n# a comment\n`).hash).toBe(hash);
  expect(compile(text.slice(0, text.indexOf('samples:'))).hash).toBe(hash);
  expect(compile(text.replace('committed: 5wd', 'committed: 4wd')).hash).not.toBe(hash);
});

test('the conditions have a hash of their own', () => {
  const plan = shippedPlan('company-set-up');
  expect(conditionsHash(plan, sha256)).toBe(sha256(canonicalJson(plan.conditions)));
});

test('a cycle that reached the compiler is a bug, not a plan', () => {
  const definition = definitionOf('company-set-up');
  const items = definition.items.map((i) => (i.id === 'registration' ? { ...i, after: ['bank-account'] } : i));
  expect(() => compileDefinition({ ...definition, items })).toThrow(/can not be ordered/);
});

test('the golden window case compiles', () => {
  const { plan, diagnostics } = compile(read('test/golden/definitions/window-case.yaml'));
  expect(diagnostics).toEqual([]);
  expect(plan?.receipt).toMatchObject({ at: 'window', expires: { limit: { amount: 30, unit: 'd' } } });
  expect(plan?.items.map((i) => i.acceptance).sort()).toEqual(['item', 'window']);
});
