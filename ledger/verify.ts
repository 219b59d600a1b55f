// Proof of a case: both chains whole, and the stored snapshot equal to the fold of its events.
import type { Pool } from 'pg';
import { canonicalJson } from '../core/canonical.ts';
import type { Happened } from '../core/engine/events.ts';
import { evolve } from '../core/engine/evolve.ts';
import { initialState } from '../core/engine/state.ts';
import { DomainError } from '../core/errors.ts';
import { findCase } from '../db/cases.ts';
import type { Db } from '../db/db.ts';
import { listEvents, type EventRow } from '../db/events.ts';
import { listTasks } from '../db/tasks.ts';
import { checkChain, type ChainFault } from './chain.ts';
import { workStream } from './distribute.ts';
import { inSnapshot } from './transaction.ts';

export interface Verification {
  readonly caseNo: string;
  readonly streams: number;
  readonly events: number;
  readonly faults: readonly ChainFault[];
}

export const toHappened = (row: EventRow): Happened =>
  ({ ...row.body, type: row.type, at: row.at }) as unknown as Happened;

/** Sees one state of the case (a snapshot of its own), so that a command that commits meanwhile is no fault; locks nothing. */
export const verifyCase = (pool: Pool, caseNo: string): Promise<Verification> =>
  inSnapshot(pool, (db) => verify(db, caseNo));

async function verify(db: Db, caseNo: string): Promise<Verification> {
  const row = await findCase(db, caseNo);
  if (!row) throw new DomainError('case-not-found', 'There is no such case.');
  const events = await listEvents(db, caseNo);
  const tasks = await listTasks(db, caseNo);
  const heads = new Map([
    ['case', { seq: row.seq, hash: row.head }],
    ...tasks.map((t) => [workStream(t), { seq: t.workSeq, hash: t.workHead }] as const),
  ]);
  for (const { stream } of events) if (!heads.has(stream)) heads.set(stream, { seq: 0, hash: '' });
  const faults = [...heads].flatMap(([stream, head]) =>
    checkChain(
      stream,
      events.filter((e) => e.stream === stream),
      head,
    ),
  );
  return {
    caseNo,
    streams: heads.size,
    events: events.length,
    faults: [...faults, ...workHeadFaults(events), ...foldFaults(events, row)],
  };
}

/** Each work head that a case event carries must be the hash of an event of that item's work stream. */
function workHeadFaults(events: readonly EventRow[]): ChainFault[] {
  const known = new Set(events.filter((e) => e.stream !== 'case').map((e) => e.hash));
  return events
    .filter((e) => e.stream === 'case' && e.workHead !== null && !known.has(e.workHead))
    .map((e) => ({
      stream: 'case',
      seq: e.seq,
      what: { zh: '所指的签收或审核记录不存在', en: 'names a work event that is not there' },
    }));
}

function foldFaults(events: readonly EventRow[], row: { state: unknown }): ChainFault[] {
  const what = { zh: '由记录推出的状态与存放的状态不一致', en: 'folds to another state than the stored one' };
  return foldOf(events) === canonicalJson(row.state) ? [] : [{ stream: 'case', seq: null, what }];
}
/** None where the events tell of things that can not be: what somebody made of them need not fold at all. */
function foldOf(events: readonly EventRow[]): string | undefined {
  const ofCase = events.filter((e) => e.stream === 'case').map(toHappened);
  try {
    return canonicalJson(ofCase.reduce(evolve, initialState));
  } catch {
    return undefined;
  }
}
