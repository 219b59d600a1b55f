// A fault of a definition: found by the parser or a rule, told with its place. Many at once are values, never exceptions.
import type { Text } from '../text.ts';

/** Steps from the root of the YAML document: keys and list indexes. */
export type Path = readonly (string | number)[];

export interface Diagnostic {
  readonly code: string;
  readonly severity: 'error' | 'warning';
  readonly message: Text;
  /** JSON pointer into the definition, '' for the whole. */
  readonly path: string;
  /** 1-based place of the offending node; of the parent map when a key is missing. */
  readonly line: number;
  readonly column: number;
  /** What to do about it. */
  readonly hint?: Text;
}

/** A fault before its place is known: what a rule finds. `at` is characters into the text of the node. */
export interface Finding {
  readonly severity?: 'error' | 'warning';
  readonly message: Text;
  readonly path: Path;
  readonly at?: number;
  /** The key itself is at fault, not its value. */
  readonly key?: boolean;
  readonly hint?: Text;
}

export const hasErrors = (diagnostics: readonly Diagnostic[]): boolean =>
  diagnostics.some((d) => d.severity === 'error');

/** JSON pointer (RFC 6901) of a path. */
export const printPointer = (path: Path): string =>
  path.map((p) => `/${String(p).replaceAll('~', '~0').replaceAll('/', '~1')}`).join('');

/** By place, then code: the same text always gives the same list. */
export const sortDiagnostics = (diagnostics: readonly Diagnostic[]): Diagnostic[] =>
  [...diagnostics].sort(
    (a, b) => a.line - b.line || a.column - b.column || (a.code < b.code ? -1 : a.code > b.code ? 1 : 0),
  );
