import type { QueryResult, QueryResultRow } from 'pg';

/** A pool or a client inside a transaction. Only this room (and the transaction of the ledger) knows that it is PostgreSQL. */
export interface Db {
  query<R extends QueryResultRow>(query: string | Statement, values?: unknown[]): Promise<QueryResult<R>>;
}
/** A named statement is prepared once a connection: for hot paths. */
export interface Statement {
  readonly name?: string;
  readonly text: string;
  readonly values?: unknown[];
}
/** What goes into timestamptz: epoch milliseconds in the program, 'infinity' when there is no such instant. */
export const toTimestamp = (at: number | undefined): string | null =>
  at === undefined ? null : new Date(at).toISOString();
export const fromTimestamp = (at: Date | null): number | undefined => (at === null ? undefined : at.getTime());
