// `lianban publish`, as the application role of a real database: the next case starts with it.
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, afterEach, beforeAll, expect, jest, test } from '@jest/globals';
import { Command } from 'commander';
import { publishCommand } from '../../cli/publish.ts';
import { createTestLedger, requestOf, type TestLedger } from '../support/test-ledger.ts';

const source = fs.readFileSync('definitions/five-in-parallel.yaml', 'utf8');
let t: TestLedger;
let folder: string;
const before = process.env.DATABASE_URL;
beforeAll(async () => {
  t = await createTestLedger();
  folder = fs.mkdtempSync(path.join(os.tmpdir(), 'lianban-publish-'));
  process.env.DATABASE_URL = t.database.url;
});
afterAll(async () => {
  if (before === undefined) delete process.env.DATABASE_URL;
  else process.env.DATABASE_URL = before;
  fs.rmSync(folder, { recursive: true });
  await t.close();
});
afterEach(() => void jest.restoreAllMocks());

async function publish(text: string): Promise<string> {
  const file = path.join(folder, 'definition.yaml');
  fs.writeFileSync(file, text);
  let out = '';
  jest.spyOn(process.stdout, 'write').mockImplementation((chunk) => ((out += String(chunk)), true));
  const program = new Command('lianban').exitOverride();
  publishCommand(program);
  await program.parseAsync(['publish', file], { from: 'user' }).finally(() => jest.restoreAllMocks());
  return out;
}
const five = { matter: 'five-in-parallel', guide: {}, materials: {}, deselected: [], held: [] };
async function newCase(): Promise<string> {
  const form = { applicantName: '王小明', subject: '五部门并联测试' };
  return (await t.ledger.submit(requestOf('wang-xiaoming'), { ...five, form })).caseNo;
}
async function planOf(caseNo: string): Promise<string> {
  const { rows } = await t.database.pool.query('select plan_hash from cases where case_no = $1', [caseNo]);
  return rows[0].plan_hash;
}

test('a new version is what the next case starts with; a running one keeps its own', async () => {
  const running = await newCase();
  const old = await planOf(running);
  expect(await publish(source)).toMatch(/^five-in-parallel \S+ was published before, the same; nothing changed: /);
  const newer = source
    .replace(/^version: .*$/m, 'version: 9.0.0')
    .replace(/^committedLimit: .*$/m, 'committedLimit: 19wd');
  const told = await publish(newer);
  expect(told).toMatch(/^five-in-parallel 9\.0\.0 published: [0-9a-f]{64}\n$/);
  const next = await planOf(await newCase());
  expect(told).toContain(next);
  expect(next).not.toBe(old);
  expect(await planOf(running)).toBe(old);
});
test('the same version with another content, and a faulty definition, are refused', async () => {
  const other = source.replace(/^committedLimit: .*$/m, 'committedLimit: 18wd');
  await expect(publish(other)).rejects.toThrow(/published with another content; give the change a new version/);
  await expect(publish(source.replace(/^lead: .*$/m, 'lead: nobody'))).rejects.toThrow(
    /The definition has faults:\n.*definition\.yaml:\d+:\d+ unknown-department/,
  );
});
