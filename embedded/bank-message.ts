// A message of Lianban as the sample bank reads it: strictly, so that a fault of ours shows as a 400.
import type { IncomingHttpHeaders } from 'node:http';
import { parseObject } from './json-http.ts';

export interface BankMessage {
  readonly dispatchId: string;
  readonly idempotencyKey: string;
  /** Of a request; empty in a recall. */
  readonly callbackUrl: string;
  /** Names of the form's fields: the bank's log keeps no values. */
  readonly fields: readonly string[];
}

export const readIdempotencyKey = (headers: IncomingHttpHeaders): string | undefined => {
  const value = headers['idempotency-key'];
  return typeof value === 'string' ? value : undefined;
};

/** The message, or undefined when anything the protocol asks for is missing or does not fit together. */
export function parseMessage(
  kind: 'request' | 'recall',
  rawBody: string,
  key: string | undefined,
): BankMessage | undefined {
  const { dispatchId, caseNo, item, callbackUrl, form, outputs } = parseObject(rawBody) ?? {};
  if (typeof dispatchId !== 'string' || key === undefined) return undefined;
  const [namedCase, namedItem, round, ...rest] = dispatchId.split('.');
  if (namedCase !== caseNo || namedItem !== item || !/^[1-9]\d*$/.test(round ?? '') || rest.length > 0)
    return undefined;
  const expected = [caseNo, item, round, ...(kind === 'recall' ? ['recall'] : [])].join('/');
  if (key !== expected) return undefined;
  if (kind === 'recall') return { dispatchId, idempotencyKey: key, callbackUrl: '', fields: [] };
  if (typeof callbackUrl !== 'string' || !URL.canParse(callbackUrl) || !isObject(form) || !isObject(outputs))
    return undefined;
  return { dispatchId, idempotencyKey: key, callbackUrl, fields: Object.keys(form) };
}

const isObject = (value: unknown): value is object =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
