// definitions/departments.yaml: the organisations a definition may name, with their Chinese and English names.
import { z } from 'zod';
import type { Text } from '../text.ts';
import type { Diagnostic } from './diagnostic.ts';
import { checkShape, parseYaml } from './parse.ts';
import { kebabId, text } from './schema-words.ts';

export const DEPARTMENT_KINDS = ['government', 'department', 'window', 'market'] as const;
export interface Department {
  readonly id: string;
  readonly name: Text;
  /** `market`: no organ of the state; it can only offer a market service. */
  readonly kind: (typeof DEPARTMENT_KINDS)[number];
  /** The organisation above it. */
  readonly parent?: string;
}
export type Departments = ReadonlyMap<string, Department>;

const departmentsSchema = z.strictObject({
  departments: z
    .array(z.strictObject({ id: kebabId, name: text, kind: z.enum(DEPARTMENT_KINDS), parent: kebabId.optional() }))
    .min(1),
});

/** Reads the list of departments; duplicate ids and unknown parents are faults. */
export function parseDepartments(yaml: string): { departments: Departments; diagnostics: readonly Diagnostic[] } {
  const { value, diagnostics, positions } = parseYaml(yaml);
  if (!positions) return { departments: new Map(), diagnostics };
  const shape = checkShape(departmentsSchema, value, positions);
  const found = [...diagnostics, ...shape.diagnostics];
  const departments = new Map<string, Department>();
  const list = shape.value?.departments ?? [];
  for (const [index, department] of list.entries()) {
    if (departments.has(department.id))
      found.push(
        positions.locate('duplicate-id', {
          path: ['departments', index, 'id'],
          message: { zh: `机构编号 ${department.id} 重复`, en: `Department ${department.id} stands twice` },
        }),
      );
    departments.set(department.id, department);
  }
  for (const [index, { parent }] of list.entries())
    if (parent !== undefined && !departments.has(parent))
      found.push(
        positions.locate('unknown-department', {
          path: ['departments', index, 'parent'],
          message: { zh: `没有机构 ${parent}`, en: `There is no department ${parent}` },
        }),
      );
  return { departments, diagnostics: found };
}
