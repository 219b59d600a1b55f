// Where the parts of a YAML document stand, so that every fault can name its line and column.
import { isCollection, isMap, isNode, isPair, isScalar, Scalar, type Document, type LineCounter } from 'yaml';
import { printPointer, type Diagnostic, type Finding, type Path } from './diagnostic.ts';

export interface Place {
  readonly line: number;
  readonly column: number;
}
export interface Positions {
  /** 1-based place of the node; of the nearest parent that exists when it is missing; of its key when `key` is set. */
  at(path: Path, options?: { key?: boolean; at?: number }): Place;
  /** A finding with its place. */
  locate(code: string, finding: Finding): Diagnostic;
}

export function createPositions(document: Document, counter: LineCounter): Positions {
  const place = (offset: number): Place => {
    const { line, col } = counter.linePos(offset);
    return { line: Math.max(1, line), column: Math.max(1, col) };
  };
  const offsetOf = (path: Path, options: { key?: boolean; at?: number }): number => {
    const parent = path.length ? document.getIn(path.slice(0, -1), true) : undefined;
    const name = path.at(-1);
    if (options.key && isMap(parent)) {
      const pair = parent.items.find((p) => isPair(p) && isScalar(p.key) && String(p.key.value) === String(name));
      if (pair && isNode(pair.key) && pair.key.range) return pair.key.range[0];
    }
    const node = path.length ? document.getIn(path, true) : document.contents;
    if (isNode(node) && node.range) return node.range[0] + shift(node, options.at);
    if (path.length === 0) return 0;
    return offsetOf(path.slice(0, -1), {});
  };
  const positions: Positions = {
    at: (path, options = {}) => place(offsetOf(path, options)),
    locate: (code, { severity = 'error', message, path, at, key, hint }) => ({
      code,
      severity,
      message,
      path: printPointer(path),
      ...positions.at(path, { at, key }),
      ...(hint && { hint }),
    }),
  };
  return positions;
}

/** Characters into a scalar are characters of the text only where nothing is escaped or folded. */
function shift(node: unknown, at: number | undefined): number {
  if (at === undefined || isCollection(node) || !isScalar(node) || !node.range) return 0;
  const written = node.range[1] - node.range[0];
  const value = String(node.value);
  if (node.type === Scalar.PLAIN && written === value.length) return at;
  const quoted = node.type === Scalar.QUOTE_SINGLE || node.type === Scalar.QUOTE_DOUBLE;
  return quoted && written === value.length + 2 ? at + 1 : 0;
}
