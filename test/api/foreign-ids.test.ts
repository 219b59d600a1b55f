// What is somebody else's, and what is not there at all, sound the same: over every route with an id, from the OpenAPI document.
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { createTestApp, type Answer, type TestApp } from '../support/test-app.ts';
import { fiveInParallel } from '../support/test-ledger.ts';

interface Schema {
  readonly $ref?: string;
  readonly type?: string;
  readonly enum?: readonly unknown[];
  readonly const?: unknown;
  readonly anyOf?: readonly Schema[];
  readonly oneOf?: readonly Schema[];
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
  readonly items?: Schema;
  readonly minItems?: number;
  readonly minimum?: number;
  readonly minLength?: number;
  readonly format?: string;
  readonly pattern?: string;
}
interface Operation {
  readonly security?: unknown[];
  readonly requestBody?: { readonly content: Readonly<Record<string, { readonly schema: Schema }>> };
}
/** For whatever pattern a text must fit. */
const FITTING = ['a-b', '15wd', '2026-11-23', '12345678', '0123456789abcdef'];
let schemas: Readonly<Record<string, Schema>> = {};
/** The least that a schema lets through: a body that is refused for its shape would say nothing of the id. */
function least(schema: Schema): unknown {
  if (schema.$ref) return least(schemas[schema.$ref.split('/').at(-1)!]!);
  const either = schema.anyOf ?? schema.oneOf;
  if (either) return least(either[0]!);
  if ('const' in schema) return schema.const;
  if (schema.enum) return schema.enum[0];
  if (schema.type === 'object')
    return Object.fromEntries((schema.required ?? []).map((name) => [name, least(schema.properties![name]!)]));
  if (schema.type === 'array') return Array.from({ length: schema.minItems ?? 0 }, () => least(schema.items!));
  if (schema.type === 'integer' || schema.type === 'number') return Math.max(schema.minimum ?? 1, 1);
  if (schema.type === 'boolean') return true;
  if (schema.format === 'uuid') return UUID;
  if (schema.format === 'date') return '2026-11-23';
  if (schema.format === 'date-time') return '2026-11-23T00:00:00.000Z';
  if (schema.pattern) return FITTING.find((text) => new RegExp(schema.pattern!, 'u').test(text)) ?? schema.pattern;
  return 'x'.repeat(Math.max(schema.minLength ?? 1, 1));
}
const UUID = '01890000-0000-7000-8000-000000000000';
/** Ids of what wang-xiaoming has and li-na may not know of, and ids of nothing. */
let foreign: Record<string, string>;
let absent: Record<string, string>;
let routes: { name: string; method: 'GET' | 'POST'; path: string; body: object | undefined }[] = [];
let a: TestApp;
beforeAll(async () => {
  a = await createTestApp();
  const { caseNo } = (await a.call('wang-xiaoming', 'POST', '/api/cases', fiveInParallel())).body;
  await a.t.ledger.advance(caseNo);
  const [task] = (await a.call('officer-a', 'GET', `/api/tasks?case=${caseNo}`)).body.tasks;
  foreign = { no: caseNo, '/api/tasks/{id}': task.id };
  absent = { no: `${caseNo.slice(0, -1)}${caseNo.endsWith('Z') ? 'Y' : 'Z'}`, '/api/tasks/{id}': UUID };
  const document = (await a.call(undefined, 'GET', '/api/openapi.json')).body;
  schemas = document.components.schemas;
  routes = Object.entries<Record<string, Operation>>(document.paths).flatMap(([path, methods]) =>
    Object.entries(methods)
      .filter(([, operation]) => operation.security && /\{/.test(path))
      .map(([method, { requestBody }]) => ({
        name: `${method} ${path}`,
        method: method.toUpperCase() as 'GET' | 'POST',
        path,
        body: (requestBody && least(requestBody.content['application/json']!.schema)) as object | undefined,
      })),
  );
});
afterAll(() => a.close());

const keyOf = (path: string) => Object.keys(foreign).find((key) => path.startsWith(key) || path.includes(`{${key}}`));
const address = (path: string, ids: Record<string, string>) =>
  path.replace(/\{(\w+)\}/g, (_all, name: string) => {
    const key = keyOf(path)!;
    return (key === name || key.endsWith(`{${name}}`) ? ids[key] : OTHER[name]) ?? UUID;
  });
/** Further ids of a path, of nothing in either try. */
const OTHER: Readonly<Record<string, string>> = { item: 'item-a', itemId: 'item-a' };
/** All that a stranger can tell two answers apart by. */
const told = ({ status, body, headers }: Answer) => ({
  status,
  body: { ...body, instance: '' },
  headers: Object.keys(headers).sort(),
});

describe('for a stranger', () => {
  test('of another’s id and of none, every route says the same, and says no', async () => {
    const own = routes.filter((r) => keyOf(r.path));
    expect(own.length).toBeGreaterThanOrEqual(15);
    for (const { name, method, path, body } of own) {
      const ask = (ids: Record<string, string>) => a.call('li-na', method, address(path, ids), body);
      const [theirs, nobodys] = [told(await ask(foreign)), told(await ask(absent))];
      expect([name, theirs]).toEqual([name, nobodys]);
      // 400 would be said of the body, and of no id
      expect([name, theirs.status]).toEqual([name, 404]);
    }
  });
  test('in about the same time', async () => {
    const time = async (no: string) => {
      const since = performance.now();
      await a.call('li-na', 'GET', `/api/cases/${no}`);
      return performance.now() - since;
    };
    // in turn, so that what else the machine does falls on both; the first ones warm up
    const differences = [];
    for (let i = 0; i < 40; i += 1) differences.push((await time(foreign.no!)) - (await time(absent.no!)));
    const median = differences.slice(9).sort((x, y) => x - y)[15]!;
    // the network hides tens of milliseconds; a whole plan read, or a body sealed, would not hide
    expect(Math.abs(median)).toBeLessThan(20);
  });
  test('of every other route with an id: none is answered with anything', async () => {
    for (const { name, method, path, body } of routes.filter((r) => !keyOf(r.path))) {
      const url = path.replace(/\{(\w+)\}/g, () => UUID);
      const answer = await a.call('li-na', method, url, body);
      expect([name, answer.status, [400, 403, 404].includes(answer.status)]).toEqual([name, answer.status, true]);
    }
  });
});
