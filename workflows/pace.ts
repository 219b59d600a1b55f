// How long to wait before trying again, and the code of what went wrong. Pure, for the isolate.
import { ActivityFailure, ApplicationFailure, TimeoutFailure } from '@temporalio/common';

const FIRST_MS = 10_000;
const MAX_MS = 300_000;

/** Milliseconds before the next try after `failures` (1, 2, …) failed ones: 10 s, doubling up to 5 minutes. */
export const backoffMs = (failures: number): number => Math.min(MAX_MS, FIRST_MS * 2 ** Math.min(failures - 1, 10));

/** The code an activity failed with; `timeout` and `unknown` where it could not say. Never a text. */
export function codeOf(error: unknown): string {
  const cause = error instanceof ActivityFailure ? error.cause : error;
  if (cause instanceof TimeoutFailure)
    return cause.cause instanceof ApplicationFailure ? codeOf(cause.cause) : 'timeout';
  const code = cause instanceof ApplicationFailure ? cause.type : undefined;
  return code && /^[a-z0-9-]{1,40}$/.test(code) ? code : 'unknown';
}
