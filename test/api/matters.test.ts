// The catalogue tells what the definition knows, and to anybody.
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { createTestApp, type TestApp } from '../support/test-app.ts';
import { fiveInParallel } from '../support/test-ledger.ts';

let a: TestApp;
beforeAll(async () => {
  a = await createTestApp();
});
afterAll(() => a.close({ cases: 'none' }));

test('a limit is told with the extension the law allows, and where that was read', async () => {
  const { status, body } = await a.call(undefined, 'GET', '/api/matters/company-set-up');
  expect(status).toBe(200);
  const extensions = body.items.map((i: { id: string; extension: string | null }) => [i.id, i.extension]);
  expect(extensions).toContainEqual(['registration', '3wd']);
  expect(extensions.filter(([, e]: [string, string | null]) => e !== null)).toHaveLength(1);
  const path = '/items/registration/limits/extension';
  expect(body.sources).toContainEqual({
    path,
    source: { document: '中华人民共和国市场主体登记管理条例', article: '第十九条' },
  });
});

test('organs are told by name; what may be held, committed to or given later is told beforehand', async () => {
  const { body } = await a.call(undefined, 'GET', '/api/matters/company-set-up');
  expect(body.leadName).toEqual({ zh: '示范区市场监督管理局', en: 'Market Regulation Bureau' });
  const seal = body.items.find((i: { id: string }) => i.id === 'seal-engraving');
  expect(seal).toMatchObject({ organName: { zh: '示范区公安局' }, heldBy: 'seal-filing-receipt', commitment: null });
  expect(body.materials.find((m: { id: string }) => m.id === 'address-proof').tolerated).toBeNull();
  const timed = (await a.call(undefined, 'GET', '/api/matters/timed-procedures')).body;
  expect(timed.items.some((i: { commitment: unknown }) => i.commitment !== null)).toBe(true);
  expect(timed.materials.some((m: { tolerated: unknown }) => m.tolerated !== null)).toBe(true);
});

describe('a draft is checked by the code that will check the submission', () => {
  const check = (body: object) => a.call(undefined, 'POST', '/api/matters/company-set-up/check', body);
  const ids = (list: { id: string }[]) => list.map(({ id }) => id);

  test('what is asked follows from what is told so far', async () => {
    const { status, body } = await check({});
    expect(status).toBe(200);
    expect(body.fields).toContainEqual({ id: 'companyName', asked: true, required: true });
    expect(body.fields).toContainEqual({ id: 'leaseEndsOn', asked: 'depends', required: true });
    const told = (await check({ form: { premisesKind: 'own' }, guide: { hasEmployees: false, ownSeal: false } })).body;
    expect(ids(told.fields)).not.toContain('leaseEndsOn');
    expect(ids(told.fields)).not.toContain('employeeCount');
    expect(ids(told.materials)).not.toContain('lease-contract');
    expect(told.items).toContainEqual({ id: 'medical-insurance', applies: false });
    const held = (await check({ guide: { hasEmployees: false, ownSeal: false }, held: ['seal-engraving'] })).body;
    expect(held.items).toContainEqual({ id: 'seal-engraving', applies: false });
  });
  test('every fault is told with its place, papers too, and never the value', async () => {
    const { body } = await check({
      form: { contactPhone: '12-secret-34' },
      guide: { hasEmployees: true, ownSeal: true },
    });
    const faults = body.faults.map((f: { pointer: string; code: string }) => `${f.pointer} ${f.code}`);
    expect(faults).toEqual(
      expect.arrayContaining([
        '/form/contactPhone bad-phone',
        '/form/companyName missing',
        '/materials/address-proof missing',
      ]),
    );
    expect(JSON.stringify(body)).not.toContain('12-secret-34');
  });
  test('what may be submitted has no fault; a matter that is none, and a body that is none, are refused', async () => {
    const { guide, form, materials } = fiveInParallel();
    const good = { guide, form, materials: Object.keys(materials ?? {}) };
    expect((await a.call(undefined, 'POST', '/api/matters/five-in-parallel/check', good)).body.faults).toEqual([]);
    expect((await a.call(undefined, 'POST', '/api/matters/no-such/check', {})).body.code).toBe('matter-not-found');
    expect((await check({ form: [] })).status).toBe(400);
    expect((await check({ surprise: 1 })).status).toBe(400);
  });
});
