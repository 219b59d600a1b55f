// The catalogue tells what the definition knows, and to anybody.
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { createTestApp, type TestApp } from '../support/test-app.ts';

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
