// What holds of every answer, whatever was asked.
import { PROBLEMS } from '../../core/errors.ts';
import type { Sent } from './request.ts';

export interface Heard {
  readonly status: number;
  readonly headers: Readonly<Record<string, unknown>>;
  readonly body: string;
  readonly ms: number;
}
const SLOW_MS = 5_000;

/** @param secrets what no refusal may tell @returns what is wrong, in words without values */
export function judge({ operation }: Sent, { status, headers, body, ms }: Heard, secrets: readonly string[]): string[] {
  const type = String(headers['content-type'] ?? '').split(';')[0]!;
  const faults: string[] = [];
  const parsed: unknown = type.includes('json') ? parse(body) : body;
  const documented = operation.faultsOf(status, type, parsed);
  if (documented === undefined) faults.push(`${status} ${type} is not documented`);
  else faults.push(...documented);
  if (headers['x-content-type-options'] !== 'nosniff') faults.push('no nosniff');
  if (!headers['x-request-id']) faults.push('no x-request-id');
  if (ms > SLOW_MS) faults.push(`slower than ${SLOW_MS} ms`);
  if (status >= 400) {
    const { code, status: told } = (parsed ?? {}) as { code?: string; status?: number };
    const away = status === 503 && PROBLEMS[code as keyof typeof PROBLEMS]?.kind === 'unavailable';
    if (status >= 500 && !away) faults.push(`status ${status} ${code}`);
    if (code === undefined || !Object.hasOwn(PROBLEMS, code)) faults.push('no registered code');
    if (told !== status) faults.push('tells another status than it has');
    for (const [i, secret] of secrets.entries()) if (body.includes(secret)) faults.push(`a refusal tells secret ${i}`);
  }
  return faults;
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
