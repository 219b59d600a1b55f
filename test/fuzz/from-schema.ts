// Values as a JSON schema allows them. A name that earlier answers told is asked for again when `known` has it.
import fc from 'fast-check';
import type { Schema } from './document.ts';
import { CANARY } from './hostile.ts';

export type Find = (name: string) => unknown;
type Schemas = Readonly<Record<string, Schema>>;

export function fromSchema(schema: Schema, schemas: Schemas, find: Find, name = '', depth = 0): fc.Arbitrary<unknown> {
  const inner = (s: unknown, n = name) => fromSchema(s as Schema, schemas, find, n, depth + 1);
  const reference = schema['$ref'] as string | undefined;
  if (reference) return inner(schemas[reference.split('/').at(-1)!]);
  const options = (schema['oneOf'] ?? schema['anyOf']) as Schema[] | undefined;
  if (options) return fc.oneof(...options.map((o) => inner(o)));
  if ('const' in schema) return fc.constant(schema['const']);
  if (schema['enum']) return fc.constantFrom(...(schema['enum'] as unknown[]));
  const type = Array.isArray(schema['type']) ? schema['type'][0] : schema['type'];
  const told = find(name);
  const real = (arbitrary: fc.Arbitrary<unknown>) =>
    typeof told === type || (type === 'integer' && typeof told === 'number')
      ? fc.oneof({ weight: 3, arbitrary: fc.constant(told) }, { weight: 1, arbitrary })
      : arbitrary;
  switch (type) {
    case 'object':
      return object(schema, inner, depth);
    case 'array': {
      const [minLength, maxLength] = [Number(schema['minItems'] ?? 0), Number(schema['maxItems'] ?? 3)];
      return fc.array(inner(schema['items'] ?? {}), { minLength, maxLength: Math.min(maxLength, minLength + 2) });
    }
    case 'integer':
      return real(
        fc.integer({ min: Number(schema['minimum'] ?? 0), max: Math.min(Number(schema['maximum'] ?? 9), 9) }),
      );
    case 'number':
      return real(fc.double({ noNaN: true }));
    case 'boolean':
      return fc.boolean();
    case 'null':
      return fc.constant(null);
    default:
      return real(text(schema));
  }
}

function object(schema: Schema, inner: (s: unknown, n?: string) => fc.Arbitrary<unknown>, depth: number) {
  const properties = Object.entries((schema['properties'] ?? {}) as Record<string, Schema>);
  const required = (schema['required'] ?? []) as string[];
  const model = Object.fromEntries(properties.map(([key, s]) => [key, inner(s, key)]));
  if (properties.length > 0) return fc.record(model, { requiredKeys: required });
  const more = schema['additionalProperties'];
  return more && depth < 5
    ? fc.dictionary(fc.constantFrom('subject', 'a', 'fund-account'), inner(more, ''), { maxKeys: 2 })
    : fc.constant({});
}

function text(schema: Schema): fc.Arbitrary<string> {
  if (schema['format'] === 'uuid') return fc.uuid();
  if (schema['format'] === 'date') return fc.constantFrom('2026-12-01', '2027-02-28');
  if (schema['format'] === 'date-time') return fc.constantFrom('2026-12-01T00:00:00Z', '2027-02-28T00:00:00.000Z');
  const pattern = schema['pattern'] as string | undefined;
  const maxLength = Number(schema['maxLength'] ?? 60);
  if (!pattern) return fc.string({ maxLength: 20 }).map((s) => `${CANARY}${s}`.slice(0, maxLength));
  // patterns that look ahead or name scripts are beyond the generator: a few words that most of them allow
  const fitting = WORDS.filter((word) => new RegExp(pattern, 'u').test(word));
  const words = fc.constantFrom(...(fitting.length > 0 ? fitting : WORDS));
  return /\(\?|\\p/.test(pattern) ? words : fc.oneof(words, fc.stringMatching(new RegExp(pattern)));
}
const WORDS = ['wang-xiaoming', 'hearing', '15wd', '示范〔2026〕1号', 'a'];
