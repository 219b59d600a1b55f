// YAML text → Definition. Every fault is told at once, with line and column; nothing is cast (invariant 5).
import { isScalar, LineCounter, parseDocument, visit, type Document } from 'yaml';
import { guardDepth } from './depth-guard.ts';
import type { Diagnostic } from './diagnostic.ts';
import { readDraft, type Draft } from './draft.ts';
import { issueFindings } from './issue-messages.ts';
import { createPositions, type Positions } from './positions.ts';
import { definitionSchema, type Definition } from './schema.ts';
import type { z } from 'zod';

/** More faults than anybody reads at once; telling them costs time and memory. */
export const MAX_TOLD = 500;

export interface Parsed {
  /** Absent when the shape has a fault. */
  readonly definition?: Definition;
  /** What could be read in spite of faults; absent when the text is no YAML or a list is too long. Rules look at this. */
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
    // Rules look at everything beside everything else: not before the lists have a size that people write.
    ...(!found.some((d) => d.code === 'too-many') && { draft: readDraft(value) }),
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
  const findings = result.error.issues
    .slice(0, MAX_TOLD)
    .flatMap((issue) => issueFindings(issue, value))
    .slice(0, MAX_TOLD);
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
  // The library's own search for duplicate keys compares each with each: 45,000 keys block the process for 17 seconds.
  const document = parseDocument(text, {
    lineCounter: counter,
    prettyErrors: false,
    version: '1.2',
    schema: 'core',
    uniqueKeys: false,
  });
  const positions = createPositions(document, counter);
  const found = [...syntaxFaults(document, counter), ...nodeFaults(document, counter)];
  const diagnostics = found.slice(0, MAX_TOLD);
  // A duplicate key leaves a readable document; anything else does not.
  if (found.some((d) => d.code !== 'duplicate-key')) return { diagnostics };
  return { value: document.toJS({ maxAliasCount: 0 }), diagnostics, positions };
}

function syntaxFaults(document: Document, counter: LineCounter): Diagnostic[] {
  return [...document.errors, ...document.warnings]
    .slice(0, MAX_TOLD)
    .map((fault) =>
      faultAt(counter, fault.pos[0], 'yaml-syntax', `YAML 语法错误：${fault.message}`, `YAML: ${fault.message}`),
    );
}

/** Duplicate keys; and aliases, which can blow a small text up without limit, and a definition reads better without them. */
function nodeFaults(document: Document, counter: LineCounter): Diagnostic[] {
  const found: Diagnostic[] = [];
  visit(document, {
    Alias: (_key, node) =>
      void found.push(
        faultAt(
          counter,
          node.range?.[0],
          'alias-refused',
          '不允许使用 YAML 别名（*）',
          'YAML aliases (*) are not allowed',
        ),
      ),
    Map: (_key, { items }) => {
      const seen = new Set<string>();
      for (const { key } of items) {
        if (!isScalar(key)) continue;
        const name = String(key.value);
        if (seen.has(name))
          found.push(
            faultAt(
              counter,
              key.range?.[0],
              'duplicate-key',
              `同一层出现重复的键 ${name}`,
              `Key ${name} stands twice in one map`,
            ),
          );
        seen.add(name);
      }
    },
  });
  return found;
}

function faultAt(counter: LineCounter, offset: number | undefined, code: string, zh: string, en: string): Diagnostic {
  const { line, col } = counter.linePos(offset ?? 0);
  return { code, severity: 'error', message: { zh, en }, path: '', line: Math.max(1, line), column: Math.max(1, col) };
}
