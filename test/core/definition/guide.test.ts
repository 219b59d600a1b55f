// The guide: what has to be done, what to bring, how long it takes; and the form as JSON Schema, agreeing with the check.
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { z } from 'zod';
import { drawPlan } from '../../../core/definition/diagram.ts';
import { formJsonSchema } from '../../../core/definition/form-schema.ts';
import { criticalPath, evaluateGuide } from '../../../core/definition/guide.ts';
import { compile, departments, expectGolden, read, shippedPlan } from './support.ts';

const plan = shippedPlan('company-set-up');
const applies = (answers: unknown) =>
  Object.fromEntries(evaluateGuide(plan, answers).items.map((i) => [i.id, i.applies]));

describe('guide', () => {
  test('no employees, own seal', () => {
    expect(applies({ hasEmployees: false, ownSeal: true })).toEqual({
      registration: true,
      'bank-account': true,
      'housing-fund': false,
      'insured-employees': false,
      'medical-insurance': false,
      'seal-engraving': false,
      'tax-and-invoices': true,
    });
  });
  test('what is not answered yet depends', () => {
    const result = evaluateGuide(plan, { ownSeal: 'yes' });
    expect(result.missingAnswers).toEqual(['hasEmployees', 'ownSeal']);
    expect(result.items.find((i) => i.id === 'housing-fund')).toMatchObject({
      applies: 'depends',
      organ: 'housing-fund',
      committedLimit: { amount: 1, unit: 'wd' },
    });
    expect(result.materials.find((m) => m.id === 'lease-contract')).toMatchObject({
      asked: 'depends',
      maxBytes: 10_485_760,
    });
  });
  test('the predicted limit: the case, and the longest chain', () => {
    expect(evaluateGuide(plan, {}).predictedLimit).toEqual({
      case: { amount: 4, unit: 'wd' },
      criticalPath: { workingDays: 3, items: ['registration', 'bank-account'] },
    });
    const limits = (amount: number) => ({ committed: { amount, unit: 'wd' as const } });
    const chain = [
      { id: 'a', after: [], limits: limits(2) },
      { id: 'b', after: [], limits: limits(3) },
      { id: 'c', after: ['a', 'gone'], limits: limits(4) },
    ];
    expect(criticalPath(chain)).toEqual({ workingDays: 6, items: ['a', 'c'] });
    expect(criticalPath([])).toEqual({ workingDays: 0, items: [] });
  });
  test('nonsense is no answer', () => {
    fc.assert(fc.property(fc.anything(), (answers) => expect(evaluateGuide(plan, answers).items).toHaveLength(7)));
  });
});

describe('form as JSON Schema', () => {
  const facts = { 'has-employees': true, 'needs-seal': true, 'premises-leased': true, 'term-fixed': false };

  test.each(['zh', 'en'] as const)('golden, %s', (language) => {
    expectGolden(
      `forms/company-set-up.${language}.json`,
      `${JSON.stringify(formJsonSchema(plan, language), null, 2)}\n`,
    );
  });
  test('is a JSON Schema that takes what the check takes', () => {
    const { given } = compile(read('definitions/company-set-up.yaml')).scenarios[0]!;
    const schema = z.fromJSONSchema(formJsonSchema(plan, 'zh', { facts }));
    const validate = (value: unknown) => schema.safeParse(value).success;
    expect(validate(given.form)).toBe(true);
    for (const wrong of [
      { companyName: undefined },
      { companyKind: 'club' },
      { registeredCapital: 1.5 },
      { persons: [{}] },
      { more: 1 },
      { contactPhone: '1' },
    ])
      expect(validate(JSON.parse(JSON.stringify({ ...given.form, ...wrong })))).toBe(false);
  });
  test('a condition not known yet demands nothing; known, it demands or leaves out', () => {
    const schema = (known: Record<string, boolean>) =>
      formJsonSchema(plan, 'en', { facts: known }) as {
        required: string[];
        properties: Record<string, { 'x-when'?: string }>;
      };
    expect(schema({}).required).not.toContain('leaseEndsOn');
    expect(schema({}).properties['leaseEndsOn']?.['x-when']).toBe('premises-leased');
    expect(schema({}).properties['employeeCount']?.['x-when']).toBe('has-employees');
    expect(schema(facts).required).toContain('leaseEndsOn');
    expect(schema(facts).properties['leaseEndsOn']).not.toHaveProperty('x-when');
    expect(schema(facts).properties).not.toHaveProperty('termEndsOn');
    expect(schema({ 'has-employees': false }).properties).not.toHaveProperty('employeeCount');
  });
});

test('the diagram, golden in both languages', () => {
  for (const language of ['zh', 'en'] as const)
    expectGolden(`diagrams/company-set-up.${language}.mmd`, drawPlan(plan, departments, language));
  const window = compile(read('test/golden/definitions/window-case.yaml')).plan!;
  expect(drawPlan(window, departments, 'en')).toContain('submitted([Submitted]) --> received([Received])');
  const evil = { ...window, items: window.items.map((i) => ({ ...i, name: { zh: '"]<b>', en: '"]<b>' } })) };
  expect(drawPlan(evil, departments, 'en')).not.toContain('"]<b>');
});
