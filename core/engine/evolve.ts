// evolve(state, event) → state. It knows no plan, no calendar and no clock: everything it needs stands in the event.
// The meaning of a recorded event never changes; a new meaning is a new type.
import { endClock, type Clock } from '../clock/deadline-ledger.ts';
import type { Happened } from './events.ts';
import { endedByService, instrumentKindOf } from './instruments.ts';
import type { CaseState, DispatchStatus, ItemState, OriginalState } from './state.ts';

/** Thrown on an event this program does not know: a newer program wrote it. */
export class UnknownEvent extends Error {
  constructor(type: string) {
    super(`unknown event type ${type}: written by a newer version`);
    this.name = 'UnknownEvent';
  }
}

export function evolve(state: CaseState, e: Happened): CaseState {
  const next = fold(state, e);
  const kind = e.instrumentNo === undefined ? undefined : instrumentKindOf(e);
  if (!kind) return next;
  const made = { kind, ...('item' in e && e.item !== undefined && { item: e.item }), at: e.at };
  return { ...next, instruments: [...(next.instruments ?? []), made] };
}

function fold(state: CaseState, e: Happened): CaseState {
  switch (e.type) {
    case 'submitted':
      return {
        ...state,
        status: 'submitted',
        submittedAt: e.at,
        form: e.form,
        formVersion: e.formVersion,
        materials: Object.fromEntries(e.materials.map((m) => [m.material, m.content])),
        items: Object.fromEntries(e.items.map((id) => [id, { status: 'waiting', round: 1, revision: 1 } as const])),
      };
    case 'factsEvaluated':
      return { ...state, facts: e.facts };
    case 'itemNotApplicable':
      return endItem(state, e.item, e.at, { status: 'not-applicable', notApplicable: e.because });
    case 'itemHeld':
      return endItem(state, e.item, e.at, { status: 'held', certificateType: e.certificateType });
    case 'received':
      return endClocks({ ...state, status: 'open', receivedAt: e.at }, e.at, (c) => c.kind === 'receipt');
    case 'itemReceived':
      return setItem(state, e.item, {
        status: 'received',
        receivedAt: e.at,
        ...pending(e.dispatchId),
      });
    case 'accepted':
      return endClocks(
        setItem(state, e.item, {
          status: 'accepted',
          acceptedAt: e.asOf ?? e.at,
          correction: undefined,
          ...pending(e.dispatchId),
        }),
        e.at,
        (c) => c.item === e.item && BEFORE_ACCEPTANCE.includes(c.kind),
      );
    case 'correctionNotified': {
      const { document, content, at: since, afterAcceptance } = e;
      const late = afterAcceptance && { afterAcceptance };
      const told = setItem(state, e.item, { correction: { document, content, since, ...late } });
      if (late) return told;
      // what counts from the receipt counts anew from the complete one
      return endClocks(told, e.at, (c) => c.item === e.item);
    }
    case 'correctionSupplied': {
      const { revision, corrections = 0 } = state.items[e.item]!;
      const supplied = {
        correction: undefined,
        corrections: corrections + 1,
        ...(e.afterAcceptance ? { correctedAfterAcceptance: true as const } : { receivedAt: e.at }),
        revision: revision + 1,
      };
      return endClocks(setItem(state, e.item, supplied), e.at, (c) => c.item === e.item && c.kind === 'correction');
    }
    case 'acceptanceDeclined':
      return endItem(state, e.item, e.at, { status: 'declined', reason: e.reason, legalBasis: e.legalBasis });
    case 'clockStarted':
    case 'clockRedated':
      return { ...state, clocks: { ...state.clocks, [e.clock.id]: e.clock } };
    case 'specialProcedureStarted':
      return setItem(state, e.item, { procedure: { ground: e.ground, since: e.at, document: e.document } });
    case 'specialProcedureEnded': {
      const held = e.ground === 'hearing' && state.items[e.item]!.hearing === 'requested';
      return endClocks(
        setItem(state, e.item, { procedure: undefined, ...(held && { hearing: 'held' }) }),
        e.at,
        (c) => c.item === e.item && (c.kind === 'special' || (held && c.kind === 'hearing')),
      );
    }
    case 'extensionRequested':
      return setItem(state, e.item, { extension: 'requested', extensionReason: e.reason });
    case 'extensionDecided':
      return setItem(state, e.item, { extension: e.approved ? 'approved' : 'refused' });
    case 'stageEnded':
      return endClocks(state, e.at, (c) => c.stage === e.stage);
    case 'stageExtensionRequested':
      return setStage(state, e.stage, { extension: 'requested', reason: e.reason });
    case 'stageExtensionDecided':
      return setStage(state, e.stage, { extension: e.approved ? 'approved' : 'refused' });
    case 'gapPromised':
      return { ...state, gaps: { ...state.gaps, [e.material]: 'owed' } };
    case 'commitmentMade':
      return setItem(state, e.item, { commitment: true });
    case 'commitmentWithdrawn':
      return setItem(state, e.item, { commitment: false });
    case 'afterCheckRecorded':
      return endClocks(
        setItem(state, e.item, { afterCheck: e.kept ? 'kept' : 'broken' }),
        e.at,
        (c) => c.item === e.item && c.kind === 'after-check',
      );
    case 'expiryKnown':
      return setItem(state, e.item, { expiresOn: e.expiresOn });
    case 'hearingRightTold':
      return setItem(state, e.item, { hearing: 'told' });
    case 'hearingRequested':
    case 'hearingWaived':
    case 'hearingLapsed':
      return endClocks(
        setItem(state, e.item, { hearing: HEARINGS[e.type] }),
        e.at,
        (c) => c.item === e.item && c.kind === 'hearing-request',
      );
    case 'warned':
      return setClock(state, e.clock, { warned: true });
    case 'overdue':
      return setClock(state, e.clock, { overdue: true });
    case 'escalated': {
      const { told = [], late = [] } = state.clocks[e.clock]!;
      const step = { step: e.step, at: e.at, ...(e.answerBy !== undefined && { answerBy: e.answerBy }) };
      const passed = late.map((l, n) => (n === e.late ? { ...l, told: true } : l));
      return setClock(state, e.clock, { told: [...told, step], ...(late.length > 0 && { late: passed }) });
    }
    case 'escalationAnswered': {
      const { told = [] } = state.clocks[e.clock]!;
      return setClock(state, e.clock, {
        told: told.map((t) => (t.step === e.step ? { ...t, answeredAt: e.at } : t)),
      });
    }
    case 'dispatchAcknowledged':
      return setDispatch(state, e.item, 'acknowledged');
    case 'dispatchFailed':
      return setDispatch(state, e.item, 'failed'); // from here the task is for people
    case 'dispatchRetried':
      return setDispatch(state, e.item, 'pending');
    case 'dispatchAnswered':
      return setDispatch(state, e.item, 'answered');
    case 'dispatchRecalled':
      return setDispatch(state, e.item, 'recalling', e.at);
    case 'recallConfirmed':
      return setDispatch(state, e.item, 'recalled');
    case 'recallFailed':
      return setDispatch(state, e.item, 'recall-failed');
    case 'decided':
      return endItem(state, e.item, e.at, {
        status: e.outcome,
        outputs: e.outputs,
        reason: e.reason,
        legalBasis: e.legalBasis,
        decidedBy: e.post,
      });
    case 'supplemented': {
      const raised = e.items.map(
        (id) => [id, { ...state.items[id]!, revision: state.items[id]!.revision + 1 }] as const,
      );
      const supplied = {
        ...state,
        materials: { ...state.materials, [e.material]: e.content },
        items: { ...state.items, ...Object.fromEntries(raised) },
        ...(state.gaps?.[e.material] && { gaps: { ...state.gaps, [e.material]: 'supplied' as const } }),
      };
      return endClocks(supplied, e.at, (c) => c.material === e.material);
    }
    case 'originalSeen': {
      const { at: seenAt, kept, content, post } = e;
      return setOriginal(state, e.material, { seenAt, content: content.id, kept, ...(post && { post }) });
    }
    case 'originalReturned':
      return setOriginal(state, e.material, { ...state.originals![e.material]!, returnedAt: e.at });
    case 'issued':
      return setItem(state, e.item, { certificateType: e.certificateType });
    case 'served': {
      const made = state.instruments![e.instrument - 1]!;
      const instruments = state.instruments!.with(e.instrument - 1, { ...made, how: e.how, servedAt: e.at });
      return endClocks({ ...state, instruments }, e.at, endedByService(made));
    }
    case 'cancelled':
      return endItem(state, e.item, e.at, { status: 'cancelled', cancelled: e.because });
    case 'calendarChanged':
      return state; // the case's row names its calendar
    case 'withdrawn':
    case 'expired':
      return state; // the reason; what follows from it are events of its own
    case 'closed':
      return endClocks(
        { ...state, status: 'closed', outcome: e.outcome, closedAt: e.at },
        e.at,
        (c) => !AFTER_CLOSING.includes(c.kind),
      );
    default:
      throw new UnknownEvent((e satisfies never as Happened).type);
  }
}

export const evolveAll = (state: CaseState, events: readonly Happened[]): CaseState => events.reduce(evolve, state);

/** What the closing of the case does not end: a decision is still to be served, a commitment to be checked. */
const AFTER_CLOSING: readonly Clock['kind'][] = ['deliver', 'after-check'];
const BEFORE_ACCEPTANCE: readonly Clock['kind'][] = ['accept', 'correction'];

const pending = (id: string | undefined): Pick<ItemState, 'dispatch'> =>
  id === undefined ? {} : { dispatch: { id, status: 'pending' } };
const setItem = (state: CaseState, id: string, change: Partial<ItemState>): CaseState => ({
  ...state,
  items: { ...state.items, [id]: { ...state.items[id]!, ...change } },
});
const endItem = (state: CaseState, id: string, at: number, change: Partial<ItemState>): CaseState =>
  endClocks(setItem(state, id, { ...change, endedAt: at }), at, (c) => c.item === id);
const setStage = (
  state: CaseState,
  id: string,
  change: Partial<NonNullable<CaseState['stages']>[string]>,
): CaseState => ({
  ...state,
  stages: { ...state.stages, [id]: { ...state.stages?.[id], ...change } as NonNullable<CaseState['stages']>[string] },
});
const setOriginal = (state: CaseState, material: string, original: OriginalState): CaseState => ({
  ...state,
  originals: { ...state.originals, [material]: original },
});
const setClock = (state: CaseState, id: string, change: Partial<Clock>): CaseState => ({
  ...state,
  clocks: { ...state.clocks, [id]: { ...state.clocks[id]!, ...change } },
});
function setDispatch(state: CaseState, id: string, status: DispatchStatus, endedAt?: number): CaseState {
  const dispatch = state.items[id]!.dispatch!;
  return setItem(state, id, { dispatch: { ...dispatch, status, ...(endedAt !== undefined && { endedAt }) } });
}
const endClocks = (state: CaseState, at: number, which: (clock: Clock) => boolean): CaseState => ({
  ...state,
  clocks: Object.fromEntries(Object.entries(state.clocks).map(([id, c]) => [id, which(c) ? endClock(c, at) : c])),
});
const HEARINGS = { hearingRequested: 'requested', hearingWaived: 'waived', hearingLapsed: 'lapsed' } as const;
