// The command line over definitions, and the generated page.
import { afterEach, expect, jest, test } from '@jest/globals';
import { RULES } from '../../../core/definition/rules.ts';
import { definitionCommands } from '../../../cli/definition.ts';
import { definitionFormatMarkdown } from '../../../cli/generate-docs.ts';
import { runCommand } from './run-command.ts';
import { read } from './support.ts';

afterEach(() => {
  jest.restoreAllMocks();
  process.exitCode = 0;
});

const run = (...args: string[]) => runCommand(definitionCommands, args);

test('docs/definition-format.md is what the schema says; else run: npx tsx cli/generate-docs.ts', () => {
  expect(definitionFormatMarkdown()).toBe(read('docs/definition-format.md'));
});
test('validate: 0 for the shipped definitions, 1 and every fault with its place for a faulty one', async () => {
  const good = await run('validate', 'definitions/company-set-up.yaml', 'definitions/five-in-parallel.yaml');
  expect(good).toMatchObject({ code: 0, err: '' });
  expect(good.out.match(/✓/g)).toHaveLength(2);
  const bad = await run('validate', 'test/golden/definitions/ten-faults.yaml');
  expect(bad.code).toBe(1);
  expect(bad.out.match(/^test\/golden\/definitions\/ten-faults\.yaml:\d+:\d+ /gm)).toHaveLength(10);
  const json = await run('validate', '--json', 'test/golden/definitions/ten-faults.yaml');
  expect(JSON.parse(json.out)[0].diagnostics).toHaveLength(10);
});
test('plan and diagram', async () => {
  const plan = await run('plan', '--json', 'definitions/five-in-parallel.yaml');
  expect(JSON.parse(plan.out)).toMatchObject({ matter: 'five-in-parallel', format: 1 });
  expect((await run('plan', 'definitions/company-set-up.yaml')).out).toContain('registration');
  expect((await run('diagram', 'definitions/company-set-up.yaml', '--lang', 'en')).out).toMatch(/^flowchart LR\n/);
  const faulty = await run('plan', 'test/golden/definitions/ten-faults.yaml');
  expect(faulty).toMatchObject({ out: '', code: 1 });
  expect(faulty.err).toContain('missing-legal-type');
});
test('explain', async () => {
  expect((await run('explain', 'cycle-in-after')).out).toMatch(/^# cycle-in-after\n/);
  expect((await run('explain')).out.trim().split('\n')).toHaveLength(RULES.length);
  await expect(run('explain', 'no-such-rule')).rejects.toThrow('There is no rule no-such-rule');
});
