// YAML text → Definition. Every fault is told at once, with line and column; nothing is cast (invariant 5).
import { isAlias, LineCounter, parseDocument, visit, type Document } from 'yaml';
import { guardDepth } from './depth-guard.ts';
import type { Diagnostic } from './diagnostic.ts';
import { readDraft, type Draft } from './draft.ts';
import { issueFindings } from './issue-messages.ts';
import { createPositions, type Positions } from './positions.ts';
import { definitionSchema, type Definition } from './schema.ts';
import type { z } from 'zod';

export interface Parsed {
  /** Absent when the shape has a fault. */
  readonly definition?: Definition;
  /** What could be read in spite of faults; absent when the text is no YAML. Rules look at this. */
  readonly draft?: Draft;
  readonly diagnostics: readonly Diagnostic[];
  readonly positions?: Positions;
}

/** Reads the text of one definition. Never throws; faults of meaning are found by the rules afterwards. */
export function parseDefinition(text: string): Parsed {
  const { value, diagnostics, positions } = parseYaml(text);
  if (!positions) return { diagnostics };
  const shape = checkShape(definitionSchema, value, positions);
  const found = [...diagnostics, ...shape.diagnostics];
  return {
    ...(found.length === 0 && shape.value !== undefined && { definition: shape.value }),
    draft: readDraft(value),
    diagnostics: found,
    positions,
  };
}

/** A value against a strict schema: the value, or every fault with its place. */
export function checkShape<T>(
  schema: z.ZodType<T>,
  value: unknown,
  positions: Positions,
): { value?: T; diagnostics: Diagnostic[] } {
  const result = schema.safeParse(value);
  if (result.success) return { value: result.data, diagnostics: [] };
  const findings = result.error.issues.flatMap((issue) => issueFindings(issue, value));
  return { diagnostics: findings.map(({ code, ...finding }) => positions.locate(code, finding)) };
}

/** Guarded YAML: size, depth, no aliases, warnings are faults. Without `positions` there is nothing to go on with. */
export function parseYaml(text: string): { value?: unknown; diagnostics: Diagnostic[]; positions?: Positions } {
  const guarded = guardDepth(text);
  if (guarded) {
    const { code, line, message } = guarded;
    return { diagnostics: [{ code, severity: 'error', message, path: '', line, column: 1 }] };
  }
  const counter = new LineCounter();
  const document = parseDocument(text, { lineCounter: counter, prettyErrors: false, version: '1.2', schema: 'core' });
  const positions = createPositions(document, counter);
  const diagnostics = [...syntaxFaults(document, counter), ...aliasFaults(document, counter)];
  // A duplicate key leaves a readable document; anything else does not.
  if (diagnostics.some((d) => d.code !== 'duplicate-key')) return { diagnostics };
  return { value: document.toJS({ maxAliasCount: 0 }), diagnostics, positions };
}

function syntaxFaults(document: Document, counter: LineCounter): Diagnostic[] {
  return [...document.errors, ...document.warnings].map((fault): Diagnostic => {
    const { line, col } = counter.linePos(fault.pos[0]);
    const duplicate = fault.code === 'DUPLICATE_KEY';
    return {
      code: duplicate ? 'duplicate-key' : 'yaml-syntax',
      severity: 'error',
      message: duplicate
        ? { zh: '同一层出现重复的键', en: 'The same key stands twice in one map' }
        : { zh: `YAML 语法错误：${fault.message}`, en: `YAML: ${fault.message}` },
      path: '',
      line: Math.max(1, line),
      column: Math.max(1, col),
    };
  });
}

/** Aliases can blow a small text up without limit, and a definition reads better without them. */
function aliasFaults(document: Document, counter: LineCounter): Diagnostic[] {
  const found: Diagnostic[] = [];
  visit(document, (_key, node) => {
    if (!isAlias(node)) return;
    const { line, col } = counter.linePos(node.range?.[0] ?? 0);
    const message = { zh: '不允许使用 YAML 别名（*）', en: 'YAML aliases (*) are not allowed' };
    found.push({
      code: 'alias-refused',
      severity: 'error',
      message,
      path: '',
      line: Math.max(1, line),
      column: Math.max(1, col),
    });
  });
  return found;
}
