// A fault of a submission, and its messages. Never the value itself: faults are logged and shown.
import type { Fault } from '../errors.ts';
import type { Text } from '../text.ts';

export const FORM_FAULTS = [
  'missing',
  'unknown',
  'not-asked',
  'wrong-type',
  'too-short',
  'too-long',
  'too-small',
  'too-big',
  'too-few-rows',
  'too-many-rows',
  'bad-characters',
  'not-an-option',
  'bad-date',
  'bad-phone',
  'bad-identity-number',
  'bad-credit-code',
  'wrong-sum',
  'needed-for-condition',
  'unknown-item',
  'not-optional',
  'not-held',
  'not-tolerated',
  'no-commitment',
  'chosen-twice',
  'unknown-material',
] as const;
export type FormFaultCode = (typeof FORM_FAULTS)[number];
export interface FormFault extends Fault {
  readonly code: FormFaultCode;
}

/** RFC 6901 pointer below another; a key of the sender's is cut, it may be anything. */
export const below = (pointer: string, key: string | number): string =>
  `${pointer}/${String(key).slice(0, 80).replaceAll('~', '~0').replaceAll('/', '~1')}`;

export const fault = (pointer: string, code: FormFaultCode, zh: string, en: string): FormFault => ({
  pointer,
  code,
  message: { zh, en },
});
export const labelled = (pointer: string, code: FormFaultCode, label: Text, zh: string, en: string): FormFault =>
  fault(pointer, code, `${label.zh}${zh}`, `${label.en} ${en}`);

/** Own members of a plain object, or undefined. */
export function membersOf(value: unknown): ReadonlyMap<string, unknown> | undefined {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return undefined;
  return new Map<string, unknown>(Object.entries(value));
}
