// What the API is given. It reads no environment and opens no port: server.ts and tests construct it.
import type { FastifyServerOptions } from 'fastify';
import type { Pool } from 'pg';
import type { Registry } from 'prom-client';
import type { DepartmentSystem } from '../config.ts';
import type { LedgerClock } from '../ledger/clock.ts';
import type { Contents } from '../ledger/contents.ts';
import type { Drafts } from '../ledger/drafts.ts';
import type { Failpoints } from '../ledger/failpoints.ts';
import type { Ledger } from '../ledger/ledger.ts';
import type { RuleBook } from '../ledger/rules.ts';
import type { CertificateSigner } from './documents/signer.ts';
import type { FileStore } from './files.ts';
import type { LiveTimes } from './live-streams.ts';
import type { RateLimits } from './plugins/limits.ts';
import type { RelyingParty } from './sign-in/relying-party.ts';
import type { TokenVerifier } from './tokens.ts';

/** The conductor as the API sees it (conductor/wakes.ts). */
export interface WakesPort {
  /** `why` names a repetition of a wake that was sent before. */
  send(wake: { caseNo: string; matter: string; seq: number }, why?: string): void;
  settled(): Promise<void>;
  query(caseNo: string): Promise<unknown>;
  /** That look for work; null when nobody can say. */
  workers(): Promise<number | null>;
  health(): 'ok' | 'degraded';
}
/** Sign-in and sessions of browsers. */
export interface WebSettings {
  readonly relyingParty: RelyingParty;
  /** Cookies over TLS alone. */
  readonly secure: boolean;
  /** After so long without a request a session has ended; and so long after the sign-in in any case. */
  readonly idleMs: number;
  readonly maxMs: number;
  /** Folder of the built pages; none: the API alone. */
  readonly pages?: string;
}
export interface AppDeps {
  readonly pool: Pool;
  readonly ledger: Ledger;
  readonly contents: Contents;
  readonly book: RuleBook;
  readonly wakes: WakesPort;
  readonly drafts: Drafts;
  readonly clock: LedgerClock;
  readonly tokens: TokenVerifier;
  readonly web?: WebSettings | undefined;
  /** How long an ended session is remembered. */
  readonly sessionDays: number;
  readonly files: FileStore;
  readonly signer: CertificateSigner;
  readonly systems: Readonly<Record<string, DepartmentSystem>>;
  readonly publicUrl: string;
  readonly failpoints: Failpoints;
  /** Where the API adds its metrics, and what /metrics shows. */
  readonly registry: Registry;
  readonly logger: FastifyServerOptions['loggerInstance'];
  readonly rateLimits: RateLimits;
  /** Addresses and networks of our reverse proxies: theirs alone is the word of X-Forwarded-For. */
  readonly trustedProxies: readonly string[];
  /** Origins of other sites whose pages may call us (CORS). */
  readonly origins: readonly string[];
  /** Shorter times for senders, for tests. */
  readonly patience?: { readonly headersMs: number; readonly requestMs: number; readonly checkMs: number };
  /** Other times of live streams, for tests. */
  readonly liveTimes?: LiveTimes | undefined;
  /** Told to stop: it still answers, and says at /readyz that nothing more should be sent here. */
  readonly draining?: () => boolean;
  /** Secret of the cursors' signatures; any process of the same installation must know it. */
  readonly cursorSecret: string;
}
