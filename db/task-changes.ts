// What the database tells of tasks that changed (trigger tell_task_change): after the commit, whoever made it, in whichever process.
import type { Pool, PoolClient } from 'pg';

export interface TaskChange {
  readonly task: string;
  readonly caseNo: string;
  readonly item: string;
  readonly organ: string;
  /** The organ that had it until then. */
  readonly left: string | null;
  readonly kind: 'appeared' | 'changed' | 'claimed' | 'ended';
}
/** `missed`: the connection was away, and nobody knows what happened meanwhile. */
export type Heard = TaskChange | 'missed';
export interface TaskChanges {
  /** @returns how to stop */
  subscribe(hear: (heard: Heard) => void): () => void;
  /** From now on; asked again, nothing more happens. */
  listen(): void;
  close(): void;
}
const RETRY_MS = 2_000;

/** Holds one connection of the pool from the first `listen` until it is closed. */
export function createTaskChanges(pool: Pool): TaskChanges {
  const hearers = new Set<(heard: Heard) => void>();
  const tell = (heard: Heard) => hearers.forEach((hear) => hear(heard));
  let client: PoolClient | undefined;
  let state: 'idle' | 'connecting' | 'listening' | 'closed' = 'idle';
  let again: NodeJS.Timeout | undefined;

  const lost = (broken?: PoolClient) => {
    if (broken) broken.release(true);
    client = undefined;
    if (state === 'closed') return;
    state = 'idle';
    again = setTimeout(() => {
      again = undefined;
      void listen();
    }, RETRY_MS).unref();
  };
  const listen = async () => {
    if (state !== 'idle') return;
    state = 'connecting';
    const got = await pool.connect().catch(() => undefined);
    if (!got) return lost();
    let gone = false;
    const fail = () => {
      if (!gone) lost(got);
      gone = true;
    };
    got.on('notification', ({ payload }) => tell(JSON.parse(payload ?? '') as TaskChange));
    got.on('error', fail);
    await got.query('listen lianban_tasks').catch(fail);
    if (gone) return;
    if ((state as string) === 'closed') return got.release(true);
    client = got;
    state = 'listening';
    tell('missed'); // whatever happened before it listened
  };
  return {
    subscribe(hear) {
      hearers.add(hear);
      return () => void hearers.delete(hear);
    },
    listen: () => void (again ?? listen()),
    close() {
      state = 'closed';
      clearTimeout(again);
      client?.release(true);
    },
  };
}
