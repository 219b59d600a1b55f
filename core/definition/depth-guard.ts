// The YAML library recurses, and text nested a thousand deep aborts the whole process: no exception, no stack, no server.
// So size and depth are measured on the bare text before the library sees it.
import { Lexer } from 'yaml';
import type { Finding } from './diagnostic.ts';

export const MAX_BYTES = 512 * 1024;
export const MAX_DEPTH = 64;

export interface GuardFault extends Pick<Finding, 'message'> {
  readonly code: 'too-large' | 'too-deep';
  /** 1-based. */
  readonly line: number;
}

/** The first reason not to parse this text, or undefined. Linear in the length of the text. */
export function guardDepth(text: string): GuardFault | undefined {
  if (text.length > MAX_BYTES || new TextEncoder().encode(text).length > MAX_BYTES)
    return {
      code: 'too-large',
      line: 1,
      message: { zh: '定义超过 512 KB', en: 'The definition is larger than 512 KB' },
    };
  const line = deepFlow(text) ?? deepBlock(text);
  if (line === undefined) return undefined;
  const message = { zh: `嵌套超过 ${MAX_DEPTH} 层`, en: `Nested more than ${MAX_DEPTH} deep` };
  return { code: 'too-deep', line, message };
}

/** Line at which `[` and `{` stand too deep. */
function deepFlow(text: string): number | undefined {
  let depth = 0;
  let line = 1;
  for (const token of new Lexer().lex(text)) {
    if (token === '[' || token === '{') depth++;
    else if (token === ']' || token === '}') depth = Math.max(0, depth - 1);
    if (depth > MAX_DEPTH) return line;
    for (const char of token) if (char === '\n') line++;
  }
  return undefined;
}

/** Line at which indentation and `- - -` stand too deep. */
function deepBlock(text: string): number | undefined {
  const columns = [-1];
  for (const [index, line] of text.split('\n').entries()) {
    if (!line.trim() || line.trimStart().startsWith('#')) continue;
    const [, spaces = '', marks = ''] = /^( *)((?:[-?:][ \t]+)*)/.exec(line) ?? [];
    let column = spaces.length;
    const starts = [column];
    for (const mark of marks.match(/[-?:][ \t]+/g) ?? []) starts.push((column += mark.length));
    for (const start of starts) {
      while (columns.length > 1 && columns[columns.length - 1]! >= start) columns.pop();
      columns.push(start);
    }
    if (columns.length > MAX_DEPTH) return index + 1;
  }
  return undefined;
}
