// The form as the API describes it (JSON Schema with the words of core/definition/form-schema.ts): as much as a screen needs.
import type { FieldType } from '../../core/engine/plan.ts';

export interface FieldSchema {
  readonly title: string;
  readonly description?: string;
  readonly 'x-type': FieldType;
  readonly 'x-unit'?: 'fen';
  readonly minimum?: number;
  readonly maximum?: number;
  readonly maxLength?: number;
  readonly minItems?: number;
  readonly maxItems?: number;
  readonly oneOf?: readonly { readonly const: string; readonly title: string }[];
  readonly items?: {
    readonly properties: Readonly<Record<string, FieldSchema>>;
    readonly required: readonly string[];
  };
  readonly 'x-sum-of'?: { readonly field: string; readonly equals: number };
}
export interface FormSchema {
  readonly properties: Readonly<Record<string, FieldSchema>>;
  readonly required: readonly string[];
  readonly 'x-groups': readonly { readonly id: string; readonly title: string; readonly fields: readonly string[] }[];
}
