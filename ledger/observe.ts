// What the ledger tells of its own work, to whoever measures: the name of what was asked, how long it took, how it ended.
import { performance } from 'node:perf_hooks';
import { DomainError, PROBLEMS } from '../core/errors.ts';
import { asUnavailable } from './transaction.ts';

/** `refused`: a DomainError. `unavailable`: busy, or the database away. `failed`: our own fault. */
export type LedgerOutcome = 'done' | 'refused' | 'unavailable' | 'failed';
export type ObserveLedger = (command: string, seconds: number, outcome: LedgerOutcome) => void;

/** The same functions, each measured; those of a part are called `part.name`. */
export const observed = <T extends object>(ledger: T, observe: ObserveLedger, prefix = ''): T =>
  Object.fromEntries(
    Object.entries(ledger).map(([name, member]: [string, unknown]) => [
      name,
      typeof member === 'function'
        ? measured(member as (...args: unknown[]) => Promise<unknown>, (...end) => observe(`${prefix}${name}`, ...end))
        : observed(member as object, observe, `${name}.`),
    ]),
  ) as T;

const measured =
  <A extends unknown[], R>(run: (...args: A) => Promise<R>, end: (seconds: number, outcome: LedgerOutcome) => void) =>
  async (...args: A): Promise<R> => {
    const since = performance.now();
    let outcome: LedgerOutcome = 'done';
    try {
      return await run(...args);
    } catch (error) {
      outcome = outcomeOf(asUnavailable(error));
      throw error;
    } finally {
      end((performance.now() - since) / 1000, outcome);
    }
  };

const outcomeOf = (error: unknown): LedgerOutcome =>
  !(error instanceof DomainError) ? 'failed' : PROBLEMS[error.code].kind === 'unavailable' ? 'unavailable' : 'refused';
