// The pool of one process. Limits stand here so that forty waiters on one case can not stop the rest.
import pg from 'pg';

export interface PoolOptions {
  readonly max: number;
  readonly applicationName: string;
  /** For one statement; less where nobody shall wait. */
  readonly statementMs?: number;
}

/** Connects as the application role; errors of idle connections are expected when PostgreSQL restarts and must not end the process. */
export function createPool(url: string, { max, applicationName, statementMs = 15_000 }: PoolOptions): pg.Pool {
  const pool = new pg.Pool({
    connectionString: url,
    max,
    application_name: applicationName,
    connectionTimeoutMillis: 5_000,
    idleTimeoutMillis: 30_000,
    lock_timeout: 5_000,
    idle_in_transaction_session_timeout: 5_000,
    statement_timeout: statementMs,
  });
  pool.on('error', () => undefined);
  // While a client is in use, the pool does not listen: one lost between two queries of a transaction would end the process. Its next
  // query fails, and that is where it is answered.
  pool.on('connect', (client) => client.on('error', () => undefined));
  return pool;
}
