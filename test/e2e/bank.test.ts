// The sample bank misbehaves in every way it knows, against the real API and the real worker: nothing it does ever approves by accident.
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { BankMode } from '../../embedded/bank-answers.ts';
import { createHttpClient, type HttpClient } from '../../embedded/http-client.ts';
import { sampleForm, samplePdf, sampleRegistration } from '../../embedded/sample-company.ts';
import { startStack, type Stack } from '../../embedded/stack.ts';

const APPLICANT = 'wang-xiaoming';
const dataDir = fs.mkdtempSync(path.join(os.tmpdir(), 'lianban-bank-'));
let stack: Stack;
let http: HttpClient;
beforeAll(async () => {
  const settings = { DELIVERY_LIMIT_SECONDS: '3', DELIVERY_ATTEMPT_SECONDS: '1', RATE_LIMIT_PER_MINUTE: '100000' };
  stack = await startStack({ dataDir, ports: 'any', settings });
  http = createHttpClient(stack.url, (person) => stack.token(person));
});
afterAll(async () => {
  await stack?.stop();
  fs.rmSync(dataDir, { recursive: true, force: true });
});

interface View {
  caseNo: string;
  status: string;
  items: { id: string; status: string; dispatch: string | null }[];
}
const sleep = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));
async function until<T>(look: () => Promise<T> | T, good: (found: T) => boolean, what: string): Promise<T> {
  for (let left = 150; left > 0; left -= 1) {
    const found = await look();
    if (good(found)) return found;
    await sleep(100);
  }
  throw new Error(`waited in vain for ${what}`);
}
const view = (caseNo: string) => http.get<View>(APPLICANT, `/api/cases/${caseNo}`);
const bankOf = async (caseNo: string) => (await view(caseNo)).items.find((i) => i.id === 'bank-account')!;
const incidents = async (caseNo: string) => {
  const { incidents: all } = await http.get<{ incidents: { caseNo: string; code: string }[] }>(
    'guo-bin',
    '/api/incidents?limit=100',
  );
  return all.filter((i) => i.caseNo === caseNo).map((i) => i.code);
};
const tasks = (person: string, caseNo: string, item: string) =>
  http.get<{ tasks: { id: string; revision: number }[] }>(person, `/api/tasks?case=${caseNo}&item=${item}`);
async function decide(person: string, caseNo: string, item: string, outputs?: object) {
  const found = await until(
    () => tasks(person, caseNo, item),
    (list) => list.tasks.length > 0,
    `the task ${item}`,
  );
  const { id, revision } = found.tasks[0]!;
  await http.post(person, `/api/tasks/${id}/decision`, { revision, outcome: 'granted', ...(outputs && { outputs }) });
}

/** A company without employees and with its own seal: registration, then tax and bank. The bank is in this mode when it is asked. */
async function asked(mode: BankMode, more: { delayMs?: number } = {}): Promise<string> {
  stack.bank.control(mode, more);
  const {
    employeeCount: _a,
    averageMonthlyWage: _b,
    insuredFrom: _c,
    housingFundRate: _d,
    sealMaterial: _e,
    sealReceiver: _f,
    ...form
  } = sampleForm;
  const materials: Record<string, string> = {};
  for (const material of ['articles-of-association', 'address-proof']) {
    const file = { name: 'a.pdf', type: 'application/pdf', content: await samplePdf(material) };
    const url = `/api/materials?matter=company-set-up&material=${material}`;
    materials[material] = (await http.upload<{ materialId: string }>(APPLICANT, url, file)).materialId;
  }
  const guide = { hasEmployees: false, ownSeal: true };
  const { caseNo } = await http.post<View>(APPLICANT, '/api/cases', {
    matter: 'company-set-up',
    form,
    guide,
    materials,
  });
  await decide('zhang-wei', caseNo, 'registration', sampleRegistration);
  await until(
    () => bankOf(caseNo),
    (i) => i.dispatch !== null,
    `the bank to be asked (${mode})`,
  );
  return caseNo;
}
const callbacks = (caseNo: string) => stack.bank.log().callbacks.filter((c) => JSON.stringify(c).includes(caseNo));
const ended = (caseNo: string, status: string) =>
  until(
    () => bankOf(caseNo),
    (item) => item.status === status,
    `bank-account ${status}`,
  );

describe('the bank', () => {
  test.each<[BankMode]>([
    ['immediate'],
    ['callback'],
    ['callback-before-answer'],
    ['duplicate-callback'],
    ['replayed-callback'],
  ])('%s: decided once', async (mode) => {
    const caseNo = await asked(mode, { delayMs: 100 });
    await ended(caseNo, 'granted');
    await sleep(500);
    const { events } = await http.get<{ events: { type: string; item: string | null }[] }>(
      APPLICANT,
      `/api/cases/${caseNo}/timeline`,
    );
    expect(events.filter((e) => e.type === 'decided' && e.item === 'bank-account')).toHaveLength(1);
    expect(await incidents(caseNo)).toEqual([]);
    await decide('sun-hui', caseNo, 'tax-and-invoices');
    await until(
      () => view(caseNo),
      (v) => v.status === 'closed',
      'the case to close',
    );
  });
  test('a refusal at once says why; the licence stays', async () => {
    const caseNo = await asked('refuse');
    await ended(caseNo, 'refused');
    expect((await view(caseNo)).items.find((i) => i.id === 'registration')!.status).toBe('granted');
  });
  test('contradicting itself: the first counts, the second is an incident', async () => {
    const caseNo = await asked('contradicting-callback', { delayMs: 100 });
    await ended(caseNo, 'granted');
    await until(
      () => incidents(caseNo),
      (codes) => codes.includes('answer-contradicts'),
      'the incident',
    );
    expect((await bankOf(caseNo)).status).toBe('granted');
  });
  test.each<[BankMode]>([['forged-callback'], ['old-callback']])('%s: refused, the item stays open', async (mode) => {
    const caseNo = await asked(mode, { delayMs: 100 });
    await until(
      () => callbacks(caseNo),
      (list) => list.length > 0,
      'the callback',
    );
    await sleep(300);
    expect(JSON.stringify(callbacks(caseNo))).toContain('401');
    expect(await bankOf(caseNo)).toMatchObject({ status: 'received', dispatch: 'acknowledged' });
  });
  test('late, after the application was withdrawn: never applied; the request was recalled', async () => {
    const caseNo = await asked('late-callback');
    await until(
      () => bankOf(caseNo),
      (i) => i.dispatch === 'acknowledged',
      'the acknowledgement',
    );
    await http.post(APPLICANT, `/api/cases/${caseNo}/withdrawal`, { reason: '不办了' });
    await until(
      () => stack.bank.log().recalls,
      (all) => JSON.stringify(all).includes(caseNo),
      'the recall',
    );
    await stack.bank.send();
    await until(
      () => bankOf(caseNo),
      (i) => i.dispatch === 'recalled',
      'the recall to be confirmed',
    );
    expect((await bankOf(caseNo)).status).toBe('cancelled');
  });
  test.each<[BankMode]>([['down'], ['slow'], ['error500'], ['wrong-body']])(
    '%s: a task for people and an incident, never an approval',
    async (mode) => {
      const caseNo = await asked(mode, { delayMs: 20_000 });
      await until(
        () => bankOf(caseNo),
        (i) => i.dispatch === 'failed',
        'the failure',
      );
      expect((await bankOf(caseNo)).status).toBe('received');
      expect((await incidents(caseNo)).length).toBeGreaterThan(0);
      stack.bank.control('immediate');
      await decide('he-lin', caseNo, 'bank-account', { accountNumber: '0000000000000042' });
      await ended(caseNo, 'granted');
    },
  );
});
