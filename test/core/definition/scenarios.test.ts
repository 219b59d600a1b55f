// Every scenario of every shipped definition, as it is written: read, resolved, and played on the pure engine.
import { describe, expect, test } from '@jest/globals';
import { parseCalendar } from '../../../core/definition/calendar-file.ts';
import { playScenario } from '../../../core/definition/play-scenario.ts';
import { parseDefinition } from '../../../core/definition/parse.ts';
import { compile, read, sha256 } from './support.ts';

const calendar = parseCalendar(read('definitions/calendars/cn.yaml'), sha256);
const FILES = [
  'definitions/company-set-up.yaml',
  'definitions/open-a-restaurant.yaml',
  'definitions/expert-reviewed.yaml',
  'definitions/timed-procedures.yaml',
  'definitions/five-in-parallel.yaml',
  'test/golden/definitions/window-case.yaml',
  'test/golden/definitions/lapses.yaml',
];

describe.each(FILES)('%s', (file) => {
  const { plan, scenarios } = compile(read(file));
  test.each(scenarios.map((s) => [s.id, s] as const))('%s', (_, scenario) => {
    expect(playScenario(plan!, calendar, scenario).differences).toEqual([]);
  });
});

test('samples are resolved: without, then own values over them', () => {
  const { scenarios } = compile(read('definitions/company-set-up.yaml'));
  const own = scenarios.find((s) => s.id === 'own-seal-no-bank');
  expect(own?.given.form).not.toHaveProperty('sealMaterial');
  expect(own?.given.form).toHaveProperty('companyName');
  expect(own?.given.at).toBe(Date.parse('2026-03-02T10:00+08:00'));
});

test('a step has one verb, and its instant', () => {
  const base = read('test/golden/rules/faulty-scenario/right.yaml');
  const step = '{at: 2026-03-03T10:00+08:00, decide: {item: permit, outcome: granted}}';
  const faults = (other: string) => parseDefinition(base.replace(step, other)).diagnostics.map((d) => d.code);
  expect(base).toContain(step);
  expect(faults('{at: 2026-03-03T10:00+08:00}')).toEqual(['one-verb']);
  expect(faults('{at: 2026-03-03T10:00+08:00, withdraw: {}, accept: {item: permit}}')).toEqual(['one-verb']);
  expect(faults('{withdraw: {}}')).toEqual(['step-at']);
  expect(faults('{advanceTo: 2026-02-30T10:00+08:00}')).toEqual(['instant-format']);
  expect(faults('{advanceTo: 2026-03-03 10:00}')).toEqual(['instant-format']);
  expect(faults('{at: 2026-03-03T10:00+08:00, decide: {item: permit, outcome: perhaps}}')).toEqual(['wrong-value']);
});
