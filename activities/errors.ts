// The one place where a DomainError becomes an ApplicationFailure. What leaves here is written into histories, so it is a code and
// nothing else: an error's message, cause or stack may quote what a person or a department's system sent.
import { ApplicationFailure, CancelledFailure } from '@temporalio/common';
import { DomainError, PROBLEMS } from '../core/errors.ts';

/** A failure that says `code` and no more. */
export function failureOf(code: string, { final = false } = {}): ApplicationFailure {
  const failure = ApplicationFailure.create({ message: code, type: code, nonRetryable: final });
  failure.stack = '';
  return failure;
}

/** Whether trying again can help: the refusal lies in our state (busy, upgrading, database away), not in the case. */
export const isUnavailable = (error: DomainError): boolean => PROBLEMS[error.code].kind === 'unavailable';

/** Any error, clean. A refusal is final; what is no refusal is a bug or an outage, and is tried again. */
export function toFailure(error: unknown): Error {
  if (error instanceof CancelledFailure || error instanceof ApplicationFailure) return error;
  if (error instanceof DomainError) return failureOf(error.code, { final: !isUnavailable(error) });
  return failureOf('internal-error');
}

/** For our own logs: which error and where in our code, without its message. */
export function tracesOf(error: unknown): object {
  if (error instanceof DomainError) return { code: error.code };
  if (!(error instanceof Error)) return { error: typeof error };
  const frames = (error.stack ?? '').split('\n').filter((line) => /^\s+at /.test(line));
  return {
    error: error.name,
    ...('code' in error && { code: String(error.code) }),
    frames: frames.slice(0, 8).map((f) => f.trim()),
  };
}
