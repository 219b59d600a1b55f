// What happened, in the past tense. Events hold no personal data: texts, form values and outputs are rows of their own, referred to by
// id and salted hash (invariant 12). Instants are epoch milliseconds, UTC.
import type { Clock } from '../clock/deadline-ledger.ts';
import type { Text } from '../text.ts';
import type { ServiceWay } from './instruments.ts';
import type { ToldRole } from './plan.ts';

/** A stored content: its row and its salted hash. The content itself never enters an event. */
export interface ContentRef {
  readonly id: string;
  readonly hash: string;
}
export type Outcome = 'granted' | 'refused';
export type Channel = 'web' | 'window' | 'system' | 'conductor';
export type CaseOutcome = 'granted' | 'partly-granted' | 'refused' | 'withdrawn' | 'expired';
export type Facts = Readonly<Record<string, boolean>>;
export type Remedies = { readonly reconsideration: Text; readonly suit: Text };

export type CancelCause =
  | 'predecessor-refused'
  | 'predecessor-declined'
  | 'predecessor-cancelled'
  | 'withdrawn'
  | 'expired'
  | 'correction-lapsed';
export type NotApplicableCause =
  { readonly kind: 'condition'; readonly condition: string } | { readonly kind: 'deselected' };

export type CaseEvent =
  | {
      readonly type: 'submitted';
      readonly form: ContentRef;
      readonly formVersion: number;
      readonly materials: readonly { readonly material: string; readonly content: ContentRef }[];
      readonly items: readonly string[];
      readonly channel: Channel;
    }
  | {
      readonly type: 'factsEvaluated';
      readonly formVersion: number;
      readonly facts: Facts;
      readonly conditionsHash: string;
    }
  | { readonly type: 'itemNotApplicable'; readonly item: string; readonly because: NotApplicableCause }
  | { readonly type: 'itemHeld'; readonly item: string; readonly certificateType: string }
  | { readonly type: 'received'; readonly organ: string; readonly channel: Channel }
  /** 收件 of one item: with the case, or when the last predecessor's result exists. `dispatchId`: its system is to be asked (when it is accepted first: with the acceptance). */
  | {
      readonly type: 'itemReceived';
      readonly item: string;
      readonly after: readonly string[];
      readonly dispatchId?: string;
    }
  | {
      readonly type: 'accepted';
      readonly item: string;
      readonly by: 'receipt' | 'window' | 'item' | 'silence';
      readonly organ: string;
      /** By silence: the day on which it came in, from which its time counts. */
      readonly asOf?: number;
      readonly dispatchId?: string;
    }
  | {
      readonly type: 'acceptanceDeclined';
      readonly item: string;
      readonly organ: string;
      readonly reason: ContentRef;
      readonly legalBasis: string;
      readonly remedies?: Remedies;
    }
  /** 补正告知: told once, and everything. `afterAcceptance`: its clocks run on. */
  | {
      readonly type: 'correctionNotified';
      readonly item: string;
      readonly afterAcceptance?: true;
      readonly document: string;
      readonly content: ContentRef;
      readonly post?: string;
    }
  | { readonly type: 'correctionSupplied'; readonly item: string; readonly afterAcceptance?: true }
  | { readonly type: 'clockStarted'; readonly clock: Clock }
  /** 日历调整: from here on the case is dated by this version. */
  | { readonly type: 'calendarChanged'; readonly calendar: string; readonly version: string }
  /** Stopped, resumed, extended or recalculated: the clock as it is now. */
  | { readonly type: 'clockRedated'; readonly clock: Clock }
  | {
      readonly type: 'specialProcedureStarted';
      readonly item: string;
      readonly ground: string;
      readonly heldOn?: string;
      readonly document: string;
      readonly post?: string;
    }
  | { readonly type: 'specialProcedureEnded'; readonly item: string; readonly ground: string; readonly post?: string }
  | { readonly type: 'extensionRequested'; readonly item: string; readonly reason: ContentRef; readonly post?: string }
  | {
      readonly type: 'extensionDecided';
      readonly item: string;
      readonly approved: boolean;
      readonly document?: string;
      readonly post?: string;
    }
  | { readonly type: 'stageEnded'; readonly stage: string }
  | {
      readonly type: 'stageExtensionRequested';
      readonly stage: string;
      readonly reason: ContentRef;
      readonly post?: string;
    }
  | {
      readonly type: 'stageExtensionDecided';
      readonly stage: string;
      readonly approved: boolean;
      readonly document?: string;
      readonly post?: string;
    }
  /** 容缺: a material is missing and promised. */
  | { readonly type: 'gapPromised'; readonly material: string }
  /** 告知承诺. */
  | { readonly type: 'commitmentMade'; readonly item: string }
  | { readonly type: 'commitmentWithdrawn'; readonly item: string }
  | {
      readonly type: 'afterCheckRecorded';
      readonly item: string;
      readonly kept: boolean;
      readonly document: string;
      readonly post?: string;
    }
  /** 延续: the licence to be renewed expires on this civil date. */
  | { readonly type: 'expiryKnown'; readonly item: string; readonly expiresOn: string }
  | { readonly type: 'hearingRightTold'; readonly item: string; readonly post?: string }
  | { readonly type: 'hearingRequested'; readonly item: string }
  | { readonly type: 'hearingWaived'; readonly item: string }
  /** Nobody asked for it in time. */
  | { readonly type: 'hearingLapsed'; readonly item: string }
  | { readonly type: 'warned'; readonly clock: string; readonly item?: string }
  | { readonly type: 'overdue'; readonly clock: string; readonly item?: string }
  /** 督办: posts with these roles are told, of the organ, the lead or the territory; `answerBy`: until when they owe an answer. */
  | {
      readonly type: 'escalated';
      readonly clock: string;
      readonly item?: string;
      readonly step: number;
      readonly organ: string;
      readonly tell: readonly ToldRole[];
      /** Which of the clock's instants after the end this is. */
      readonly late?: number;
      readonly answerBy?: number;
    }
  | {
      readonly type: 'escalationAnswered';
      readonly clock: string;
      readonly item?: string;
      readonly step: number;
      readonly text: ContentRef;
      readonly post?: string;
    }
  | { readonly type: 'dispatchAcknowledged'; readonly item: string; readonly dispatchId: string }
  | { readonly type: 'dispatchFailed'; readonly item: string; readonly dispatchId: string; readonly code: string }
  /** Its system is asked again, by hand. */
  | { readonly type: 'dispatchRetried'; readonly item: string; readonly dispatchId: string }
  | { readonly type: 'dispatchAnswered'; readonly item: string; readonly dispatchId: string }
  | { readonly type: 'dispatchRecalled'; readonly item: string; readonly dispatchId: string }
  | { readonly type: 'recallConfirmed'; readonly item: string; readonly dispatchId: string }
  | { readonly type: 'recallFailed'; readonly item: string; readonly dispatchId: string; readonly code: string }
  | {
      readonly type: 'decided';
      readonly item: string;
      readonly outcome: Outcome;
      readonly revision: number;
      /** By silence: the law or rule that says so. */
      readonly deemed?: Text;
      readonly outputs?: ContentRef;
      readonly reason?: ContentRef;
      readonly legalBasis?: string;
      readonly remedies?: Remedies;
      readonly post?: string;
      readonly dispatchId?: string;
    }
  /** 补充: the applicant gave a newer version of a material; the revision of these open items rises. */
  | {
      readonly type: 'supplemented';
      readonly material: string;
      readonly content: ContentRef;
      readonly items: readonly string[];
    }
  /** 核验原件: the original of this version of the material was seen; `kept`: 留存, else given back at once. */
  | {
      readonly type: 'originalSeen';
      readonly material: string;
      readonly content: ContentRef;
      readonly kept: boolean;
      readonly post?: string;
    }
  /** 退还: the original that was kept is with the applicant again. */
  | { readonly type: 'originalReturned'; readonly material: string; readonly post?: string }
  | { readonly type: 'issued'; readonly item: string; readonly certificateType: string }
  /** 送达: its instant is that of the service. */
  | {
      readonly type: 'served';
      readonly item?: string;
      readonly instrument: number;
      readonly how: ServiceWay;
      readonly proof?: ContentRef;
      readonly post?: string;
    }
  | {
      readonly type: 'cancelled';
      readonly item: string;
      readonly because: { readonly code: CancelCause; readonly item?: string };
    }
  | { readonly type: 'withdrawn'; readonly reason?: ContentRef }
  | { readonly type: 'expired'; readonly basis: Text }
  | { readonly type: 'closed'; readonly outcome: CaseOutcome };

/** `at` is the instant of legal effect, which may lie before the moment of recording. */
/** `instrumentNo`: the number, in the case, of the document made with it; none in what was recorded before documents were made. */
export type Happened = CaseEvent & { readonly at: number; readonly instrumentNo?: number };
