// What operators do about incidents: try again what can be tried again, or say why nobody is needed any more. Each is kept, with who
// and when. The same functions serve the API and the command line.
import { randomUUID } from 'node:crypto';
import { decide } from '../core/engine/decide.ts';
import type { DispatchStatus } from '../core/engine/state.ts';
import { DomainError } from '../core/errors.ts';
import { INCIDENT_KINDS, type IncidentKind, type Resolution } from '../core/incidents.ts';
import { askForLook } from '../db/conducting.ts';
import * as incidents from '../db/incidents.ts';
import { authorise } from './authorise.ts';
import type { Db } from './clock.ts';
import { closeCase } from './close-case.ts';
import type { LedgerDeps } from './deps.ts';
import type { Actor, Request } from './ledger.ts';
import { applyTime, openCase, record } from './open-case.ts';
import { findRepeated, reused, takeKey } from './requests.ts';
import { inTransaction } from './transaction.ts';

/** Each names by its request the operator who does it. */
export interface Incidents {
  /**
   * `conduct`: the conductor looks again at once. `dispatch-failed`: every system of the case that could not be asked, and whose item
   * still waits, is asked again. `recall-failed`: the recalls are sent again. The last two resolve the incidents; failing again raises new ones.
   * @returns the wake to send, if any. @throws DomainError incident-not-retryable for any other, or when nothing waits any more
   */
  retry(request: Request, id: string): Promise<Wake | undefined>;
  /** For what only people can settle. */
  resolve(request: Request, id: string, reason: Resolution): Promise<void>;
}
export interface Wake {
  readonly caseNo: string;
  readonly matter: string;
  readonly seq: number;
  /** What tells it from the wakes before it, when it repeats one. */
  readonly why?: string;
}
export type IncidentsDeps = Pick<LedgerDeps, 'pool' | 'clock' | 'book' | 'vault'>;

export const createIncidents = (deps: IncidentsDeps): Incidents => ({
  retry: (request, id) =>
    handle(deps, request, id, 'retry', null, async (db, incident, at, actor) => {
      const how = INCIDENT_KINDS[incident.kind as IncidentKind]?.retry;
      if (!how || incident.caseNo === null) throw notRetryable();
      return RETRIES[how]({ deps, db, caseNo: incident.caseNo, request, actor, at });
    }),
  resolve: async (request, id, reason) => {
    await handle(deps, request, id, 'resolve', reason, async (db, incident, at) => {
      await incidents.resolveIncident(db, incident.id, at);
    });
  },
});

/** What is done comes before the incident's lock: elsewhere, too, the case is locked first. Whoever comes second finds it resolved. */
const handle = <T>(
  deps: IncidentsDeps,
  request: Request,
  id: string,
  action: 'retry' | 'resolve',
  reason: Resolution | null,
  act: (db: Db, incident: incidents.IncidentRow, at: number, actor: Actor) => Promise<T>,
): Promise<T | undefined> =>
  inTransaction(deps.pool, async (db) => {
    if (await findRepeated(db, deps.vault, request)) return undefined;
    const at = await deps.clock(db);
    const actor = await authorise(db, request.actor, 'handleIncident', {}, at);
    const incident = await incidents.findIncident(db, id);
    if (!incident) throw new DomainError('incident-not-found', 'There is no such incident.');
    if (incident.resolvedAt) throw resolved();
    if (action === 'resolve' && !(await incidents.lockOpenIncident(db, id))) throw resolved();
    const done = await act(db, incident, at, actor);
    const { personId, postId = null } = actor;
    await incidents.insertHandling(db, randomUUID(), id, { action, reason, personId, postId, at: new Date(at) });
    if (!(await takeKey(db, deps.vault, request, { caseNo: incident.caseNo ?? id, seq: 0 }, at))) throw reused();
    return done;
  });

interface Retry {
  readonly deps: IncidentsDeps;
  readonly db: Db;
  readonly caseNo: string;
  readonly request: Request;
  readonly actor: Actor;
  readonly at: number;
}
const RETRIES: Readonly<Record<'look' | 'request' | 'recall', (retry: Retry) => Promise<Wake | undefined>>> = {
  async look({ db, caseNo, at }) {
    const { retries, ...wake } = await askForLook(db, caseNo, at);
    return { ...wake, why: `retry-${retries}` };
  },
  request: (retry) => dispatchAgain(retry, 'dispatch-failed', 'failed'),
  recall: (retry) => dispatchAgain(retry, 'recall-failed', 'recall-failed'),
};

/** An incident names a case and a code; what failed in that case is tried again, all of it. */
async function dispatchAgain(
  { deps, db, caseNo, request, actor }: Retry,
  kind: IncidentKind,
  failed: DispatchStatus,
): Promise<Wake | undefined> {
  const c = await openCase(db, caseNo, deps.book, deps.clock);
  applyTime(c);
  const waiting = Object.values(c.state.items).flatMap(({ dispatch }) =>
    dispatch?.status === failed ? dispatch.id : [],
  );
  if (waiting.length === 0) throw notRetryable();
  for (const dispatchId of waiting)
    record(c, decide(c.rules, c.state, { type: 'retryDispatch', dispatchId }, c.now), request.key, actor);
  await incidents.resolveIncidents(db, caseNo, kind, c.now);
  const { seq, wake } = await closeCase(deps, c, { conducted: false });
  return wake ? { caseNo, matter: c.row.matter, seq } : undefined;
}

const resolved = () => new DomainError('incident-resolved', 'Somebody, or the conductor itself, has settled it.');
const notRetryable = () =>
  new DomainError('incident-not-retryable', 'Nothing waits for another try: look into it, then resolve it.');
