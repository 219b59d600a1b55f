// The document is what clients are generated from: it names every route, refers to nothing that is not there, and tells the answers as they are.
import { Ajv2020 } from 'ajv/dist/2020.js';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { createTestApp, type TestApp } from '../support/test-app.ts';
import { fiveInParallel } from '../support/test-ledger.ts';

interface Operation {
  operationId: string;
  security?: unknown[];
  parameters?: { in: string; name: string; required?: boolean }[];
  requestBody?: { required?: boolean; content: Record<string, unknown> };
  responses: Record<string, { content?: Record<string, unknown> }>;
}
let a: TestApp;
let document: { paths: Record<string, Record<string, Operation>>; components: { schemas: Record<string, unknown> } };
let operations: [name: string, operation: Operation][];
beforeAll(async () => {
  a = await createTestApp();
  document = (await a.call(undefined, 'GET', '/api/openapi.json')).body;
  operations = Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]): [string, Operation] => [
      `${method.toUpperCase()} ${path}`,
      operation,
    ]),
  );
});
afterAll(() => a.close());

const validator = () => new Ajv2020({ strict: false, validateFormats: false }).addSchema(document, 'api');
const pointer = (...parts: string[]) =>
  `api#/${parts.map((p) => encodeURIComponent(p.replaceAll('~', '~0').replaceAll('/', '~1'))).join('/')}`;

/** Of fastify's own tree of routes: `GET /api/cases/{no}`. */
function registered(): string[] {
  const path: string[] = [];
  return a.app
    .printRoutes({ commonPrefix: false })
    .split('\n')
    .flatMap((line) => {
      const found = /^((?:[│ ] {3})*)[├└]── (\S+) \(([^)]+)\)/.exec(line);
      if (!found) return [];
      const depth = found[1]!.length / 4;
      path.splice(depth, path.length, found[2]!);
      const url = path
        .slice(0, depth + 1)
        .join('')
        .replace(/:([a-zA-Z]+)/g, '{$1}');
      return found[3]!
        .split(', ')
        .filter((m) => m !== 'HEAD')
        .map((method) => `${method} ${url}`);
    });
}

/** Changes that say all in their address. */
const WITHOUT_BODY =
  /\/(sign-out|sign-out-everywhere|end|hearing-notice|claim|release|receipt|original\/return|retry|revocation|(organisation-changes|calendar-proposals|definition-proposals)\/\{id\}\/(approval|withdrawal|publication|rejection))$|special-procedure\/end$/;

describe('the document', () => {
  test('has every route of the API, and no other', () => {
    const own = registered().filter((r) => / \/api\//.test(r) && !/ \/api\/(docs|openapi)/.test(r));
    expect(own.length).toBeGreaterThan(25);
    expect(operations.map(([name]) => name).sort()).toEqual(own.sort());
  });
  test('holds valid schemas alone, which refer to nothing that is not there', () => {
    const ajv = validator();
    for (const name of Object.keys(document.components.schemas))
      ajv.compile({ $ref: pointer('components', 'schemas', name) });
    const references = new Set([...JSON.stringify(document).matchAll(/"\$ref":"([^"]+)"/g)].map((m) => m[1]));
    for (const reference of references) expect(() => ajv.compile({ $ref: `api${reference}` })).not.toThrow();
  });
  test('names each operation once, declares its path’s parameters, and says what a change needs', () => {
    expect(new Set(operations.map(([, o]) => o.operationId)).size).toBe(operations.length);
    for (const [name, { parameters = [], responses, security, requestBody }] of operations) {
      const inPath = [...name.matchAll(/\{(\w+)\}/g)].map((m) => m[1]);
      expect([name, parameters.filter((p) => p.in === 'path').map((p) => p.name)]).toEqual([name, inPath]);
      if (!name.startsWith('POST')) continue;
      expect([name, Object.keys(responses)]).toEqual([name, expect.arrayContaining(['413'])]);
      const key = parameters.find((p) => p.name === 'idempotency-key');
      // an answer has a key of its own in its body
      if (security && !name.endsWith('/answer')) expect([name, key?.required]).toEqual([name, true]);
      if (!WITHOUT_BODY.test(name)) expect([name, requestBody?.required]).toEqual([name, true]);
    }
    const upload = document.paths['/api/materials']!['post']!.requestBody!.content;
    expect(Object.keys(upload)).toEqual(['multipart/form-data']);
  });
});

describe('answers are as the document tells them', () => {
  test('good ones and refusals', async () => {
    const ajv = validator();
    const check = async (path: string, person: string | undefined, url = path, body?: unknown) => {
      const method = body === undefined ? 'GET' : 'POST';
      const answer = await a.call(person, method, url, body);
      const status = String(answer.status);
      const type = String(answer.headers['content-type']).split(';')[0]!;
      const { content } = document.paths[path]![method.toLowerCase()]!.responses[status] ?? {};
      expect([url, status, Object.keys(content ?? {})]).toEqual([url, status, [type]]);
      const where = ['paths', path, method.toLowerCase(), 'responses', status, 'content', type, 'schema'];
      const valid = ajv.compile({ $ref: pointer(...where) });
      expect([url, valid(answer.body), valid.errors]).toEqual([url, true, null]);
      return answer;
    };
    const { body } = await check('/api/cases', 'wang-xiaoming', '/api/cases', fiveInParallel());
    const at = (path: string) => `/api/cases/${body.caseNo}${path}`;
    await a.t.ledger.advance(body.caseNo);
    const [task] = (await check('/api/tasks', 'officer-a', `/api/tasks?case=${body.caseNo}`)).body.tasks;
    await check('/api/tasks/{id}/claim', 'officer-a', `/api/tasks/${task.id}/claim`, {});
    await check('/api/tasks/{id}', 'officer-a', `/api/tasks/${task.id}`);
    const decide = (outcome: object) =>
      check('/api/tasks/{id}/decision', 'officer-a', `/api/tasks/${task.id}/decision`, outcome);
    await decide({ revision: 1, outcome: 'refused' });
    await decide({ revision: 9, outcome: 'granted' });
    await decide({ revision: 1, outcome: 'maybe' });
    await decide({ revision: 1, outcome: 'refused', reason: '不符合条件', legalBasis: '第三十八条' });
    for (const path of ['', '/timeline', '/clock', '/results']) {
      await check(`/api/cases/{no}${path}`, 'wang-xiaoming', at(path));
      await check(`/api/cases/{no}${path}`, 'li-na', at(path));
      await check(`/api/cases/{no}${path}`, undefined, at(path));
    }
    await check('/api/cases', 'wang-xiaoming');
    await check('/api/cases', 'wang-xiaoming', '/api/cases?limit=0');
    await check('/api/incidents', 'guo-bin');
    await check('/api/incidents', 'wang-xiaoming');
    await check('/api/me', 'officer-a');
    await check('/api/matters', undefined);
    await check('/api/certificates/keys', undefined);
    for (const matter of ['company-set-up', 'none'])
      for (const path of ['', '/form'])
        await check(`/api/matters/{matter}${path}`, undefined, `/api/matters/${matter}${path}`);
    await check('/api/matters/{matter}/guide', undefined, '/api/matters/company-set-up/guide', { answers: {} });
  });
});
