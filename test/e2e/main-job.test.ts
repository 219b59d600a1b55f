// The main job through the real product, over HTTP alone: one submission, registration first, the six others in parallel, the results.
// Every personal text carries a canary, which is found nowhere but in the answers to those who may read it.
import { execFile } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import path from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { sampleForm, sampleGuide, samplePdf, sampleRegistration } from '../../embedded/sample-company.ts';
import { startE2e, taskOf, until, type E2e } from './client.ts';
import { filesWith, holds, readHistories, readRows } from './search.ts';

const WANG = 'wang-xiaoming';
const PARALLEL = ['zhao-lei', 'sun-hui', 'zhou-min', 'wu-qiang', 'zheng-fang'];
const canary = `canary${randomBytes(8).toString('hex')}`;
const form = {
  ...sampleForm,
  companyName: `示范区${canary}有限公司`,
  businessScope: `软件开发；${canary}`,
  address: `示范区创新路 ${canary} 号`,
  contactName: canary,
  accountPurpose: `日常结算 ${canary}`,
};
let e: E2e;
beforeAll(async () => {
  e = await startE2e({ logLevel: 'debug' });
});
afterAll(() => e.close());

const get = (person: string | undefined, url: string) => e.call(person, 'GET', url);
async function submit(): Promise<string> {
  const materials: Record<string, string> = {};
  for (const material of ['articles-of-association', 'address-proof']) {
    const file = new FormData();
    const content = new Uint8Array(await samplePdf(material));
    file.append('file', new Blob([content], { type: 'application/pdf' }), `${canary}-${material}.pdf`);
    const uploaded = await e.call(WANG, 'POST', `/api/materials?matter=company-set-up&material=${material}`, file);
    expect(uploaded.status).toBe(201);
    materials[material] = uploaded.body.materialId;
  }
  const body = { matter: 'company-set-up', form, guide: sampleGuide, materials };
  const submitted = await e.call(WANG, 'POST', '/api/cases', body);
  expect(submitted).toMatchObject({ status: 201, body: { matter: 'company-set-up', status: 'open' } });
  return submitted.body.caseNo;
}
async function decide(person: string, caseNo: string, decision: object): Promise<void> {
  const { id, revision } = await taskOf(e.call, caseNo, person);
  const decided = await e.call(person, 'POST', `/api/tasks/${id}/decision`, { revision, ...decision });
  expect(decided).toMatchObject({ status: 200, body: { status: 'done' } });
}
const register = (caseNo: string) => decide('zhang-wei', caseNo, { outcome: 'granted', outputs: sampleRegistration });
const caseIs = (caseNo: string, good: (view: { status: string; items: { id: string; status: string }[] }) => boolean) =>
  until(async () => (await get(WANG, `/api/cases/${caseNo}`)).body, good);

let caseNo: string;
test('from the guide to the certificate', async () => {
  const guided = await e.call(undefined, 'POST', '/api/matters/company-set-up/guide', { answers: sampleGuide });
  expect(guided).toMatchObject({ status: 200 });
  expect(guided.body.items).toHaveLength(7);
  const asked = await get(undefined, '/api/matters/company-set-up/form');
  expect(asked.status).toBe(200);
  caseNo = await submit();
  const looked = async () => (await get(WANG, `/api/cases/${caseNo}?live=true`)).body;
  const waiting = await until(looked, (view) => view.live?.waitsFor.length > 0 && view.items[0].receivedAt !== null);
  expect(waiting.live).toMatchObject({ waitsFor: ['registration (market-regulation)'], failures: 0 });
  expect(waiting.items.filter((i: { receivedAt: string | null }) => i.receivedAt !== null)).toHaveLength(1);

  await register(caseNo);
  await Promise.all(PARALLEL.map((person) => decide(person, caseNo, { outcome: 'granted' })));
  const closed = await caseIs(caseNo, (view) => view.status === 'closed');
  expect(closed).toMatchObject({ outcome: 'granted' });
  expect(closed.items.map((i) => i.status)).toEqual(Array(7).fill('granted'));
  expect(e.stack.bank.log().requests).toEqual([expect.objectContaining({ mode: 'immediate', status: 200 })]);

  const results = (await get(WANG, `/api/cases/${caseNo}/results`)).body.items;
  expect(results).toHaveLength(7);
  const registration = results.find((r: { certificate: string | null }) => r.certificate !== null);
  expect(registration.outputs.map((o: { value: unknown }) => o.value)).toEqual(
    expect.arrayContaining(Object.values(sampleRegistration)),
  );
  const number = registration.certificate;
  const certificate = await get(WANG, `/api/certificates/${number}`);
  expect(certificate.body).toMatchObject({
    certificate: { number, caseNo, holder: form.companyName },
    jws: expect.stringMatching(/^[\w-]+\.[\w-]+\.[\w-]+$/),
  });
  const pdf = await get(WANG, `/api/certificates/${number}/pdf`);
  expect(pdf.raw.subarray(0, 5).toString()).toBe('%PDF-');
  const verified = await get(undefined, `/api/certificates/${number}/verification`);
  expect(verified).toMatchObject({ status: 200, body: { number, status: 'valid' } });
  expect(JSON.stringify(verified.body)).not.toContain(canary);
  expect((await get('li-na', `/api/certificates/${number}`)).status).toBe(404);
});

test('npx lianban audit verify finds the case whole', async () => {
  const cli = path.join(import.meta.dirname, '../../cli/lianban.mjs');
  const { NODE_OPTIONS: _jest, DATABASE_URL: _database, ...env } = process.env;
  const { stdout } = await promisify(execFile)(
    process.execPath,
    [cli, 'audit', 'verify', caseNo, '--data', e.dataDir],
    { env },
  );
  expect(stdout).toMatch(new RegExp(`^${caseNo}: \\d+ events in \\d+ chains: whole\n$`));
});

test('a bank that fails in words, refuses in words; an officer who gives reasons; an applicant who gives up', async () => {
  const answered = (mode: string) => async () => e.stack.bank.log().requests.filter((r) => r.mode === mode).length;
  const refused = await submit();
  e.stack.bank.control('error500', { canary });
  await register(refused);
  await until(answered('error500'), (n) => n > 0);
  e.stack.bank.control('wrong-body', { canary });
  await until(answered('wrong-body'), (n) => n > 0);
  e.stack.bank.control('refuse', { canary });
  await caseIs(refused, (view) => view.items.some((i) => i.status === 'refused'));
  const results = (await get(WANG, `/api/cases/${refused}/results`)).body.items;
  expect(results.find((r: { status: string }) => r.status === 'refused').reason).toContain(canary);
  const withdrawn = await e.call(WANG, 'POST', `/api/cases/${refused}/withdrawal`, { reason: `不办了 ${canary}` });
  expect(withdrawn.status).toBe(200);

  const denied = await submit();
  await decide('zhang-wei', denied, {
    outcome: 'refused',
    reason: `住所证明不实 ${canary}`,
    legalBasis: '市场主体登记管理条例第十九条',
  });
  await caseIs(denied, (view) => view.status === 'closed');
  const wrong = {
    matter: 'company-set-up',
    form: { ...form, employeeCount: canary, [canary]: canary },
    guide: sampleGuide,
    materials: {},
  };
  expect((await e.call(WANG, 'POST', '/api/cases', wrong)).status).toBe(422);
  const conducted = () => e.rows('select 1 from cases where conducted_seq < wake_seq');
  await until(conducted, (owed) => owed.length === 0);
});

test('none of these texts is kept in clear: no row, no history, no log, no file', async () => {
  const [rows, histories] = await Promise.all([readRows(e), readHistories(e.stack.temporalAddress)]);
  for (const [kept, least] of [
    [rows, 30],
    [histories, 3],
  ] as const) {
    expect(kept.filter((text) => holds(text, caseNo)).length).toBeGreaterThanOrEqual(kept === rows ? least : 1); // it can find
    expect(kept.length).toBeGreaterThanOrEqual(least);
    expect(kept.filter((text) => holds(text, canary)).map((text) => text.slice(0, 200))).toEqual([]);
  }
  await e.rows('checkpoint');
  expect(filesWith(e.dataDir, caseNo).map((file) => path.relative(e.dataDir, file).split(path.sep)[0])).toEqual(
    expect.arrayContaining(['postgres', expect.stringMatching(/^temporal\.sqlite/)]),
  );
  expect(filesWith(e.dataDir, canary)).toEqual([]);
});
