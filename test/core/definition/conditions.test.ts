// Conditions: checked once, evaluated to true, false or unknown, whatever is submitted.
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { checkCondition } from '../../../core/definition/condition-check.ts';
import { createEnvironment, planScope, type ConditionScope } from '../../../core/definition/condition-scope.ts';
import { evaluateConditions } from '../../../core/definition/conditions.ts';
import { evaluateByGuide, guideCombinations } from '../../../core/definition/three-valued.ts';
import type { Plan } from '../../../core/engine/plan.ts';
import { shippedPlan } from './support.ts';

const scope: ConditionScope = {
  guide: [
    { id: 'indoors', type: 'boolean' },
    { id: 'kind', type: 'choice' },
  ],
  fields: [
    { id: 'area', type: 'number' },
    { id: 'seats', type: 'integer' },
    { id: 'name', type: 'text' },
    { id: 'opensOn', type: 'date' },
    {
      id: 'persons',
      type: 'list',
      fields: [
        { id: 'share', type: 'number' },
        { id: 'role', type: 'choice' },
      ],
    },
  ],
};
const text = { zh: '字', en: 'word' };
/** A plan of nothing but these conditions over the scope above. */
const planWith = (conditions: Record<string, string>): Plan => ({
  ...shippedPlan('five-in-parallel'),
  conditions,
  guide: scope.guide.map((q) => ({ ...q, label: text })),
  form: {
    groups: [
      {
        id: 'all',
        label: text,
        fields: scope.fields.map(({ fields, ...f }) => ({
          ...f,
          label: text,
          required: true,
          ...(fields && { fields: fields.map((r) => ({ id: r.id, type: r.type, label: text, required: true })) }),
        })),
      },
    ],
  },
});
const one = (expression: string, form: unknown, guide: unknown = {}) =>
  evaluateConditions(planWith({ x: expression }), { form, guide })['x'];

describe('checking', () => {
  test.each([
    'guide.indoors && form.area > 100',
    'form.seats >= 50.0',
    'guide.kind in ["a", "b"]',
    'form["name"].startsWith("a")',
    'form.persons.exists(p, p.share > 50.0 && p.role == "owner")',
    'has(form.name) && size(form.name) > 3',
    'form.opensOn < "2026-07-01"',
  ])('%s is sound', (expression) => expect(checkCondition(expression, scope)).toEqual([]));

  test.each([
    ['form.aera > 1.0', 'unknown-field-in-condition', 0, 9],
    ['guide.outdoors', 'unknown-field-in-condition', 0, 14],
    ['guide.indoors && nothing', 'unknown-field-in-condition', 17, 24],
    ['form.persons.exists(p, p.shares > 1.0)', 'unknown-field-in-condition', 25, 31],
    ['form.area', 'condition-type', 0, 9],
    ['form.area > "x"', 'condition-type', 0, 15],
    ['form.seats == 3', 'condition-type', 0, 15],
    ['guide.indoors &&', 'condition-syntax', 16, 16],
    ['form.name.matches("^(a+)+$")', 'condition-refused', 0, 28],
    ['form.persons.all(a, form.persons.all(b, form.persons.all(c, true)))', 'condition-refused', 40, 65],
    [`guide.indoors ${'|| guide.indoors '.repeat(40)}`, 'condition-refused', 0, 694],
  ])('%s: %s', (expression, code, start, end) => {
    expect(checkCondition(expression, scope)).toMatchObject([{ code, start, end }]);
  });

  test('every unknown field is told, not only the first', () => {
    expect(checkCondition('form.a > 1.0 || form.b > 2.0 || guide.c', scope).map((f) => f.start)).toEqual([0, 16, 32]);
  });
  test('a number compared by == is told the cure', () => {
    expect(checkCondition('form.seats == 3', scope)[0]?.hint?.en).toContain('3.0');
  });
});

describe('evaluating', () => {
  test('true, false', () => {
    expect(one('form.area > 100', { area: 100.5 })).toBe(true);
    expect(one('form.seats == 3.0', { seats: 3 })).toBe(true);
    expect(one('form.persons.exists(p, p.share > 50.0)', { persons: [{ share: 20 }, { share: 30 }] })).toBe(false);
  });
  test('unknown names what is missing', () => {
    expect(one('form.area > 100', {})).toEqual({ unknown: ['/form/area'] });
    expect(one('guide.indoors && form.area > 1', { area: 5 }, {})).toEqual({ unknown: ['/guide/indoors'] });
    expect(one('form.persons.all(p, p.share > 1.0)', { persons: [{ share: 2 }, {}] })).toEqual({
      unknown: ['/form/persons/1/share'],
    });
    expect(one('form.area / 0.0 > form.seats && form.name > 3', { area: 1, seats: 1, name: 'x' })).toHaveProperty(
      'unknown',
    );
  });
  test('what is already decided needs no more', () => {
    expect(one('guide.indoors && form.area > 1', {}, { indoors: false })).toBe(false);
    expect(one('form.area > 1 || guide.indoors', {}, { indoors: true })).toBe(true);
  });
  test('a value of the wrong type is not there', () => {
    for (const area of ['5', null, true, Number.NaN, Infinity, [1], { valueOf: 1 }])
      expect(one('form.area > 1', { area })).toEqual({ unknown: ['/form/area'] });
  });
  test('inherited members are no answers', () => {
    expect(one('has(form.name)', Object.create({ name: 'x' }))).toBe(false);
  });
  test('a condition that can not be read is unknown, never true', () => {
    expect(one('form.area >', { area: 1 })).toEqual({ unknown: ['/form'] });
  });
  test('a shipped plan', () => {
    const plan = shippedPlan('company-set-up');
    expect(
      evaluateConditions(plan, {
        form: { premisesKind: 'leased', businessTerm: 'long' },
        guide: { hasEmployees: false, ownSeal: true },
      }),
    ).toEqual({
      'has-employees': false,
      'needs-seal': false,
      'premises-leased': true,
      'term-fixed': false,
    });
  });
});

test('never throws, whatever is submitted; never true by accident of nonsense', () => {
  const plan = planWith({
    a: 'guide.indoors && form.area > 1.0',
    b: 'form.persons.exists(p, p.share > form.area)',
    c: 'guide.kind == "x" || !guide.indoors',
    d: 'form.area / form.seats > 2.0',
  });
  const keys = fc.constantFrom(
    'area',
    'seats',
    'name',
    'persons',
    'share',
    'indoors',
    'kind',
    '__proto__',
    'constructor',
  );
  const anything = fc.oneof(
    fc.anything(),
    fc.dictionary(keys, fc.oneof(fc.anything(), fc.array(fc.dictionary(keys, fc.anything())))),
  );
  fc.assert(
    fc.property(anything, anything, (form, guide) => {
      const results = evaluateConditions(plan, { form, guide });
      for (const result of Object.values(results))
        expect(
          typeof result === 'boolean' || (result.unknown.length > 0 && result.unknown.every((p) => p.startsWith('/'))),
        ).toBe(true);
    }),
    { numRuns: 300 },
  );
});

describe('by the guide alone', () => {
  const environment = createEnvironment(scope);
  test.each([
    ['guide.indoors', { indoors: true }, true],
    ['guide.indoors', {}, 'unknown'],
    ['guide.indoors && form.area > 1.0', { indoors: false }, false],
    ['guide.indoors && form.area > 1.0', { indoors: true }, 'unknown'],
    ['form.area > 1.0 || !guide.indoors', { indoors: false }, true],
    ['guide.indoors ? form.area > 1.0 : false', { indoors: false }, false],
    ['guide.kind == "a" && guide.kind == "b"', { kind: 'a' }, false],
    ['has(form.name)', {}, 'unknown'],
    ['guide.indoors &&', {}, 'unknown'],
  ] as const)('%s with %j is %s', (expression, answers, truth) => {
    expect(evaluateByGuide(environment, expression, answers)).toBe(truth);
  });
  test('all combinations, up to a cap', () => {
    expect(
      guideCombinations([
        { id: 'a', values: [true, false] },
        { id: 'b', values: ['x', 'y', 'z'] },
      ]),
    ).toHaveLength(6);
    expect(
      guideCombinations(Array.from({ length: 13 }, (_, i) => ({ id: `q${i}`, values: [true, false] }))),
    ).toBeUndefined();
  });
  test('agrees with the whole evaluation wherever it is sure', () => {
    const plan = shippedPlan('company-set-up');
    const own = createEnvironment(planScope(plan));
    const forms = fc.record(
      { premisesKind: fc.constantFrom('own', 'leased'), businessTerm: fc.constantFrom('long', 'fixed') },
      { requiredKeys: [] },
    );
    fc.assert(
      fc.property(fc.record({ hasEmployees: fc.boolean(), ownSeal: fc.boolean() }), forms, (guide, form) => {
        const whole = evaluateConditions(plan, { form, guide });
        for (const [id, expression] of Object.entries(plan.conditions)) {
          const truth = evaluateByGuide(own, expression, guide);
          if (truth !== 'unknown') expect(whole[id]).toBe(truth);
        }
      }),
    );
  });
});
