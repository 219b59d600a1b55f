// What makes every wake certain: it finds the cases that are owed a look and sends the wake again; and it writes down thresholds whose
// run is late (thousands may pass in one second). Ledger and Temporal may both be away; then it waits for its next turn.
import type { Log } from '../activities/log.ts';
import { tracesOf } from '../activities/errors.ts';
import type { Ledger, SweepFind } from '../ledger/ledger.ts';
import type { Wakes } from './wakes.ts';

/** Which Temporal namespace conducts our cases, kept in PostgreSQL. */
export interface NamespaceStore {
  find(): Promise<string | undefined>;
  /** Marks every open case as owed a look and stores the id, both or neither; answers how many. */
  replace(namespaceId: string): Promise<number>;
}
export interface SweepPace {
  readonly intervalMs: number;
  /** Wakes a second, at most: a city's whole stock must not fall on Temporal at once. */
  readonly ratePerSecond: number;
  readonly wakeOwedMs?: number;
  readonly nextPassedMs?: number;
  readonly leaseMs?: number;
}
/** For metrics. */
export interface SweepObserver {
  found(why: SweepFind['why']): void;
  turned(outcome: 'done' | 'failed'): void;
}
export interface SweeperOptions extends SweepPace {
  readonly ledger: Pick<Ledger, 'sweep' | 'passTime' | 'listRollouts'>;
  readonly wakes: Wakes;
  readonly namespaces: NamespaceStore;
  readonly logger: Log;
  readonly observeSweep?: SweepObserver;
}
export interface Sweeper {
  /** Ends after the turn under way. */
  stop(): Promise<void>;
}

/** Thresholds written down for each wake: they are the ledger's own work, not Temporal's. */
const PASSED_EACH = 5;
const AT_ONCE = 4;

/**
 * Every `intervalMs`: roll-outs of calendars that are not finished; (a) a wake owed for 5 s, (b) a threshold passed 30 s ago, (c) a dispatch unconfirmed past its time, and before
 * them (d) another namespace than the one stored. Several sweepers share the work by the ledger's leases.
 */
export function startSweeper(options: SweeperOptions): Sweeper {
  const { ledger, wakes, namespaces, intervalMs, ratePerSecond, logger, observeSweep } = options;
  const { wakeOwedMs = 5_000, nextPassedMs = 30_000, leaseMs = 30_000 } = options;
  let stopped = false;
  let rest = (): void => undefined;
  let failing = false;

  async function turn(): Promise<void> {
    const namespaceId = await wakes.namespaceId(); // Temporal away: no lease is spent on wakes that can not arrive
    if ((await namespaces.find()) !== namespaceId) {
      const marked = await namespaces.replace(namespaceId);
      logger.warn({ namespaceId, marked }, 'another Temporal namespace: every open case is conducted again');
    }
    const limit = Math.max(1, Math.round((ratePerSecond * intervalMs) / 1000));
    const passedLimit = PASSED_EACH * limit;
    const found = await ledger.sweep({ limit, passedLimit, wakeOwedMs, nextPassedMs, leaseMs });
    for (const { why } of found) observeSweep?.found(why);
    const passed = found.filter((f) => f.why === 'next-passed');
    found.filter((f) => f.why !== 'next-passed').forEach(wake);
    await Promise.all(Array.from({ length: AT_ONCE }, () => passTime(passed)));
    for (const calendar of await ledger.listRollouts()) await wakes.rollOut(calendar);
    if (found.length) logger.info({ found: found.length }, 'swept');
  }

  /** A retry that people asked for is another wake than the one before it. */
  function wake({ why, retries, ...order }: SweepFind): void {
    wakes.send(order, retries > 0 ? `${why}-${retries}` : why);
  }
  /** The ledger writes it down; what follows for the run is a wake that is owed. Where it can not be, the run finds out why. */
  async function passTime(left: SweepFind[]): Promise<void> {
    for (let find = left.pop(); find && !stopped; find = left.pop())
      try {
        await ledger.passTime(find.caseNo);
      } catch (error) {
        logger.warn({ caseNo: find.caseNo, ...tracesOf(error) }, 'time could not be passed');
        wake(find);
      }
  }

  async function run(): Promise<void> {
    while (!stopped) {
      try {
        await turn();
        observeSweep?.turned('done');
        failing = false;
      } catch (error) {
        if (!failing) logger.warn(tracesOf(error), 'sweeping is not possible; it goes on by itself');
        failing = true;
        observeSweep?.turned('failed');
      }
      if (stopped) return;
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, intervalMs);
        rest = () => {
          clearTimeout(timer);
          resolve();
        };
      });
    }
  }
  const running = run();
  return {
    async stop() {
      stopped = true;
      rest();
      await running;
    },
  };
}
