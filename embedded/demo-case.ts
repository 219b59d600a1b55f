// One company set-up, played by the sample people over HTTP: apply once, registration first, then six in parallel.
import type { CaseView } from '../core/views.ts';
import type { Text } from '../core/text.ts';
import { createHttpClient, type HttpClient } from './http-client.ts';
import { sampleForm, sampleGuide, samplePdf, sampleRegistration } from './sample-company.ts';
import type { Stack } from './stack.ts';

export interface PlayedCase {
  readonly caseNo: string;
  readonly view: CaseView;
  readonly events: readonly {
    readonly at: string;
    readonly words: Text;
    readonly by: { readonly kind: string; readonly post: string | null };
  }[];
  readonly clocks: readonly {
    readonly id: string;
    readonly item: string | null;
    readonly kind: string;
    readonly dueOn: string;
    readonly light: string;
    readonly words: Text;
  }[];
  readonly results: readonly {
    readonly name: Text;
    readonly statusName: Text;
    readonly outputs: readonly { readonly label: Text; readonly value: unknown }[];
    readonly certificate: string | null;
  }[];
  readonly certificates: readonly string[];
  /** What was expected and is not there; empty when all is well. */
  readonly missing: readonly string[];
}
type Tell = (text: Text) => void;

const APPLICANT = 'wang-xiaoming';
const REGISTRAR = 'zhang-wei';
/** Who decides what in parallel; the bank's own system answers by itself. */
const PARALLEL: readonly (readonly [person: string, item: string])[] = [
  ['zhao-lei', 'seal-engraving'],
  ['sun-hui', 'tax-and-invoices'],
  ['zhou-min', 'insured-employees'],
  ['wu-qiang', 'medical-insurance'],
  ['zheng-fang', 'housing-fund'],
];
const WAIT_LIMIT = 30_000;

export async function playCompanySetUp(stack: Pick<Stack, 'url' | 'token'>, tell: Tell): Promise<PlayedCase> {
  const http = createHttpClient(stack.url, (person) => stack.token(person));
  const guided = await http.post<{ items: unknown[] }>(undefined, '/api/matters/company-set-up/guide', {
    answers: sampleGuide,
  });
  tell({ zh: `情形引导：需办 ${guided.items.length} 个事项`, en: `Guide: ${guided.items.length} items` });
  const { caseNo } = await submit(http);
  tell({ zh: `一次提交，办件编号 ${caseNo}`, en: `Submitted once: case ${caseNo}` });
  await decide(http, REGISTRAR, caseNo, 'registration', sampleRegistration);
  tell({ zh: '企业设立登记：准予登记，其余事项同时开始', en: 'Registered; the others begin at once' });
  await Promise.all(PARALLEL.map(([person, item]) => decide(http, person, caseNo, item)));
  const view = await until(
    async () => http.get<CaseView>(APPLICANT, `/api/cases/${caseNo}`),
    (v) => v.status === 'closed',
    'the case to close',
  );
  return read(http, caseNo, view);
}

async function submit(http: HttpClient): Promise<CaseView> {
  const materials: Record<string, string> = {};
  for (const material of ['articles-of-association', 'address-proof']) {
    const file = { name: `${material}.pdf`, type: 'application/pdf', content: await samplePdf(material) };
    const path = `/api/materials?matter=company-set-up&material=${material}`;
    materials[material] = (await http.upload<{ materialId: string }>(APPLICANT, path, file)).materialId;
  }
  return http.post<CaseView>(APPLICANT, '/api/cases', {
    matter: 'company-set-up',
    form: sampleForm,
    guide: sampleGuide,
    materials,
  });
}

interface TaskList {
  readonly tasks: readonly { readonly id: string; readonly revision: number }[];
}
async function decide(http: HttpClient, person: string, caseNo: string, item: string, outputs?: object): Promise<void> {
  const find = () => http.get<TaskList>(person, `/api/tasks?case=${caseNo}&item=${item}`);
  const { tasks } = await until(find, (list) => list.tasks.length > 0, `the task ${item}`);
  const { id, revision } = tasks[0]!;
  await http.post(person, `/api/tasks/${id}/claim`);
  await http.post(person, `/api/tasks/${id}/decision`, { revision, outcome: 'granted', ...(outputs && { outputs }) });
}

async function read(http: HttpClient, caseNo: string, view: CaseView): Promise<PlayedCase> {
  const get = <T>(part: string) => http.get<T>(APPLICANT, `/api/cases/${caseNo}/${part}`);
  const { events } = await get<{ events: PlayedCase['events'] }>('timeline');
  const { clocks } = await get<{ clocks: PlayedCase['clocks'] }>('clock');
  const { items: results } = await get<{ items: PlayedCase['results'] }>('results');
  const certificates = results.flatMap((r) => (r.certificate === null ? [] : [r.certificate]));
  const missing: string[] = [];
  if (view.outcome !== 'granted') missing.push(`outcome ${String(view.outcome)}`);
  for (const item of view.items) if (item.status !== 'granted') missing.push(`${item.id}: ${item.status}`);
  if (view.items.length !== 7) missing.push(`${view.items.length} items instead of 7`);
  if (certificates.length !== 1) missing.push(`${certificates.length} certificates instead of 1`);
  for (const number of certificates) {
    const pdf = await http.download(APPLICANT, `/api/certificates/${number}/pdf`);
    if (!pdf.subarray(0, 5).equals(Buffer.from('%PDF-'))) missing.push(`certificate ${number} is no PDF`);
    const verified = await http.get<{ status: string }>(undefined, `/api/certificates/${number}/verification`);
    if (verified.status !== 'valid') missing.push(`certificate ${number} is ${verified.status}`);
  }
  return { caseNo, view, events, clocks, results, certificates, missing };
}

async function until<T>(look: () => Promise<T>, good: (found: T) => boolean, what: string): Promise<T> {
  for (const started = Date.now(); ;) {
    const found = await look();
    if (good(found)) return found;
    if (Date.now() - started > WAIT_LIMIT) throw new Error(`waited ${WAIT_LIMIT / 1000} s for ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}
