// The outside's way to the conductor: start or wake it (one call for both), ask it, and know whether Temporal is there. Nothing here
// is needed for a promise to a person: a wake that is lost is repeated by the sweeper.
import { Client, Connection, WithStartWorkflowOperation, WorkflowNotFoundError } from '@temporalio/client';
import type { Log } from '../activities/log.ts';
import { progress, wake, type Progress } from '../workflows/messages.ts';

export interface Wake {
  readonly caseNo: string;
  /** Name of the matter = workflow type. */
  readonly matter: string;
  /** The change the conductor is owed a look at. */
  readonly seq: number;
}
export interface WakesOptions {
  readonly client: Client;
  readonly taskQueue: string;
  /** A call to a server that is down would hang; after this many milliseconds it is given up. */
  readonly deadlineMs: number;
  readonly logger: Log;
}
export interface Wakes {
  /**
   * In the background; never throws. `why` names a repetition by the sweeper: Temporal answers an update id it knows without telling the
   * run again, so a repetition needs its own id; one a reason and change, so that sweeping does not cut a run's backoff again and again.
   */
  send(wake: Wake, why?: string): void;
  /** Starts the roll-out of a published calendar, unless it is under way. */
  rollOut(calendarHash: string): Promise<void>;
  /** When every wake sent so far has arrived or been given up. */
  settled(): Promise<void>;
  /** What the run knows; null when it does not say so within two seconds. */
  query(caseNo: string): Promise<Progress | null>;
  /** Identity of the namespace's database; another one means that Temporal was lost or replaced. */
  namespaceId(): Promise<string>;
  /** How many workers asked for work within the last minutes; null when Temporal does not say so in time. */
  workers(): Promise<number | null>;
  /** As of the last contact; asks anew in the background when that is a while ago. Never blocks. */
  health(): 'ok' | 'degraded';
}

const QUERY_MS = 2_000;
/** A worker that lives asks again within a minute; Temporal remembers for five who did. */
const ALIVE_MS = 90_000;
/** How long the last contact counts; less after a bad one, so that a recovery is seen soon. */
const FRESH_MS = { ok: 5_000, degraded: 1_000 };

/** A client that connects with its first call, so that our process starts while Temporal is down. */
export function createTemporalClient(address: string, namespace: string): Client {
  return new Client({ connection: Connection.lazy({ address }), namespace });
}

export function createWakes({ client, taskQueue, deadlineMs, logger }: WakesOptions): Wakes {
  const pending = new Set<Promise<void>>();
  let state: 'ok' | 'degraded' = 'degraded';
  let checkedAt = 0;
  let checking = false;

  /** The deadline twice: gRPC's own, and one around it, since connecting and retrying have limits of their own. */
  async function within<T>(ms: number, call: () => Promise<T>): Promise<T> {
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<never>((_, reject) => {
      timer = setTimeout(() => reject(new Error('deadline')), ms + 100);
    });
    try {
      return await Promise.race([client.connection.withDeadline(Date.now() + ms, call), late]);
    } finally {
      clearTimeout(timer);
    }
  }
  function heard(now: 'ok' | 'degraded'): void {
    if (checkedAt && now !== state) logger.warn({ temporal: now }, 'Temporal');
    state = now;
    checkedAt = Date.now();
  }
  async function namespaceId(): Promise<string> {
    try {
      const { namespace } = client.options;
      const answer = await within(deadlineMs, () => client.workflowService.describeNamespace({ namespace }));
      heard('ok');
      return answer.namespaceInfo!.id!;
    } catch (error) {
      heard('degraded');
      throw error;
    }
  }
  async function check(): Promise<void> {
    if (checking) return;
    checking = true;
    await namespaceId().catch(() => undefined);
    checking = false;
  }

  async function startOrWake({ caseNo, matter, seq }: Wake, why: string): Promise<void> {
    const startWorkflowOperation = new WithStartWorkflowOperation(matter, {
      workflowId: caseNo,
      taskQueue,
      args: [caseNo],
      workflowIdConflictPolicy: 'USE_EXISTING',
      workflowIdReusePolicy: 'ALLOW_DUPLICATE', // a run is disposable; what comes after its end starts a new one
    });
    try {
      await within(deadlineMs, () =>
        client.workflow.executeUpdateWithStart(wake, { updateId: `${why}-${seq}`, startWorkflowOperation }),
      );
      heard('ok');
    } catch (error) {
      // Also when the run just ended, or its worker is away: in each case the sweeper finds the look still owed.
      logger.info({ caseNo, seq, why, error: (error as Error).name }, 'wake not delivered; the sweeper repeats it');
      void check();
    }
  }

  return {
    send(order, why = 'wake') {
      const sending = startOrWake(order, why).finally(() => pending.delete(sending));
      pending.add(sending);
    },
    async rollOut(calendarHash) {
      await within(deadlineMs, () =>
        client.workflow.start('recalculateCalendar', {
          workflowId: `calendar-${calendarHash}`,
          taskQueue,
          args: [calendarHash],
          workflowIdConflictPolicy: 'USE_EXISTING',
        }),
      );
    },
    async settled() {
      while (pending.size) await Promise.all(pending);
    },
    async query(caseNo) {
      try {
        const answer = await within(QUERY_MS, () => client.workflow.getHandle(caseNo).query(progress));
        heard('ok');
        return answer;
      } catch (error) {
        if (!(error instanceof WorkflowNotFoundError)) void check(); // that one is an answer, too
        return null;
      }
    },
    namespaceId,
    async workers() {
      const { namespace } = client.options;
      const asked = { namespace, taskQueue: { name: taskQueue }, taskQueueType: 1 /* workflow tasks */ };
      try {
        const { pollers } = await within(QUERY_MS, () => client.workflowService.describeTaskQueue(asked));
        heard('ok');
        const alive = (pollers ?? []).filter(
          ({ lastAccessTime }) => Date.now() - Number(lastAccessTime?.seconds ?? 0) * 1000 < ALIVE_MS,
        );
        return new Set(alive.map(({ identity }) => identity)).size;
      } catch {
        void check();
        return null;
      }
    },
    health() {
      if (Date.now() - checkedAt > FRESH_MS[state]) void check();
      return state;
    },
  };
}
