// A submission against the form of company set-up: every fault at once, as JSON pointers, never the value itself.
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { evaluateConditions } from '../../../core/definition/conditions.ts';
import { checkSubmission, type Submission } from '../../../core/definition/form.ts';
import { FORM_FAULTS } from '../../../core/definition/form-fault.ts';
import { askedMaterials, checkMaterials } from '../../../core/definition/form-materials.ts';
import { compile, read, shippedPlan } from './support.ts';

const plan = shippedPlan('company-set-up');
const { given } = compile(read('definitions/company-set-up.yaml')).scenarios.find((s) => s.id === 'all-granted')!;
const form: Record<string, unknown> = given.form;
const persons = form['persons'] as Record<string, unknown>[];
const [boss, ...others] = persons;

const faults = (changes: Record<string, unknown>, more: Partial<Submission> = {}) =>
  checkSubmission(plan, { form: { ...form, ...changes }, guide: given.guide, ...more }).map(
    (f) => `${f.pointer} ${f.code}`,
  );
const without = (...ids: string[]) => Object.fromEntries(Object.entries(form).filter(([id]) => !ids.includes(id)));

test('what the scenarios submit has no fault', () => expect(checkSubmission(plan, given)).toEqual([]));

describe('single faults', () => {
  test.each<[Record<string, unknown>, string]>([
    [{ companyName: undefined }, '/form/companyName missing'],
    [{ companyName: '   ' }, '/form/companyName missing'],
    [{ companyName: null }, '/form/companyName missing'],
    [{ companyNameAlternate: null }, '/form/companyNameAlternate wrong-type'],
    [{ companyName: 5 }, '/form/companyName wrong-type'],
    [{ companyName: '公司' }, '/form/companyName too-short'],
    [{ companyName: '司'.repeat(101) }, '/form/companyName too-long'],
    [{ companyName: '司'.repeat(10_000_000) }, '/form/companyName too-long'],
    [{ companyName: '公司名称\u0000' }, '/form/companyName bad-characters'],
    [{ companyKind: 'club' }, '/form/companyKind not-an-option'],
    [{ companyKind: 'toString' }, '/form/companyKind not-an-option'],
    [{ registeredCapital: '100' }, '/form/registeredCapital wrong-type'],
    [{ registeredCapital: 1.5 }, '/form/registeredCapital wrong-type'],
    [{ registeredCapital: 1e20 }, '/form/registeredCapital wrong-type'],
    [{ registeredCapital: 0 }, '/form/registeredCapital too-small'],
    [{ registeredCapital: 100000000000001 }, '/form/registeredCapital too-big'],
    [{ capitalDueOn: '2026-02-30' }, '/form/capitalDueOn bad-date'],
    [{ capitalDueOn: '2026-2-3' }, '/form/capitalDueOn bad-date'],
    [{ wantsInvoices: 'yes' }, '/form/wantsInvoices wrong-type'],
    [{ contactPhone: '12345' }, '/form/contactPhone bad-phone'],
    [{ contactPhone: '+8613800000000' }, '/form/contactPhone bad-phone'],
    [{ parentCreditCode: '91350100M000100Y44' }, '/form/parentCreditCode bad-credit-code'],
    [{ parentCreditCode: '91350100I000100Y43' }, '/form/parentCreditCode bad-credit-code'],
    [{ persons: 'nobody' }, '/form/persons wrong-type'],
    [{ persons: [] }, '/form/persons too-few-rows'],
    [{ persons: Array.from({ length: 51 }, () => boss) }, '/form/persons too-many-rows'],
    [
      { persons: [{ ...boss, identityNumber: '310199199003070015' }, ...others] },
      '/form/persons/0/identityNumber bad-identity-number',
    ],
    [
      { persons: [{ ...boss, identityNumber: '310199199002300014' }, ...others] },
      '/form/persons/0/identityNumber bad-identity-number',
    ],
    [{ persons: [{ ...boss, age: 5 }, ...others] }, '/form/persons/0/age unknown'],
    [{ persons: [{ ...boss, share: 61 }, ...others] }, '/form/persons wrong-sum'],
    [
      {
        persons: [
          { ...boss, share: -1 },
          { ...boss, share: 101 },
        ],
      },
      '/form/persons/0/share too-small',
    ],
    [{ colour: 'red' }, '/form/colour unknown'],
    [{ 'a/b~c': 1 }, '/form/a~1b~0c unknown'],
    [{ premisesKind: 'own' }, '/form/leaseEndsOn not-asked'],
    [{ businessTerm: 'fixed' }, '/form/termEndsOn missing'],
    [{ premisesKind: undefined, leaseEndsOn: undefined }, '/form/premisesKind missing'],
  ])('%j', (changes, fault) => expect(faults(changes)).toContain(fault));

  test.each(['13800000000', '021-60000000', '02160000000', '0571-88888888', '010-62345678-123'])(
    '%s is a phone',
    (contactPhone) => expect(faults({ contactPhone })).toEqual([]),
  );
  test('a rare character counts as one', () => {
    expect(faults({ contactName: '𠮷𠮷' })).toEqual([]);
    expect(faults({ contactName: '𠮷' })).toEqual(['/form/contactName too-short']);
    expect(faults({ contactName: '\ud842x' })).toEqual(['/form/contactName bad-characters']);
  });
  test('shares in decimals add up as people add', () => {
    const shares = [33.3, 33.3, 33.4].map((share) => ({ ...boss, share }));
    expect(faults({ persons: shares })).toEqual([]);
  });
});

describe('conditional fields, guide and choices', () => {
  test('a group that is not asked: its fields are not demanded, and refused when given', () => {
    const guide = { hasEmployees: false, ownSeal: false };
    const found = checkSubmission(plan, { form, guide }).map((f) => `${f.pointer} ${f.code}`);
    expect(found).toEqual(
      ['employeeCount', 'averageMonthlyWage', 'insuredFrom', 'housingFundRate'].map((f) => `/form/${f} not-asked`),
    );
    expect(
      checkSubmission(plan, {
        form: without('employeeCount', 'averageMonthlyWage', 'insuredFrom', 'housingFundRate'),
        guide,
      }),
    ).toEqual([]);
  });
  test('the guide', () => {
    expect(faults({}, { guide: {} })).toEqual(['/guide/hasEmployees missing', '/guide/ownSeal missing']);
    expect(faults({}, { guide: { hasEmployees: 'true', ownSeal: false } })).toEqual(['/guide/hasEmployees wrong-type']);
    expect(faults({}, { guide: { ...given.guide, more: 1 } })).toEqual(['/guide/more unknown']);
    expect(faults({}, { guide: null })).toContain('/guide wrong-type');
  });
  test('deselected and held', () => {
    expect(faults({}, { deselected: ['bank-account'], held: ['seal-engraving'] })).toEqual([]);
    expect(faults({}, { deselected: ['registration', 'nothing', 3] })).toEqual([
      '/deselected/0 not-optional',
      '/deselected/1 unknown-item',
      '/deselected/2 wrong-type',
    ]);
    expect(faults({}, { held: ['bank-account'] })).toEqual(['/held/0 not-held']);
    expect(faults({}, { deselected: ['bank-account', 'bank-account'] })).toEqual(['/deselected/1 chosen-twice']);
    expect(faults({}, { deselected: 'bank-account' })).toEqual(['/deselected wrong-type']);
  });
  test('not a form at all', () => {
    for (const nothing of [null, undefined, 'x', 5, [], [form]])
      expect(checkSubmission(plan, { form: nothing, guide: given.guide })[0]).toMatchObject({
        pointer: '/form',
        code: 'wrong-type',
      });
  });
});

describe('materials', () => {
  const asked = (changes: Record<string, unknown>, guide: unknown, choice = {}) =>
    askedMaterials(plan, evaluateConditions(plan, { form: { ...form, ...changes }, guide }), choice).map(
      (m) => `${m.id} ${m.asked}`,
    );
  test('what the situation asks for', () => {
    expect(asked({}, given.guide)).toEqual([
      'articles-of-association required',
      'address-proof required',
      'lease-contract required',
      'appointment-resolution optional',
      'seal-sample optional',
    ]);
    expect(asked({ premisesKind: 'own' }, given.guide)).not.toContain('lease-contract required');
    expect(asked({ premisesKind: 5 }, given.guide)).toContain('lease-contract depends');
    expect(asked({}, { hasEmployees: true, ownSeal: true }).join()).not.toContain('seal-sample');
    expect(asked({}, given.guide, { held: ['seal-engraving'] }).join()).not.toContain('seal-sample');
  });
  test('missing, unknown and not asked for', () => {
    const conditions = evaluateConditions(plan, { form: { ...form, premisesKind: 'own' }, guide: given.guide });
    const found = checkMaterials(plan, conditions, {}, ['address-proof', 'lease-contract', 'photo']);
    expect(found.map((f) => `${f.pointer} ${f.code}`)).toEqual([
      '/materials/articles-of-association missing',
      '/materials/lease-contract not-asked',
      '/materials/photo unknown-material',
    ]);
  });
});

describe('properties', () => {
  const wrongs: [string, unknown][] = [
    ['companyName', 5],
    ['companyKind', 'club'],
    ['registeredCapital', -1],
    ['capitalDueOn', 'tomorrow'],
    ['address', ''],
    ['contactPhone', 'none'],
    ['parentCreditCode', 'X'],
    ['wantsInvoices', 1],
    ['persons', [{}]],
    ['extra', true],
  ];
  test('faults are told together: all of a set of faults, and none besides', () => {
    fc.assert(
      fc.property(fc.subarray(wrongs), (chosen) => {
        const found = checkSubmission(plan, { form: { ...form, ...Object.fromEntries(chosen) }, guide: given.guide });
        const fields = new Set(found.map((f) => f.pointer.split('/')[2]));
        expect([...fields].sort()).toEqual(chosen.map(([id]) => id).sort());
      }),
    );
  });
  test('nothing thrown, nothing of the value told, whatever is submitted', () => {
    const keys = fc.constantFrom(...Object.keys(form), '__proto__', 'constructor', 'length');
    const anything = fc.oneof(
      fc.anything(),
      fc.dictionary(keys, fc.anything()),
      fc.record({ persons: fc.array(fc.dictionary(keys, fc.anything())) }),
    );
    fc.assert(
      fc.property(anything, anything, fc.anything(), fc.anything(), (f, guide, deselected, held) => {
        for (const fault of checkSubmission(plan, { form: f, guide, deselected, held })) {
          expect(FORM_FAULTS).toContain(fault.code);
          expect(fault.pointer).toMatch(/^\/(form|guide|deselected|held)/);
          expect(fault.message.zh).not.toBe('');
        }
      }),
      { numRuns: 300 },
    );
    const canary = 'CANARY-31415926';
    const all = Object.fromEntries(Object.keys(form).map((id) => [id, canary]));
    expect(
      JSON.stringify(
        checkSubmission(plan, {
          form: { ...all, persons: [{ name: canary, share: canary }] },
          guide: { hasEmployees: canary },
        }),
      ),
    ).not.toContain(canary);
  });
});
