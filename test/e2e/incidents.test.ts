// An incident from its cause to its end, over the whole product: a bank that refuses to be asked, an operator who tries again.
import { execFile } from 'node:child_process';
import path from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { sampleForm, sampleGuide, samplePdf, sampleRegistration } from '../../embedded/sample-company.ts';
import { startE2e, taskOf, until, type E2e } from './client.ts';

const WANG = 'wang-xiaoming';
const OPERATOR = 'guo-bin';
let e: E2e;
beforeAll(async () => {
  e = await startE2e({ settings: { DELIVERY_LIMIT_SECONDS: '2', DELIVERY_ATTEMPT_SECONDS: '1' } });
});
afterAll(() => e.close());

async function lianban(...args: string[]): Promise<string> {
  const { NODE_OPTIONS: _jest, DATABASE_URL: _database, ...env } = process.env;
  const cli = path.join(import.meta.dirname, '../../cli/lianban.mjs');
  const command = [cli, 'incidents', ...args, '--data', e.dataDir];
  return (await promisify(execFile)(process.execPath, command, { env })).stdout;
}
async function submit(): Promise<string> {
  const materials: Record<string, string> = {};
  for (const material of ['articles-of-association', 'address-proof']) {
    const file = new FormData();
    file.append('file', new Blob([new Uint8Array(await samplePdf(material))], { type: 'application/pdf' }), 'x.pdf');
    const query = `matter=company-set-up&material=${material}`;
    materials[material] = (await e.call(WANG, 'POST', `/api/materials?${query}`, file)).body.materialId;
  }
  const body = { matter: 'company-set-up', form: sampleForm, guide: sampleGuide, materials };
  const { caseNo } = (await e.call(WANG, 'POST', '/api/cases', body)).body;
  const { id, revision } = await taskOf(e.call, caseNo, 'zhang-wei');
  const decision = { revision, outcome: 'granted', outputs: sampleRegistration };
  expect((await e.call('zhang-wei', 'POST', `/api/tasks/${id}/decision`, decision)).status).toBe(200);
  return caseNo;
}
const bankItem = async (caseNo: string) =>
  (await e.call(WANG, 'GET', `/api/cases/${caseNo}`)).body.items.find((i: { id: string }) => i.id === BANK);
const BANK = 'bank-account';
const incidents = async () => (await e.call(OPERATOR, 'GET', '/api/incidents?open=true')).body.incidents;

test.each([
  ['over HTTP', (id: string) => e.call(OPERATOR, 'POST', `/api/incidents/${id}/retry`)],
  ['from the command line, by the sweeper', (id: string) => lianban('retry', id)],
])(
  'the bank refuses, the operator tries again %s, the bank decides',
  async (_how, retry) => {
    e.stack.bank.control('error500');
    const caseNo = await submit();
    const [found] = await until(incidents, (all) => all.length === 1);
    expect(found).toMatchObject({ caseNo, kind: 'dispatch-failed', code: 'http-500', retryable: true });
    e.stack.bank.control('immediate');
    await retry(found.id);
    await until(
      () => bankItem(caseNo),
      (item) => item.status === 'granted',
      40_000,
    );
    expect(await incidents()).toEqual([]);
    const shown = JSON.parse(await lianban('show', found.id, '--json'));
    expect(shown).toMatchObject({
      resolvedAt: expect.any(String),
      handlings: [{ action: 'retry', personId: OPERATOR }],
    });
  },
  90_000,
);
