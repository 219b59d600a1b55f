// What the tests of definitions share: the shipped files, golden files that rewrite themselves on UPDATE_GOLDEN=1.
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect } from '@jest/globals';
import { compileText, type CompileResult } from '../../../core/definition/compile-text.ts';
import { parseDepartments } from '../../../core/definition/departments.ts';
import type { Diagnostic } from '../../../core/definition/diagnostic.ts';
import type { Plan } from '../../../core/engine/plan.ts';

export const ROOT = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../../..');
export const GOLDEN = path.join(ROOT, 'test/golden');
export const SHIPPED = ['company-set-up', 'five-in-parallel'] as const;

export const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');
export const read = (...parts: string[]): string => readFileSync(path.join(ROOT, ...parts), 'utf8');
export const { departments } = parseDepartments(read('definitions/departments.yaml'));
export const compile = (text: string): CompileResult => compileText(text, { departments, sha256 });

/** The plan of a shipped definition; fails the test with its diagnostics when there is none. */
export function shippedPlan(matter: (typeof SHIPPED)[number]): Plan {
  const { plan, diagnostics } = compile(read('definitions', `${matter}.yaml`));
  if (!plan) throw new Error(diagnostics.map(printed).join('\n'));
  return plan;
}

export const printed = (d: Diagnostic): string =>
  `${d.line}:${d.column} ${d.severity} ${d.code} ${d.path} ${d.message.zh} / ${d.message.en}`;

/** Compares with the golden file; UPDATE_GOLDEN=1 rewrites it, to be reviewed in the diff. */
export function expectGolden(file: string, content: string): void {
  const full = path.join(GOLDEN, file);
  if (process.env['UPDATE_GOLDEN'] === '1') {
    mkdirSync(path.dirname(full), { recursive: true });
    writeFileSync(full, content);
  }
  expect(existsSync(full)).toBe(true);
  expect(content).toBe(readFileSync(full, 'utf8'));
}
