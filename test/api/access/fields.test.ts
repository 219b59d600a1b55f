// What an officer sees of the form and the papers is what the definition lets his item read, and of other items' results what it builds on.
import fs from 'node:fs';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { parse } from 'yaml';
import { createTestApp, type TestApp } from '../../support/test-app.ts';
import { requestOf } from '../../support/test-ledger.ts';

interface Item {
  readonly id: string;
  readonly organs: { readonly decides: string };
  readonly after?: readonly string[];
  readonly reads: { readonly form?: readonly string[]; readonly materials?: readonly string[] };
}
interface Definition {
  readonly items: readonly Item[];
  readonly samples: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
}
/** Read here by itself: nothing of the program says what it should let through. */
const definition = parse(fs.readFileSync('definitions/company-set-up.yaml', 'utf8')) as Definition;
const form = definition.samples['leased-office']!;
const PAPERS = ['articles-of-association', 'address-proof', 'lease-contract'];
const OFFICERS: Readonly<Record<string, string>> = {
  'market-regulation': 'zhang-wei',
  'public-security': 'zhao-lei',
  tax: 'sun-hui',
  'human-resources': 'zhou-min',
  'medical-insurance': 'wu-qiang',
  'housing-fund': 'zheng-fang',
  'demo-bank': 'he-lin',
};
let a: TestApp;
let caseNo = '';
beforeAll(async () => {
  a = await createTestApp();
  const materials: Record<string, string> = {};
  for (const material of PAPERS) {
    const file = {
      matter: 'company-set-up',
      material,
      fileHash: 'f',
      size: 1,
      mediaType: 'application/pdf',
      name: 'a.pdf',
    };
    materials[material] = (await a.t.contents.addMaterial(requestOf('wang-xiaoming'), file)).materialId;
  }
  const guide = { hasEmployees: true, ownSeal: false };
  const submission = { matter: 'company-set-up', form, guide, materials, deselected: [], held: [] };
  caseNo = (await a.t.ledger.submit(requestOf('wang-xiaoming'), submission)).caseNo;
  await a.t.ledger.advance(caseNo);
  const outputs = { creditCode: '91310199MA1TERT01J', licenceNo: '310199000000001' };
  const grant = { type: 'decide', item: 'registration', revision: 1, outcome: 'granted', outputs } as const;
  await a.t.ledger.apply(caseNo, requestOf('zhang-wei'), grant);
  await a.t.ledger.advance(caseNo);
});
afterAll(() => a.close());

test.each(definition.items.map((item) => [item.id, item] as const))('%s', async (id, item) => {
  const officer = OFFICERS[item.organs.decides]!;
  const status = id === 'registration' ? '&status=ended' : '';
  const [task] = (await a.call(officer, 'GET', `/api/tasks?case=${caseNo}&item=${id}${status}`)).body.tasks;
  const seen = (await a.call(officer, 'GET', `/api/tasks/${task.id}`)).body;
  const ids = (list: readonly Record<string, unknown>[], key: string) => list.map((each) => each[key] as string).sort();
  const given = (item.reads.form ?? []).filter((field) => form[field] !== undefined);
  expect(ids(seen.form, 'id')).toEqual([...given].sort());
  expect(ids(seen.materials, 'material')).toEqual(PAPERS.filter((p) => item.reads.materials?.includes(p)).sort());
  expect(ids(seen.predecessors, 'item')).toEqual([...(item.after ?? [])].sort());
  // of results: those of his own organ's items alone
  const results = (await a.call(officer, 'GET', `/api/cases/${caseNo}/results`)).body.items;
  const own = definition.items.filter((i) => i.organs.decides === item.organs.decides).map((i) => i.id);
  expect(ids(results, 'id').filter((other) => !own.includes(other))).toEqual([]);
  // and of papers that his item does not read, nothing
  for (const [material, materialId] of Object.entries(await papers()))
    expect([material, (await a.call(officer, 'GET', `/api/materials/${materialId}`)).status === 404]).toEqual([
      material,
      !item.reads.materials?.includes(material),
    ]);
});

async function papers(): Promise<Record<string, string>> {
  const { rows } = await a.t.database.pool.query<{ material: string; material_id: string }>(
    'select material, material_id from case_materials where case_no = $1',
    [caseNo],
  );
  return Object.fromEntries(rows.map((r) => [r.material, r.material_id]));
}
