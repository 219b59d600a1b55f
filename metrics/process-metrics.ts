// What each of our processes tells Prometheus of itself: the ledger's time, waiting for locks, its pool, and Node's own figures.
// No label may grow with the number of cases or people: names of ours, outcomes, codes (test/api/metrics.test.ts sees to it).
import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import type { Pool } from 'pg';
import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client';
import { CASE_LOCK, type LockWait } from '../db/cases.ts';
import type { ObserveLedger } from '../ledger/observe.ts';

export interface ProcessMetrics {
  readonly registry: Registry;
  readonly observeLedger: ObserveLedger;
  /** Hears no more of locks. */
  stop(): void;
}

const BUCKETS = [0.002, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];

export function createProcessMetrics(pool: Pool): ProcessMetrics {
  const registry = new Registry();
  const registers = [registry];
  collectDefaultMetrics({ register: registry });
  const ledger = new Histogram({
    name: 'lianban_ledger_seconds',
    help: 'Duration of the ledger’s commands by name and outcome (done, refused, unavailable, failed)',
    labelNames: ['command', 'outcome'],
    buckets: BUCKETS,
    registers,
  });
  const locks = new Histogram({
    name: 'lianban_case_lock_wait_seconds',
    help: 'Time that commands waited for the lock of their case',
    buckets: BUCKETS,
    registers,
  });
  const timeouts = new Counter({
    name: 'lianban_case_lock_timeouts_total',
    help: 'Commands that did not get the lock of their case in time and were refused as busy',
    registers,
  });
  const heard = (message: unknown): void => {
    const { seconds, timedOut } = message as LockWait;
    locks.observe(seconds);
    if (timedOut) timeouts.inc();
  };
  subscribe(CASE_LOCK, heard);
  poolGauges(pool, registers);
  return {
    registry,
    observeLedger: (command, seconds, outcome) => ledger.observe({ command, outcome }, seconds),
    stop: () => void unsubscribe(CASE_LOCK, heard),
  };
}

function poolGauges(pool: Pool, registers: Registry[]): void {
  new Gauge({
    name: 'lianban_pool_connections',
    help: 'Connections of this process to the database by use (busy, idle)',
    labelNames: ['use'],
    registers,
    collect() {
      this.set({ use: 'busy' }, pool.totalCount - pool.idleCount);
      this.set({ use: 'idle' }, pool.idleCount);
    },
  });
  new Gauge({
    name: 'lianban_pool_max',
    help: 'Connections this process may open',
    registers,
    collect() {
      this.set(pool.options.max);
    },
  });
  new Gauge({
    name: 'lianban_pool_waiting',
    help: 'Requests that wait for a connection of the pool',
    registers,
    collect() {
      this.set(pool.waitingCount);
    },
  });
}
