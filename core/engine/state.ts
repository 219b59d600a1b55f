// The state of a case: the fold of its events, nothing else. The stored snapshot always equals it (invariant 2).
import type { Clock } from '../clock/deadline-ledger.ts';
import type { PlanItem } from './plan.ts';
import type { InstrumentKind, ServiceWay } from './instruments.ts';
import type { CancelCause, CaseOutcome, ContentRef, Facts, NotApplicableCause, Outcome } from './events.ts';

/** Raised when a recorded event could mean more than an older program knows; such a program answers 503 instead. */
export const ENGINE_FORMAT = 5;

export type CaseStatus = 'none' | 'submitted' | 'open' | 'closed';
export type ItemStatus =
  'waiting' | 'received' | 'accepted' | Outcome | 'declined' | 'cancelled' | 'not-applicable' | 'held';
export type DispatchStatus =
  'pending' | 'acknowledged' | 'failed' | 'answered' | 'recalling' | 'recalled' | 'recall-failed';

export interface ItemState {
  readonly status: ItemStatus;
  readonly round: number;
  /** Rises with each change of the form or the materials this item reads; a decision names the one it saw. */
  readonly revision: number;
  readonly receivedAt?: number;
  readonly acceptedAt?: number;
  readonly endedAt?: number;
  readonly decidedBy?: string;
  readonly outputs?: ContentRef;
  readonly reason?: ContentRef;
  readonly legalBasis?: string;
  readonly cancelled?: { readonly code: CancelCause; readonly item?: string };
  readonly notApplicable?: NotApplicableCause;
  readonly certificateType?: string;
  /** 补正: the applicant was told what is missing, and has not supplied it yet. */
  readonly correction?:
    | {
        readonly document: string;
        readonly content: ContentRef;
        readonly since: number;
        readonly afterAcceptance?: true;
      }
    | undefined;
  /** It was corrected after acceptance: once is all. */
  readonly correctedAfterAcceptance?: true;
  /** How often it was supplied. */
  readonly corrections?: number;
  /** 特别程序: while one is under way the clocks stand still, and nothing is decided. */
  readonly procedure?: { readonly ground: string; readonly since: number; readonly document: string } | undefined;
  /** 告知承诺: handled on a commitment. */
  readonly commitment?: boolean;
  readonly afterCheck?: 'kept' | 'broken';
  /** Civil date on which the licence to be renewed expires. */
  readonly expiresOn?: string;
  readonly hearing?: 'told' | 'waived' | 'lapsed' | 'requested' | 'held';
  readonly extension?: 'requested' | 'approved' | 'refused';
  readonly extensionReason?: ContentRef;
  readonly dispatch?: { readonly id: string; readonly status: DispatchStatus; readonly endedAt?: number };
}

export interface CaseState {
  readonly status: CaseStatus;
  readonly outcome?: CaseOutcome;
  readonly submittedAt?: number;
  readonly receivedAt?: number;
  readonly closedAt?: number;
  readonly form?: ContentRef;
  readonly formVersion: number;
  readonly materials: Readonly<Record<string, ContentRef>>;
  readonly facts: Facts;
  /** 容缺: by material. */
  readonly gaps?: Readonly<Record<string, 'owed' | 'supplied'>>;
  /** 核验原件: by material. */
  readonly originals?: Readonly<Record<string, OriginalState>>;
  /** Joint handling that was to be extended, by stage. */
  readonly stages?: Readonly<
    Record<string, { readonly extension: 'requested' | 'approved' | 'refused'; readonly reason: ContentRef }>
  >;
  readonly items: Readonly<Record<string, ItemState>>;
  readonly clocks: Readonly<Record<string, Clock>>;
  /** 文书, in the order of their numbers: the first is number 1. */
  readonly instruments?: readonly InstrumentState[];
}
export interface OriginalState {
  readonly seenAt: number;
  /** The version of the material whose original it was. */
  readonly content: string;
  readonly kept: boolean;
  readonly post?: string;
  readonly returnedAt?: number;
}
export interface InstrumentState {
  readonly kind: InstrumentKind;
  readonly item?: string;
  readonly at: number;
  readonly how?: ServiceWay;
  readonly servedAt?: number;
}

export const initialState: CaseState = {
  status: 'none',
  formVersion: 0,
  materials: {},
  facts: {},
  items: {},
  clocks: {},
};

/** Whether a clock of the case still runs: after closing, that of a decision to be served. */
export const isRunning = ({ clocks }: CaseState): boolean => Object.values(clocks).some((c) => c.endedAt === undefined);
export const ENDED: readonly ItemStatus[] = ['granted', 'refused', 'declined', 'cancelled', 'not-applicable', 'held'];
export const hasEnded = (item: ItemState): boolean => ENDED.includes(item.status);
/** What satisfies `after`: the result exists, or is not needed. */
export const satisfies = (item: ItemState | undefined): boolean =>
  item?.status === 'granted' || item?.status === 'held' || item?.status === 'not-applicable';
/** Whether an officer may decide now. */
export const isDecidable = (planned: PlanItem, item: ItemState): boolean =>
  item.status === (planned.acceptance === 'none' ? 'received' : 'accepted');
export const isAcceptable = (planned: PlanItem, item: ItemState): boolean =>
  item.status === 'received' && (planned.acceptance === 'window' || planned.acceptance === 'item');
