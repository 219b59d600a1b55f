// The text of a definition being written: coloured, with marks where it is at fault and offers of what may stand where one writes.
// Heavy, therefore a file of its own that comes when somebody writes.
import { autocompletion, type CompletionContext, type CompletionResult } from '@codemirror/autocomplete';
import { yaml } from '@codemirror/lang-yaml';
import { linter, lintGutter, type Diagnostic } from '@codemirror/lint';
import { basicSetup, EditorView } from 'codemirror';
import { useEffect, useRef } from 'react';
import type { Schema } from '../api/client.ts';
import { inWords } from '../app/words.ts';
import { offersAt, placeAtEnd, type JsonSchema } from './offers.ts';

export interface Place {
  readonly line: number;
  readonly column: number;
}
interface Written {
  readonly label: string;
  readonly value: string;
  readonly change: (text: string) => void;
  readonly schema: JsonSchema | undefined;
  readonly faultsOf: (text: string) => Promise<readonly Schema['Diagnostic'][]>;
  /** Where to go: each new object leads there again. */
  readonly place: Place | undefined;
}
const CHECK_AFTER_MS = 600;

const positionOf = ({ state }: EditorView, { line, column }: Place): number => {
  const { from, to } = state.doc.line(Math.min(Math.max(line, 1), state.doc.lines));
  return Math.min(from + Math.max(column - 1, 0), to);
};
const markOf = (view: EditorView, d: Schema['Diagnostic']): Diagnostic => {
  const from = positionOf(view, d);
  const to = view.state.doc.lineAt(from).to;
  return { from, to, severity: d.severity, message: [d.message, d.hint].map(inWords).join(' ').trim() };
};
const offer = (schema: JsonSchema | undefined, context: CompletionContext): CompletionResult | null => {
  const at = schema && placeAtEnd(context.state.doc.sliceString(0, context.pos));
  if (!at || (at.written === '' && !context.explicit)) return null;
  const options = offersAt(schema, at.path).map(({ kind, label, description }) => ({
    label,
    type: kind === 'key' ? 'property' : 'enum',
    apply: kind === 'key' ? `${label}: ` : label,
    ...(description !== undefined && { info: description }),
  }));
  return options.length > 0 ? { from: context.pos - at.written.length, options, validFor: /^[\w-]*$/ } : null;
};

export function DefinitionText(written: Written) {
  const { label, value, place } = written;
  const box = useRef<HTMLDivElement>(null);
  const view = useRef<EditorView>(null);
  const now = useRef(written);
  useEffect(() => void (now.current = written));
  useEffect(() => {
    const editor = new EditorView({
      doc: now.current.value,
      parent: box.current!,
      extensions: [
        basicSetup,
        yaml(),
        lintGutter(),
        linter(
          async (at) => {
            const text = at.state.doc.toString();
            return text === '' ? [] : (await now.current.faultsOf(text)).map((d) => markOf(at, d));
          },
          { delay: CHECK_AFTER_MS },
        ),
        autocompletion({ override: [(context) => offer(now.current.schema, context)] }),
        EditorView.contentAttributes.of({ 'aria-label': label, tabindex: '0' }),
        EditorView.updateListener.of((u) => u.docChanged && now.current.change(u.state.doc.toString())),
      ],
    });
    view.current = editor;
    return () => editor.destroy();
  }, [label]);
  useEffect(() => {
    const { state } = view.current!;
    if (state.doc.toString() !== value)
      view.current!.dispatch({ changes: { from: 0, to: state.doc.length, insert: value } });
  }, [value]);
  useEffect(() => {
    if (!place) return;
    const anchor = positionOf(view.current!, place);
    view.current!.dispatch({ selection: { anchor }, effects: EditorView.scrollIntoView(anchor, { y: 'center' }) });
    view.current!.focus();
  }, [place]);
  return <div ref={box} className="definition-text" />;
}
