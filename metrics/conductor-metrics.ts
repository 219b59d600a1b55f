// What the worker tells Prometheus of its own work. What the SDK tells of Temporal's (temporal_*) comes from a port of its own.
import { Counter, Gauge, Histogram, type Registry } from 'prom-client';
import type { ObserveActivity } from '../activities/observe.ts';
import type { SweepObserver } from '../conductor/sweeper.ts';

/** Codes of a failed delivery that are told as they are; any other is the ledger's refusal. */
const TOLD = ['done', 'cancelled', 'timeout', 'unreachable', 'wrong-body', 'system-unknown', 'internal-error'];

/** @param systems the departments' systems that are configured: no other name becomes a label */
export function addConductorMetrics(
  registry: Registry,
  systems: readonly string[],
): { observeActivity: ObserveActivity; observeSweep: SweepObserver } {
  const registers = [registry];
  const seconds = new Histogram({
    name: 'lianban_activity_seconds',
    help: 'Duration of activities by name and outcome (done, failed, cancelled)',
    labelNames: ['activity', 'outcome'],
    buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30],
    registers,
  });
  const deliveries = new Counter({
    name: 'lianban_deliveries_total',
    help: 'Tries to reach a department’s system by system, kind (request, recall) and outcome',
    labelNames: ['system', 'kind', 'outcome'],
    registers,
  });
  const sweeps = new Counter({
    name: 'lianban_sweeps_total',
    help: 'Turns of the sweeper by outcome (done, failed)',
    labelNames: ['outcome'],
    registers,
  });
  const finds = new Counter({
    name: 'lianban_sweep_finds_total',
    help: 'Cases the sweeper found to be owed a look, by reason',
    labelNames: ['why'],
    registers,
  });
  const last = new Gauge({
    name: 'lianban_sweep_last_timestamp_seconds',
    help: 'When the sweeper last came to the end of a turn',
    registers,
  });
  last.setToCurrentTime(); // not 0: a worker that just started is not one whose sweeper stopped
  // told as 0 from the start: a rate needs a value before the first event
  for (const outcome of ['done', 'failed']) sweeps.inc({ outcome }, 0);
  for (const why of ['wake-owed', 'next-passed', 'dispatch-unconfirmed'] as const) finds.inc({ why }, 0);
  return {
    observeActivity({ activity, seconds: took, code, dispatch }) {
      seconds.observe({ activity, outcome: code === 'done' || code === 'cancelled' ? code : 'failed' }, took);
      if (!dispatch) return;
      const system = systems.includes(dispatch.system) ? dispatch.system : 'unknown';
      const http = /^http-([1-5])\d\d$/.exec(code)?.[1];
      const outcome = http ? `http-${http}xx` : TOLD.includes(code) ? code : 'refused';
      deliveries.inc({ system, kind: dispatch.kind, outcome });
    },
    observeSweep: {
      found: (why) => finds.inc({ why }),
      turned(outcome) {
        sweeps.inc({ outcome });
        if (outcome === 'done') last.setToCurrentTime();
      },
    },
  };
}
