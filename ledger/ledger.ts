// What the ledger offers to API, activities and tests. Implemented by create-ledger.ts.
import type { WantedAuthorisation } from '../core/authorisation.ts';
import type { Agenda } from '../core/engine/agenda.ts';
import type { ProgressCommand } from '../core/engine/commands.ts';
import type { Channel, Outcome } from '../core/engine/events.ts';
import type { ServiceWay } from '../core/engine/instruments.ts';
import type { Calendar } from '../core/clock/calendar.ts';
import type { Limit } from '../core/clock/limit.ts';
import type { PartyKind } from '../db/parties.ts';
import type { Compiled } from './definitions.ts';
import type { Incidents } from './incidents.ts';
import type { Organisations } from './organisations.ts';

/** Who acts. `personId` is the row of `persons` of the token's subject; `postId` the post chosen, if any. */
export interface Actor {
  readonly personId: string;
  readonly postId?: string;
  /** Organisation of the post; filled by the ledger, inside the transaction. */
  readonly orgId?: string;
  /** Principal for whom an agent or a clerk acts. */
  readonly onBehalfOf?: string;
  readonly channel: Channel;
}

/** `key` is the Idempotency-Key = the command id; `requestHash` covers route and canonical body. */
export interface Request {
  readonly actor: Actor;
  readonly key: string;
  readonly requestHash: string;
}

export interface Submission {
  readonly matter: string;
  /** hash of the plan the applicant saw; another current one is refused with `matter-changed`. Left out: the current one. */
  readonly planHash?: string;
  readonly form: Readonly<Record<string, unknown>>;
  readonly guide: Readonly<Record<string, unknown>>;
  /** Uploaded material ids by the definition's material id. */
  readonly materials: Readonly<Record<string, string>>;
  readonly deselected: readonly string[];
  readonly held: readonly string[];
  /** 容缺: materials that are missing, and promised. */
  readonly promised?: readonly string[];
  /** 告知承诺: items asked for on a commitment. */
  readonly commitments?: readonly string[];
}

/** What a person or a department's system wants done in a case; texts in the clear, the ledger seals them. */
export type Intent =
  | { readonly type: 'receive' }
  | { readonly type: 'accept'; readonly item: string }
  | {
      readonly type: 'declineAcceptance';
      readonly item: string;
      readonly reason?: string;
      readonly legalBasis?: string;
    }
  | DecideIntent
  | {
      readonly type: 'startSpecialProcedure';
      readonly item: string;
      readonly ground: string;
      /** The day of a hearing that was asked for. */
      readonly heldOn?: string | undefined;
      readonly expected: Limit;
      /** The authority's own number; ours when left out. */
      readonly document?: string;
    }
  | { readonly type: 'notifyCorrection'; readonly item: string; readonly document?: string; readonly content: string }
  | { readonly type: 'supplyCorrection'; readonly item: string }
  | { readonly type: 'endSpecialProcedure'; readonly item: string }
  | { readonly type: 'requestExtension'; readonly item: string; readonly reason?: string }
  | { readonly type: 'decideExtension'; readonly item: string; readonly approve: boolean; readonly document?: string }
  | { readonly type: 'requestJointExtension'; readonly stage: string; readonly reason?: string }
  | {
      readonly type: 'decideJointExtension';
      readonly stage: string;
      readonly approve: boolean;
      readonly document?: string;
    }
  | { readonly type: 'tellHearingRight'; readonly item: string }
  | { readonly type: 'requestHearing' | 'waiveHearing'; readonly item: string }
  | { readonly type: 'withdrawCommitment'; readonly item: string }
  | { readonly type: 'recordAfterCheck'; readonly item: string; readonly kept: boolean; readonly document: string }
  | { readonly type: 'answerEscalation'; readonly clock: string; readonly step: number; readonly text: string }
  | ServeIntent
  /** The applicant's side opened the document in the portal: it is served. */
  | { readonly type: 'collect'; readonly instrument: number }
  | { readonly type: 'supplement'; readonly material: string; readonly materialId: string }
  | { readonly type: 'seeOriginal'; readonly material: string; readonly kept: boolean }
  | { readonly type: 'returnOriginal'; readonly material: string }
  | { readonly type: 'withdrawApplication'; readonly reason?: string };
export interface ServeIntent {
  readonly type: 'serve';
  /** The number in the case. */
  readonly instrument: number;
  readonly how: Exclude<ServiceWay, 'portal'>;
  /** Now when left out. */
  readonly servedAt?: number;
  readonly proof?: string;
}
export interface DecideIntent {
  readonly type: 'decide';
  readonly item: string;
  readonly revision: number;
  readonly outcome: Outcome;
  readonly outputs?: Readonly<Record<string, unknown>>;
  readonly reason?: string;
  readonly legalBasis?: string;
}

/** An answer of a department's own system, come at once or by callback. */
export interface SystemAnswer {
  readonly answerId: string;
  readonly outcome: Outcome;
  readonly outputs?: Readonly<Record<string, unknown>>;
  readonly reason?: string;
  readonly legalBasis?: string;
}

/** 审核: an officer's opinion for the one who decides. `revision`: of the data he saw. */
export interface ReviewIntent {
  readonly revision: number;
  readonly proposal: Outcome;
  readonly opinion?: string;
}
export interface PartyIntent {
  readonly personId: string;
  readonly kind: PartyKind;
}
/** 综窗登记: who stands at the window and is not known here. */
export interface PersonIntent {
  readonly name: string;
  /** Identity number or credit code. */
  readonly number: string;
  readonly phone?: string | undefined;
}
export interface AuthorisationIntent extends WantedAuthorisation {
  /** For whom; himself when left out. */
  readonly principalId?: string | undefined;
  readonly personId: string;
}

export interface Applied {
  readonly caseNo: string;
  readonly matter: string;
  readonly seq: number;
  /** The same request was applied before; nothing changed now. */
  readonly repeated: boolean;
  /** The conductor is to be woken (and none has been, yet): send it `wake-<wakeSeq>`. */
  readonly wake: boolean;
}
export interface Conducted extends Agenda {
  /** Milliseconds until `next`, on the ledger's clock. */
  readonly inMs?: number;
  /** For each dispatch, the milliseconds left until its `until`. */
  readonly leftMs: Readonly<Record<string, number>>;
  readonly waitsFor: readonly string[];
}

/** What is sent to a department's own system. Personal data: it never passes through Temporal. */
export interface DispatchContent {
  readonly caseNo: string;
  readonly matter: string;
  readonly item: string;
  readonly dispatchId: string;
  readonly system: string;
  readonly until: string;
  readonly form: Readonly<Record<string, unknown>>;
  readonly outputs: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
}

/** Of a calendar's roll-out: where the next step goes on, none when all were looked at. */
export interface RolloutStep {
  readonly after?: string;
  readonly cases: number;
  readonly moved: number;
}

export interface Ledger {
  /** One transaction: submission, material references, case, first events. Durable when it returns. */
  submit(request: Request, submission: Submission): Promise<Applied>;
  /** One transaction: lock, time, authorise, decide, events, read tables. The same key again changes nothing. */
  apply(caseNo: string, request: Request, intent: Intent): Promise<Applied>;
  /** 签收 and its release: work distribution, the `work` stream; the case does not change. */
  claim(caseNo: string, item: string, request: Request): Promise<Applied>;
  release(caseNo: string, item: string, request: Request): Promise<Applied>;
  /** 审核, before the decision; the task is free again afterwards for who decides. */
  review(caseNo: string, item: string, request: Request, review: ReviewIntent): Promise<Applied>;
  /** Co-applicants, helpers (by the applicant), interested parties (by an organ that handles the case). */
  addParty(caseNo: string, request: Request, party: PartyIntent): Promise<void>;
  /** By whoever may add one, or by the party himself. */
  endParty(caseNo: string, request: Request, party: PartyIntent): Promise<void>;
  /** At a window. @returns the person's id */
  registerPerson(request: Request, person: PersonIntent): Promise<string>;
  /** A power of attorney, or one passed on. @returns its id */
  grantAuthorisation(request: Request, wanted: AuthorisationIntent): Promise<string>;
  /** By the principal, by whoever stands above it, or by its holder; all that was passed on from it ends with it. */
  revokeAuthorisation(request: Request, id: string): Promise<void>;
  /** Who keeps the tree of organisations, its posts and their holders. */
  readonly organisations: Organisations;
  /** What operators do about incidents. */
  readonly incidents: Incidents;
  /** 工作日历: proposed, then published (or rejected) by a second person. @returns the proposal's id */
  proposeCalendar(request: Request, calendar: Calendar, source: string): Promise<string>;
  decideCalendar(request: Request, id: string, outcome: 'published' | 'rejected'): Promise<void>;
  /** A version of a matter: proposed, then published (or rejected) by a second person. @returns the proposal's id */
  proposeDefinition(request: Request, compiled: Compiled): Promise<string>;
  decideDefinition(request: Request, id: string, outcome: 'published' | 'rejected'): Promise<void>;
  /** Published calendars that open cases have still to follow. */
  listRollouts(): Promise<readonly string[]>;
  /** The next cases that follow a published calendar. May run twice. */
  rolloutStep(calendarHash: string, after: string, limit: number): Promise<RolloutStep>;
  /** An answer of a department's system; contradicting or late ones are stored and raised, never applied. */
  answer(
    caseNo: string,
    dispatchId: string,
    system: string,
    answer: SystemAnswer,
  ): Promise<Applied & { disposition: 'applied' | 'repeated' | 'late' | 'contradicting' }>;
  /** The conductor's step: everything that is due, to the end; then what lies ahead. May run twice. */
  advance(caseNo: string): Promise<Conducted>;
  /** The conductor's report; applied once (command id derived from the report). */
  report(caseNo: string, command: Exclude<ProgressCommand, { type: 'openItem' }>): Promise<Applied>;
  /** What to send; undefined when the dispatch is no longer on the agenda. */
  getDispatchContent(caseNo: string, dispatchId: string): Promise<DispatchContent | undefined>;
  /** Conducting failed: incident and `conduct_*` of the case. Cleared by the next advance that succeeds. */
  reportConductFailure(caseNo: string, code: string, retryInMs: number): Promise<void>;
  /** Cases a conductor owes a look, at most `limit`; each is handed out once per `lease`. */
  sweep(options: SweepOptions): Promise<readonly SweepFind[]>;
  /** Writes down what time has brought to a case, each at its own instant; the conductor may still be owed its look. */
  passTime(caseNo: string): Promise<Applied>;
}
export interface SweepOptions {
  readonly limit: number;
  /** Of thresholds that have passed; `limit` is of what the conductor is to be woken for. */
  readonly passedLimit?: number;
  readonly wakeOwedMs: number;
  readonly nextPassedMs: number;
  readonly leaseMs: number;
}
export interface SweepFind {
  readonly caseNo: string;
  readonly matter: string;
  readonly seq: number;
  /** How often people have asked for another look (retried incidents). */
  readonly retries: number;
  readonly why: 'wake-owed' | 'next-passed' | 'dispatch-unconfirmed';
}
