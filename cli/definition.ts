// validate, plan, diagram, explain: what one does with a definition file before anybody runs it.
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { type Command, InvalidArgumentError } from 'commander';
import { printLimit } from '../core/clock/limit.ts';
import { compileText, type CompileResult } from '../core/definition/compile-text.ts';
import { parseDepartments } from '../core/definition/departments.ts';
import { drawBpmn } from '../core/definition/bpmn.ts';
import { drawPlan } from '../core/definition/diagram.ts';
import { hasErrors, type Diagnostic } from '../core/definition/diagnostic.ts';
import { RULES } from '../core/definition/rules.ts';
import type { Plan } from '../core/engine/plan.ts';
import type { Language } from '../core/text.ts';
import { definitionFormatMarkdown } from './generate-docs.ts';
import { sha256 } from '../ledger/sha256.ts';

export const ROOT = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..');
const out = (text: string) => void process.stdout.write(`${text}\n`);

/** `file:line:column code message / message`, and the cure below it. */
export const printDiagnostic = (file: string, d: Diagnostic): string =>
  `${file}:${d.line}:${d.column} ${d.severity === 'warning' ? 'warning ' : ''}${d.code} ${d.message.zh} / ${d.message.en}` +
  (d.hint ? `\n    ${d.hint.zh} / ${d.hint.en}` : '');

/** Adds validate, plan, diagram, explain and format. Each sets exit code 1 when there is an error. */
export function definitionCommands(program: Command): void {
  const departmentsOption = [
    '--departments <file>',
    'the list of departments',
    path.join(ROOT, 'definitions/departments.yaml'),
  ] as const;
  program
    .command('validate <files...>')
    .description('check definitions: every fault with line and column')
    .option(...departmentsOption)
    .option('--json', 'diagnostics as JSON')
    .action((files: string[], options: { departments: string; json?: boolean }) => {
      const results = files.map((file) => ({ file, ...compileFile(file, options.departments) }));
      if (options.json)
        out(
          JSON.stringify(
            results.map(({ file, hash, diagnostics }) => ({ file, hash, diagnostics })),
            null,
            2,
          ),
        );
      else for (const result of results) out(report(result));
    });
  program
    .command('plan <file>')
    .description('what a definition compiles to')
    .option(...departmentsOption)
    .option('--json', 'the plan itself, canonical data')
    .action((file: string, options: { departments: string; json?: boolean }) => {
      const { plan, hash } = planOf(file, options.departments);
      if (plan) out(options.json ? JSON.stringify(plan, null, 2) : overview(plan, hash ?? ''));
    });
  program
    .command('diagram <file>')
    .description('the items and what waits for what, as Mermaid text or BPMN 2.0')
    .option(...departmentsOption)
    .option('--lang <language>', 'zh or en', parseLanguage, 'zh')
    .option('--bpmn', 'BPMN 2.0, with a lane for each organ')
    .action((file: string, options: { departments: string; lang: Language; bpmn?: boolean }) => {
      const { plan } = planOf(file, options.departments);
      const draw = options.bpmn ? drawBpmn : drawPlan;
      if (plan) process.stdout.write(draw(plan, readDepartments(options.departments), options.lang));
    });
  program
    .command('explain [rule]')
    .description('what a rule asks for and why; without a name: all rules')
    .action((id: string | undefined) => {
      if (id === undefined) return out(RULES.map((r) => `${r.id}  ${r.summary.zh} / ${r.summary.en}`).join('\n'));
      if (!RULES.some((r) => r.id === id)) throw new Error(`There is no rule ${id}; "lianban explain" lists them.`);
      process.stdout.write(readFileSync(path.join(ROOT, 'docs/rules', `${id}.md`), 'utf8'));
    });
  program
    .command('format')
    .description('the definition format, as it stands in docs/definition-format.md')
    .action(() => void process.stdout.write(definitionFormatMarkdown()));
}

function parseLanguage(value: string): Language {
  if (value === 'zh' || value === 'en') return value;
  throw new InvalidArgumentError('zh or en');
}

function readDepartments(file: string) {
  const { departments, diagnostics } = parseDepartments(readFileSync(file, 'utf8'));
  if (diagnostics.length) throw new Error(diagnostics.map((d) => printDiagnostic(file, d)).join('\n'));
  return departments;
}

/** Sets exit code 1 when the definition has an error. */
export function compileFile(file: string, departmentsFile: string): CompileResult {
  const result = compileText(readFileSync(file, 'utf8'), { departments: readDepartments(departmentsFile), sha256 });
  if (hasErrors(result.diagnostics)) process.exitCode = 1;
  return result;
}

/** The plan; its faults go to standard error, so that what is piped is a plan or nothing. */
function planOf(file: string, departmentsFile: string): CompileResult {
  const result = compileFile(file, departmentsFile);
  for (const d of result.diagnostics) process.stderr.write(`${printDiagnostic(file, d)}\n`);
  return result;
}

const report = ({ file, plan, hash, diagnostics, scenarios }: CompileResult & { file: string }): string =>
  [
    ...diagnostics.map((d) => printDiagnostic(file, d)),
    plan
      ? `${file} ✓ ${plan.matter} ${plan.version} · ${plan.items.length} items · ${scenarios.length} scenarios · ${hash}`
      : `${file} ✗ ${diagnostics.filter((d) => d.severity === 'error').length} faults`,
  ].join('\n');

const overview = (plan: Plan, hash: string): string =>
  [
    `${plan.name.zh} / ${plan.name.en}  ${plan.matter} ${plan.version}`,
    `${hash}`,
    `承诺 committed ${printLimit(plan.committedLimit)} · 牵头 lead ${plan.lead} · ${plan.region}`,
    ...plan.items.map((i) =>
      [
        `  ${i.id}`,
        `${i.name.zh} / ${i.name.en}`,
        i.organs.decides,
        `${printLimit(i.limits.committed)} ≤ ${printLimit(i.limits.statutory)}`,
        ...(i.after.length ? [`after ${i.after.join(', ')}`] : []),
        ...(i.when === undefined ? [] : [`when ${plan.conditions[i.when]}`]),
        ...(i.presence === 'optional' ? ['optional'] : []),
      ].join('  '),
    ),
  ].join('\n');
