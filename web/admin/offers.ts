// What may be written at a place of a definition, by its JSON Schema: the keys and the values it allows.
export interface JsonSchema {
  readonly $ref?: string;
  readonly $defs?: Readonly<Record<string, JsonSchema>>;
  readonly properties?: Readonly<Record<string, JsonSchema>>;
  readonly additionalProperties?: boolean | JsonSchema;
  readonly items?: JsonSchema;
  readonly anyOf?: readonly JsonSchema[];
  readonly oneOf?: readonly JsonSchema[];
  readonly allOf?: readonly JsonSchema[];
  readonly enum?: readonly unknown[];
  readonly const?: unknown;
  readonly description?: string;
}
export interface Offer {
  readonly kind: 'key' | 'value';
  readonly label: string;
  readonly description: string | undefined;
}
/** An entry of a list. */
const ENTRY = '*';
const LINE = /^(\s*)((?:- +)*)(?:([\w-]+):(?= |$))?(.*)$/;
const lineOf = (text: string) => {
  const [, indent, dashes, key, rest] = LINE.exec(text)!;
  const depth = dashes!.match(/-/g)?.length ?? 0;
  return { outer: indent!.length, column: indent!.length + dashes!.length, depth, key, rest: rest! };
};

/** The keys that lead to where a text ends, by its indentation: what is being written need not be YAML yet. */
export function placeAtEnd(text: string): { readonly path: readonly string[]; readonly written: string } | undefined {
  const lines = text.split('\n');
  const last = lineOf(lines.pop()!);
  const written = /^ *([\w-]*)$/.exec(last.rest)?.[1];
  if (written === undefined) return undefined;
  const path = [...Array<string>(last.depth).fill(ENTRY), ...(last.key === undefined ? [] : [last.key])];
  let column = last.depth > 0 ? last.outer : last.column;
  let inList = last.depth > 0;
  for (const line of lines.reverse()) {
    if (/^\s*(#|$)/.test(line)) continue;
    const above = lineOf(line);
    const opens = above.key !== undefined && (above.column < column || (inList && above.column === column));
    const besides = above.depth > 0 && above.column === column;
    if (!opens && !besides) continue;
    path.unshift(...Array<string>(above.depth).fill(ENTRY), ...(opens ? [above.key!] : []));
    column = above.depth > 0 ? above.outer : above.column;
    inList = above.depth > 0;
  }
  return { path, written };
}

/** What the schema allows at a place. */
export function offersAt(schema: JsonSchema, path: readonly string[]): readonly Offer[] {
  const resolved = (node: JsonSchema): readonly JsonSchema[] => {
    const named = node.$ref === undefined ? undefined : schema.$defs?.[node.$ref.replace('#/$defs/', '')];
    const parts = [...(named ? [named] : []), ...(node.anyOf ?? []), ...(node.oneOf ?? []), ...(node.allOf ?? [])];
    return [node, ...parts.flatMap(resolved)];
  };
  const below = (node: JsonSchema, step: string): readonly JsonSchema[] => {
    const others = typeof node.additionalProperties === 'object' ? node.additionalProperties : undefined;
    const next = step === ENTRY ? node.items : (node.properties?.[step] ?? others);
    return next ? resolved(next) : [];
  };
  const nodes = path.reduce<readonly JsonSchema[]>((at, step) => at.flatMap((n) => below(n, step)), resolved(schema));
  const keys = nodes.flatMap((n) => Object.entries(n.properties ?? {}));
  const values = nodes.flatMap((n) => [
    ...(n.enum ?? (n.const === undefined ? [] : [n.const])).map((value) => [value, n.description] as const),
  ]);
  const offers: Offer[] = [
    ...keys.map(([label, node]) => ({
      kind: 'key' as const,
      label,
      description: resolved(node).find((n) => n.description !== undefined)?.description,
    })),
    ...values.map(([value, description]) => ({ kind: 'value' as const, label: String(value), description })),
  ];
  return [...new Map(offers.map((o) => [o.kind + o.label, o])).values()];
}
