// What Prometheus gets from the real processes: every figure that dashboard and alerts ask for is there, no label grows with cases or
// people, and every field of a log line is in docs/logging.md.
import fs from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { sampleForm, sampleGuide, samplePdf, sampleRegistration } from '../../embedded/sample-company.ts';
import { freePort } from '../../embedded/free-port.ts';
import { askedMetrics, labelsOf, metricNames } from '../support/exposition.ts';
import { messagesOf, undocumented } from '../support/log-fields.ts';
import { grant, LETTERS, startE2e, submitFive, taskOf, until, type E2e } from './client.ts';

let e: E2e;
let urls: Record<'server' | 'worker' | 'temporal', string>;
beforeAll(async () => {
  const ports = { server: await freePort(), worker: await freePort(), temporal: await freePort() };
  const url = (port: number) => `http://127.0.0.1:${port}/metrics`;
  urls = { server: url(ports.server), worker: url(ports.worker), temporal: url(ports.temporal) };
  e = await startE2e({
    logLevel: 'debug',
    processSettings: {
      server: { METRICS_PORT: String(ports.server) },
      worker: { METRICS_PORT: String(ports.worker), TEMPORAL_METRICS_PORT: String(ports.temporal) },
    },
  });
  await play();
});
afterAll(() => e.close());

const WANG = 'wang-xiaoming';
let caseNos: string[];
/** A case to its end, one whose bank fails first, and some refusals. */
async function play(): Promise<void> {
  const five = (await submitFive(e.call)).body.caseNo;
  for (const letter of LETTERS) expect((await grant(e.call, five, `officer-${letter}`)).status).toBe(200);
  const materials: Record<string, string> = {};
  for (const material of ['articles-of-association', 'address-proof']) {
    const file = new FormData();
    file.append('file', new Blob([new Uint8Array(await samplePdf(material))], { type: 'application/pdf' }), 'x.pdf');
    const query = `matter=company-set-up&material=${material}`;
    materials[material] = (await e.call(WANG, 'POST', `/api/materials?${query}`, file)).body.materialId;
  }
  e.stack.bank.control('error500');
  const body = { matter: 'company-set-up', form: sampleForm, guide: sampleGuide, materials };
  const { caseNo } = (await e.call(WANG, 'POST', '/api/cases', body)).body;
  const { id, revision } = await taskOf(e.call, caseNo, 'zhang-wei');
  const decision = { revision, outcome: 'granted', outputs: sampleRegistration };
  expect((await e.call('zhang-wei', 'POST', `/api/tasks/${id}/decision`, decision)).status).toBe(200);
  await until(
    async () => e.stack.bank.log().requests.length,
    (n) => n > 0,
  );
  e.stack.bank.control('immediate');
  await until(
    async () => e.stack.bank.log().requests.at(-1)?.status,
    (status) => status === 200,
  );
  await e.call('li-na', 'GET', `/api/cases/${caseNo}`);
  await e.call(undefined, 'GET', '/api/me');
  await e.call(undefined, 'GET', '/api/nowhere');
  caseNos = [five, caseNo];
}

const scrape = async (url: string) => {
  const answer = await fetch(url);
  expect([answer.status, answer.headers.get('content-type')]).toEqual([200, expect.stringContaining('text/plain')]);
  return answer.text();
};
const all = async () => (await Promise.all(Object.values(urls).map(scrape))).join('\n');

test('every figure that dashboard and alerts ask for is told by a process of ours', async () => {
  const told = metricNames(await all());
  const asked = askedMetrics();
  expect(asked.length).toBeGreaterThan(20);
  expect(asked.filter((name) => !told.has(name))).toEqual([]);
});

test('no label names a case, a person or anything else that grows', async () => {
  const text = await all();
  const people = (await e.rows<{ id: string }>('select id from persons')).map((r) => r.id);
  expect(people.length).toBeGreaterThan(20);
  const labels = labelsOf(text);
  for (const [name, values] of labels) {
    expect([name, values.size]).toEqual([name, expect.any(Number)]);
    expect(values.size).toBeLessThan(120);
    for (const value of values) {
      for (const secret of [...caseNos, ...people]) expect([name, value.includes(secret)]).toEqual([name, false]);
      expect([name, value]).toEqual([name, expect.not.stringMatching(/\d{8}|[0-9a-f]{8}-[0-9a-f]{4}-/)]);
    }
  }
});

test('another address of the metrics’ port has nothing', async () => {
  for (const where of ['/', '/metrics/x', '/api/me']) {
    const answer = await fetch(urls.server.replace('/metrics', where));
    expect(answer.status).toBe(404);
  }
});

test('every field of every line stands in docs/logging.md', () => {
  const log = (name: string) => fs.readFileSync(path.join(e.dataDir, `${name}.log`), 'utf8');
  expect(messagesOf(log('server'))).toContain('request');
  expect(messagesOf(log('worker'))).toEqual(
    expect.arrayContaining(['workflow bundle', 'activity failed', 'Activity failed']),
  );
  for (const name of ['server', 'worker']) expect([name, undocumented(log(name))]).toEqual([name, []]);
});
