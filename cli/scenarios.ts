// test: plays the scenarios inside definition files on the pure engine. Needs no stack.
import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { Command } from 'commander';
import type { Calendar } from '../core/clock/calendar.ts';
import { parseCalendar } from '../core/definition/calendar-file.ts';
import { hasErrors } from '../core/definition/diagnostic.ts';
import { differencesOf } from '../core/definition/play-scenario.ts';
import type { Scenario } from '../core/definition/scenarios.ts';
import type { Plan } from '../core/engine/plan.ts';
import { compileFile, printDiagnostic, ROOT } from './definition.ts';
import { sha256 } from '../ledger/sha256.ts';

interface Options {
  readonly departments: string;
  readonly calendar: string;
}

export function scenarioCommands(program: Command): void {
  program
    .command('test <files...>')
    .description('play the scenarios of definitions; exit code 1 when one does not end as its `then` says')
    .option('--departments <file>', 'the list of departments', path.join(ROOT, 'definitions/departments.yaml'))
    .option('--calendar <file>', 'the working days', path.join(ROOT, 'definitions/calendars/cn.yaml'))
    .action((files: string[], options: Options) => {
      const calendar = parseCalendar(readFileSync(options.calendar, 'utf8'), sha256);
      for (const file of files) testFile(file, options.departments, calendar);
    });
}

function testFile(file: string, departments: string, calendar: Calendar): void {
  const { plan, scenarios, diagnostics } = compileFile(file, departments);
  for (const d of diagnostics) process.stderr.write(`${printDiagnostic(file, d)}\n`);
  if (!plan || hasErrors(diagnostics)) return say(`${file} ✗ has faults; nothing was played`);
  say(file);
  const failed = scenarios.filter((scenario) => !passes(plan, calendar, scenario)).length;
  say(`  ${scenarios.length} scenarios, ${failed === 0 ? 'all as written' : `${failed} otherwise`}`);
  if (failed > 0) process.exitCode = 1;
}

function passes(plan: Plan, calendar: Calendar, scenario: Scenario): boolean {
  const differences = differencesOf(plan, calendar, scenario);
  say(`  ${differences.length === 0 ? '✓' : '✗'} ${scenario.id} ${scenario.name.zh} / ${scenario.name.en}`);
  for (const difference of differences) say(`      ${difference}`);
  return differences.length === 0;
}

const say = (line: string): void => void process.stdout.write(`${line}\n`);
