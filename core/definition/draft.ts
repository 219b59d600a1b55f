// A draft is a definition as far as it can be read: what is missing or malformed is undefined. Rules look at drafts, so that
// one missing key does not hide the faults of the rest: every fault at once.
import { z } from 'zod';
import type { Limit } from '../clock/limit.ts';
import { definitionSchema, type Definition } from './schema.ts';

export type DeepPartial<T> = T extends Limit
  ? T
  : T extends readonly (infer E)[]
    ? readonly (DeepPartial<E> | undefined)[]
    : T extends object
      ? { readonly [K in keyof T]?: DeepPartial<T[K]> }
      : T;
export type Draft = DeepPartial<Definition>;
export type DraftItem = DeepPartial<Definition['items'][number]>;
export type DraftField = DeepPartial<Definition['form']['groups'][number]['fields'][number]>;

/** The same schema with every part optional and every fault read as "not there"; list positions are kept. */
function lenient(schema: z.core.$ZodType): z.ZodType {
  if (schema instanceof z.ZodOptional || schema instanceof z.ZodDefault) return lenient(schema.unwrap());
  const orNothing = (inner: z.ZodType) => inner.optional().catch(undefined);
  if (schema instanceof z.ZodObject) {
    const shape: Record<string, z.ZodType> = {};
    for (const [key, part] of Object.entries(schema.shape)) shape[key] = lenient(part as z.core.$ZodType);
    return orNothing(z.object(shape));
  }
  if (schema instanceof z.ZodArray) return orNothing(z.array(lenient(schema.element)));
  if (schema instanceof z.ZodRecord) return orNothing(z.record(z.string(), lenient(schema.valueType)));
  return orNothing(schema as z.ZodType);
}

// The one assertion: the mapping above does to the schema what DeepPartial does to its type; parse.test.ts holds it to that.
const draftSchema = lenient(definitionSchema) as z.ZodType<Draft | undefined>;

/** Whatever of the value can be read as a definition. Never throws. */
export const readDraft = (value: unknown): Draft => draftSchema.parse(value) ?? {};
