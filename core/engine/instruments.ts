// 文书: which events the law wants in writing, and the number each document has within its case. A step that needs one can not be
// recorded without: the number is part of its event.
import type { Clock } from '../clock/deadline-ledger.ts';
import type { CaseEvent, Happened } from './events.ts';
import type { CaseState, InstrumentState } from './state.ts';

export const INSTRUMENT_KINDS = [
  'receipt-slip', // 收件凭证
  'acceptance-notice', // 受理通知书
  'decline-decision', // 不予受理决定书
  'correction-notice', // 补正告知书
  'extension-notice', // 延期告知书
  'joint-extension-notice', // 并联办理延期告知书
  'special-procedure-notice', // 特别程序告知书
  'decision-granted', // 准予决定书
  'decision-refused', // 不予决定书
] as const;
export type InstrumentKind = (typeof INSTRUMENT_KINDS)[number];

/** 送达方式: opened in the portal, by post, handed over at a counter, by other electronic means, by publication. */
export const SERVICE_WAYS = ['portal', 'post', 'counter', 'electronic', 'publication'] as const;
export type ServiceWay = (typeof SERVICE_WAYS)[number];

/** What is made of an event; undefined for what needs no writing. */
export function instrumentKindOf(e: CaseEvent): InstrumentKind | undefined {
  switch (e.type) {
    case 'received':
      return 'receipt-slip';
    case 'accepted':
      return 'acceptance-notice';
    case 'acceptanceDeclined':
      return 'decline-decision';
    case 'correctionNotified':
      return 'correction-notice';
    case 'extensionDecided':
      return e.approved ? 'extension-notice' : undefined;
    case 'stageExtensionDecided':
      return e.approved ? 'joint-extension-notice' : undefined;
    case 'specialProcedureStarted':
      return 'special-procedure-notice';
    case 'decided':
      return e.outcome === 'granted' ? 'decision-granted' : 'decision-refused';
    default:
      return undefined;
  }
}

/** The number the next document of the case will have. */
export const nextInstrument = (state: CaseState): number => (state.instruments?.length ?? 0) + 1;

/** The number of the latest document of an item (of this kind); 0, which is none, when there is none. */
export const latestInstrument = (state: CaseState, item: string, kind?: InstrumentKind): number =>
  (state.instruments ?? []).findLastIndex((i) => i.item === item && (kind ?? i.kind) === i.kind) + 1;

/** The events, each that needs a document with its number; without gaps, in their order. @param state before them */
export function numbered(state: CaseState, events: readonly Happened[]): Happened[] {
  let next = nextInstrument(state);
  return events.map((e) => (instrumentKindOf(e) ? { ...e, instrumentNo: next++ } : e));
}

const DECISIONS: readonly InstrumentKind[] = ['decision-granted', 'decision-refused'];
/** The clocks that the service of this document ends. */
export const endedByService =
  (made: InstrumentState) =>
  (clock: Clock): boolean =>
    clock.kind === 'deliver' && clock.item === made.item && DECISIONS.includes(made.kind);
