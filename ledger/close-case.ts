// The end of the transaction: events with their chain, the snapshot, the read tables, and whether the conductor is owed a look.
import { randomUUID } from 'node:crypto';
import { agenda, type Agenda } from '../core/engine/agenda.ts';
import { ENGINE_FORMAT, isRunning } from '../core/engine/state.ts';
import { saveCase } from '../db/cases.ts';
import { saveClocks } from '../db/clocks.ts';
import { saveDispatches } from '../db/dispatches.ts';
import { insertEvents } from '../db/events.ts';
import { raiseIncident } from '../db/incidents.ts';
import { saveNotices } from '../db/notices.ts';
import { saveTasks } from '../db/tasks.ts';
import { issueCertificates } from './certificates.ts';
import { appendChain } from './chain.ts';
import type { LedgerDeps } from './deps.ts';
import { makeInstruments, recordServices } from './instruments.ts';
import type { OpenCase, Recorded } from './open-case.ts';
import { changedClocks, changedDispatches, changedTasks, noticesOf } from './project.ts';

const DISPATCH_RETRY = 2 * 3_600_000;

export interface Closed {
  readonly seq: number;
  readonly agenda: Agenda;
  /** A wake is owed since this transaction (not since an earlier one). */
  readonly wake: boolean;
}

export async function closeCase(
  deps: Pick<LedgerDeps, 'vault'>,
  c: OpenCase,
  { conducted }: { conducted: boolean },
): Promise<Closed> {
  const { db, row, now } = c;
  const after = agenda(c.rules.plan, c.state);
  const owed = row.conductedSeq < row.wakeSeq;
  if (c.recorded.length === 0 && !(conducted && (owed || row.conductError)))
    return { seq: row.seq, agenda: after, wake: false };
  const wake = !conducted && needsWake(c.agendaBefore, after);
  const { rows, head } = appendChain(row.caseNo, 'case', { seq: row.seq, hash: row.head }, links(c), now);
  await insertEvents(db, rows);
  await saveCase(db, row.caseNo, {
    state: c.state,
    engineFormat: ENGINE_FORMAT,
    seq: head.seq,
    head: head.hash,
    recordedAt: now,
    nextAt: after.next?.at,
    delivering: c.state.status === 'closed' && isRunning(c.state),
    wake,
    conducted,
  });
  await issueCertificates(deps, c);
  await makeInstruments(deps.vault, c);
  await recordServices(c);
  await saveTasks(db, row, changedTasks(c, randomUUID));
  await saveClocks(db, row, changedClocks(c));
  await saveDispatches(db, row.caseNo, changedDispatches(c), now + DISPATCH_RETRY);
  await saveNotices(db, row, noticesOf(c, randomUUID));
  for (const { event } of c.recorded)
    if (event.type === 'dispatchFailed' || event.type === 'recallFailed')
      await raiseIncident(db, {
        id: randomUUID(),
        caseNo: row.caseNo,
        kind: kebab(event.type),
        code: event.code,
        at: now,
      });
  return { seq: head.seq, agenda: after, wake: wake && !owed };
}

/** Woken only when there is something for the conductor: four of five parallel approvals need it not. */
function needsWake(before: Agenda, after: Agenda): boolean {
  const calls = (a: Agenda) => a.dispatch.map((d) => `${d.id}@${d.until}`).join();
  return (
    after.due.length > 0 ||
    after.idle !== before.idle ||
    (after.next?.at ?? Infinity) < (before.next?.at ?? Infinity) ||
    calls(after) !== calls(before)
  );
}

function links(c: OpenCase) {
  return c.recorded.map(({ event: { at, type, ...body }, commandId, actor }: Recorded) => {
    const item = 'item' in body ? body.item : undefined;
    const workHead = item === undefined ? undefined : c.tasks.find((t) => t.itemId === item)?.workHead;
    return { at, type, body, commandId, actor, ...(workHead && { workHead }) };
  });
}
const kebab = (type: string) => type.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
