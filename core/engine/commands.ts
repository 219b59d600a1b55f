// What is asked for, in the imperative; `decide` answers with events. Like them, commands hold no personal data.
import type { Limit } from '../clock/limit.ts';
import type { Channel, ContentRef, Facts, Outcome } from './events.ts';
import type { ServiceWay } from './instruments.ts';

export interface Submit {
  readonly type: 'submit';
  readonly form: ContentRef;
  readonly formVersion: number;
  readonly facts: Facts;
  readonly conditionsHash: string;
  readonly materials: readonly { readonly material: string; readonly content: ContentRef }[];
  readonly deselected: readonly string[];
  readonly held: readonly string[];
  /** 容缺: materials that are missing, and promised. */
  readonly promised?: readonly string[];
  /** 告知承诺: items asked for on a commitment. */
  readonly commitments?: readonly string[];
  /** By item: the day on which the licence to be renewed expires, a civil date. */
  readonly expiries?: Readonly<Record<string, string>>;
  readonly channel: Channel;
}
export interface Decide {
  readonly type: 'decide';
  readonly item: string;
  /** The item revision the decider saw; anything else is refused. */
  readonly revision: number;
  readonly outcome: Outcome;
  readonly outputs?: { readonly ref: ContentRef; readonly values: Readonly<Record<string, unknown>> };
  readonly reason?: ContentRef;
  readonly legalBasis?: string;
  /** The post in whose name it is decided; a department's system decides in none. */
  readonly post?: string;
  /** The dispatch this answers, when a department's system decides. */
  readonly dispatchId?: string;
}
/** What people and departments' systems ask for. */
export type PeoplesCommand =
  | Submit
  | { readonly type: 'receive'; readonly organ: string }
  | { readonly type: 'accept'; readonly item: string; readonly organ: string }
  | {
      readonly type: 'declineAcceptance';
      readonly item: string;
      readonly organ: string;
      readonly reason?: ContentRef;
      readonly legalBasis?: string;
    }
  | Decide
  /** `content`: everything that must be corrected, sealed; `document`: the number of the notice. */
  | {
      readonly type: 'notifyCorrection';
      readonly item: string;
      readonly document: string;
      readonly content?: ContentRef;
      readonly post?: string;
    }
  | { readonly type: 'supplyCorrection'; readonly item: string }
  /** `expected`: how long it will take, as told to the applicant in the document. */
  | {
      readonly type: 'startSpecialProcedure';
      readonly item: string;
      readonly ground: string;
      /** The day of a hearing that was asked for, a civil date. */
      readonly heldOn?: string;
      readonly expected: Limit;
      readonly document: string;
      readonly post?: string;
    }
  | { readonly type: 'endSpecialProcedure'; readonly item: string; readonly post?: string }
  | { readonly type: 'requestExtension'; readonly item: string; readonly reason?: ContentRef; readonly post?: string }
  | {
      readonly type: 'decideExtension';
      readonly item: string;
      readonly approve: boolean;
      readonly document?: string;
      readonly post?: string;
    }
  | {
      readonly type: 'requestJointExtension';
      readonly stage: string;
      readonly reason?: ContentRef;
      readonly post?: string;
    }
  | {
      readonly type: 'decideJointExtension';
      readonly stage: string;
      readonly approve: boolean;
      readonly document?: string;
      readonly post?: string;
    }
  | { readonly type: 'tellHearingRight'; readonly item: string; readonly post?: string }
  | { readonly type: 'answerHearing'; readonly item: string; readonly wanted: boolean }
  | { readonly type: 'withdrawCommitment'; readonly item: string }
  | {
      readonly type: 'recordAfterCheck';
      readonly item: string;
      readonly kept: boolean;
      readonly document: string;
      readonly post?: string;
    }
  /** 督办答复: what was done about a threshold that somebody was told of. */
  | {
      readonly type: 'answerEscalation';
      readonly clock: string;
      readonly step: number;
      readonly text?: ContentRef;
      readonly post?: string;
    }
  /** `instrument`: the number of the document in the case; `servedAt`: when, now if left out. */
  | {
      readonly type: 'serve';
      readonly instrument: number;
      readonly how: ServiceWay;
      readonly servedAt?: number;
      readonly proof?: ContentRef;
      readonly post?: string;
    }
  | { readonly type: 'supplement'; readonly material: string; readonly content: ContentRef }
  /** 核验原件: `kept`: it stays here until it is returned. */
  | { readonly type: 'seeOriginal'; readonly material: string; readonly kept: boolean; readonly post?: string }
  | { readonly type: 'returnOriginal'; readonly material: string; readonly post?: string }
  | { readonly type: 'withdrawApplication'; readonly reason?: ContentRef };
/** What the conductor reports or is told by the agenda to do. */
export type ProgressCommand =
  | { readonly type: 'openItem'; readonly item: string }
  | { readonly type: 'acknowledgeDispatch'; readonly dispatchId: string }
  | { readonly type: 'reportDispatchFailure'; readonly dispatchId: string; readonly code: string }
  | { readonly type: 'confirmRecall'; readonly dispatchId: string }
  | { readonly type: 'reportRecallFailure'; readonly dispatchId: string; readonly code: string };
/** What operators ask for. */
export type OperatorsCommand =
  | { readonly type: 'retryDispatch'; readonly dispatchId: string }
  /** By the calendar of the rules it comes with. */
  | { readonly type: 'recalculateCalendar' };
export type Command = PeoplesCommand | ProgressCommand | OperatorsCommand;
