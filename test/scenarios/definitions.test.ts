// Every scenario of every definition, on the pure engine and on the real ledger with the real workflow: both end as written, and alike.
import fs from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { parseCalendar } from '../../core/definition/calendar-file.ts';
import { playScenario } from '../../core/definition/play-scenario.ts';
import { compile, read, sha256 } from '../core/definition/support.ts';
import { publishTestPlan } from '../support/test-plans.ts';
import { RealStage } from './real-stage.ts';

const calendar = parseCalendar(read('definitions/calendars/cn.yaml'), sha256);
const TRIED = ['window-case', 'lapses'].map((name) => `test/golden/definitions/${name}.yaml`);
const shipped = fs
  .readdirSync('definitions')
  .filter((name) => name.endsWith('.yaml') && name !== 'departments.yaml')
  .map((name) => `definitions/${name}`);
const definitions = [...shipped, ...TRIED].map((file) => ({ file, ...compile(read(file)) }));

let real: RealStage;
beforeAll(async () => {
  real = await RealStage.open();
  for (const { file, plan } of definitions) if (TRIED.includes(file)) await publishTestPlan(real.t.database, plan!);
});
afterAll(() => real.close());

describe.each(definitions)('$file', ({ plan, scenarios }) => {
  test('has scenarios', () => expect(scenarios.length).toBeGreaterThan(4));

  test.each(scenarios.map((scenario) => [scenario.id, scenario] as const))('%s', async (_id, scenario) => {
    const pure = playScenario(plan!, calendar, scenario);
    const looks = real.looks;
    const acted = await real.play(plan!, scenario);
    expect(pure.differences).toEqual([]);
    expect(acted.differences).toEqual([]);
    expect(acted.played).toEqual(pure.played);
    expect(real.looks).toBeGreaterThan(looks);
  });
});

test('an end or a refusal other than written is seen, on both', async () => {
  const { plan, scenarios } = definitions.find(({ plan }) => plan?.matter === 'five-in-parallel')!;
  const right = scenarios.find(({ id }) => id === 'refusal-without-reason')!;
  const [first, ...rest] = right.when;
  const when = [{ ...first!, refusedWith: 'case-closed' }, ...rest];
  const wrong = { ...right, when, then: { ...right.then, status: 'closed' as const } };
  const told = ['decide: reason-missing, expected case-closed', 'status: open, expected closed'];
  expect(playScenario(plan!, calendar, wrong).differences).toEqual(told);
  expect((await real.play(plan!, wrong)).differences).toEqual(told);
});
