// Answers of departments' own systems. They come at once or by callback, early, twice, late and contradicting themselves; the first
// that fits is applied, a repeated one changes nothing, any other is kept and raised, never applied.
import { randomUUID } from 'node:crypto';
import { getDispatch } from '../core/engine/dispatches.ts';
import { getItem } from '../core/engine/plan.ts';
import { hasEnded } from '../core/engine/state.ts';
import { DomainError } from '../core/errors.ts';
import { insertAnswer, listAnswers, type AnswerRow, type Disposition } from '../db/dispatches.ts';
import { raiseIncident } from '../db/incidents.ts';
import { recordCommand, sealText } from './apply.ts';
import { closeCase } from './close-case.ts';
import type { LedgerDeps } from './deps.ts';
import type { Actor, Ledger, SystemAnswer } from './ledger.ts';
import { applyTime, openCase, type OpenCase } from './open-case.ts';
import { inTransaction } from './transaction.ts';

type Answered = Awaited<ReturnType<Ledger['answer']>>;

export function answer(
  deps: LedgerDeps,
  caseNo: string,
  dispatchId: string,
  system: string,
  given: SystemAnswer,
): Promise<Answered> {
  return inTransaction(deps.pool, async (db): Promise<Answered> => {
    const c = await openCase(db, caseNo, deps.book, deps.clock);
    const { item } = getDispatch(c.state, dispatchId);
    if (getItem(c.rules.plan, item)?.system !== system)
      throw new DomainError('dispatch-not-found', 'The case has no such dispatch of this system.');
    applyTime(c);
    const contentHash = deps.vault.fingerprint(given);
    const earlier = await listAnswers(db, caseNo, dispatchId);
    const disposition = disposeOf(c, item, given, contentHash, earlier);
    if (disposition === 'applied') await applyAnswer(deps, c, item, dispatchId, system, given);
    if (disposition !== 'repeated') {
      const { answerId, outcome } = given;
      await insertAnswer(db, caseNo, dispatchId, { answerId, outcome, disposition, contentHash }, c.now);
    }
    if (disposition === 'contradicting')
      await raiseIncident(db, { id: randomUUID(), caseNo, kind: 'answer', code: 'answer-contradicts', at: c.now });
    const closed = await closeCase(deps, c, { conducted: false });
    return {
      caseNo,
      matter: c.row.matter,
      seq: closed.seq,
      repeated: disposition === 'repeated',
      wake: closed.wake,
      disposition,
    };
  });
}

function disposeOf(
  c: OpenCase,
  item: string,
  given: SystemAnswer,
  contentHash: string,
  earlier: readonly AnswerRow[],
): Disposition | 'repeated' {
  const same = earlier.find((a) => a.answerId === given.answerId);
  if (same) return same.contentHash === contentHash ? 'repeated' : 'contradicting';
  if (earlier.some((a) => a.outcome !== given.outcome)) return 'contradicting';
  const { status } = c.state.items[item]!;
  if (!hasEnded(c.state.items[item]!)) return 'applied';
  const decidedOtherwise = (status === 'granted' || status === 'refused') && status !== given.outcome;
  return decidedOtherwise ? 'contradicting' : 'late';
}

async function applyAnswer(
  deps: LedgerDeps,
  c: OpenCase,
  item: string,
  dispatchId: string,
  system: string,
  given: SystemAnswer,
): Promise<void> {
  const reason = await sealText(deps, c, item, 'reason', given.reason);
  const ref = await sealText(deps, c, item, 'outputs', given.outputs);
  const actor: Actor = { personId: `system:${system}`, channel: 'system' };
  recordCommand(
    c,
    {
      type: 'decide',
      item,
      revision: c.state.items[item]!.revision,
      outcome: given.outcome,
      ...(reason && { reason }),
      ...(ref && { outputs: { ref, values: given.outputs! } }),
      ...(given.legalBasis && { legalBasis: given.legalBasis }),
      dispatchId,
    },
    `${dispatchId}/${given.answerId}`,
    actor,
  );
}
