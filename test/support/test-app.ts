// The real app on a real database, with tokens of the real sample issuer. Only the conductor is not there: the wakes it would get are kept.
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { Writable } from 'node:stream';
import type { FastifyInstance, InjectOptions } from 'fastify';
import { pino } from 'pino';
import { buildApp } from '../../api/app.ts';
import type { AppDeps, WebSettings } from '../../api/deps.ts';
import { createSigner } from '../../api/documents/signer.ts';
import { createFileStore } from '../../api/files.ts';
import type { RateLimits } from '../../api/plugins/limits.ts';
import { createRelyingParty } from '../../api/sign-in/relying-party.ts';
import { createTokenVerifier } from '../../api/tokens.ts';
import { readBacklog } from '../../db/reads/backlog.ts';
import { freePort } from '../../embedded/free-port.ts';
import { issueToken, startIssuer } from '../../embedded/issuer.ts';
import { getSecrets } from '../../embedded/secrets.ts';
import { WEB_CLIENT } from '../../embedded/sign-in/secrets.ts';
import { createDrafts } from '../../ledger/drafts.ts';
import { noFailpoints } from '../../ledger/failpoints.ts';
import { createRuleBook } from '../../ledger/rules.ts';
import { addBacklogMetrics } from '../../metrics/backlog-metrics.ts';
import { createProcessMetrics } from '../../metrics/process-metrics.ts';
import { createTestLedger, type TestLedger } from './test-ledger.ts';

export const BANK_KEY = { id: 'bank-1', secret: 'b'.repeat(40) };
const AUDIENCE = 'lianban';

export interface TestApp {
  readonly app: FastifyInstance;
  readonly t: TestLedger;
  readonly woken: { caseNo: string; matter: string; seq: number; why?: string }[];
  /** Everything logged so far. */
  logged(): string;
  token(person: string): Promise<string>;
  /** The issuer, and where its key is. */
  readonly issuer: { readonly url: string; readonly dataDir: string };
  /** A call as a person (or nobody), with a fresh idempotency key for a change. */
  call(
    person: string | undefined,
    method: 'GET' | 'POST',
    url: string,
    body?: unknown,
    headers?: Record<string, string>,
  ): Promise<Answer>;
  close(options?: { cases?: 'some' | 'none' }): Promise<void>;
}
export interface Answer {
  readonly status: number;
  // eslint-disable-next-line @typescript-eslint/no-explicit-any -- tests look into whatever came
  readonly body: any;
  readonly headers: Record<string, unknown>;
  readonly raw: Buffer;
}

export interface GivenApp extends Partial<
  Pick<AppDeps, 'liveTimes' | 'origins' | 'patience' | 'publicUrl' | 'trustedProxies'>
> {
  /** Browsers may sign in, at the sample provider. */
  readonly web?: Pick<WebSettings, 'idleMs' | 'maxMs' | 'pages'>;
  /** Of the general limit. */
  readonly rateLimit?: number;
  readonly rateLimits?: Partial<RateLimits>;
}
const signInAt = (issuer: string) =>
  createRelyingParty({
    issuer,
    clientId: WEB_CLIENT,
    algorithms: ['ES256'],
    clockToleranceSeconds: 5,
    subjectClaim: 'sub',
    sessionClaim: 'sid',
    requiredClaims: {},
  });
const UNHINDERED = 100_000;

let keys = 0;
export async function createTestApp(given: GivenApp = {}): Promise<TestApp> {
  const t = await createTestLedger();
  const dataDir = fs.mkdtempSync(path.join(os.tmpdir(), 'lianban-app-'));
  const issuer = await startIssuer({ dataDir, port: await freePort(), audience: AUDIENCE });
  const woken: TestApp['woken'] = [];
  let log = '';
  const sink = new Writable({
    write(chunk: Buffer, _encoding, done) {
      log += chunk.toString();
      done();
    },
  });
  const { registry, ...metrics } = createProcessMetrics(t.database.pool);
  addBacklogMetrics(registry, {
    read: async () => readBacklog(t.database.pool, await t.clock.read(t.database.pool)),
    freshMs: 0,
  });
  const app = buildApp({
    pool: t.database.pool,
    ledger: t.ledger,
    contents: t.contents,
    drafts: createDrafts({ pool: t.database.pool, vault: t.vault, clock: t.clock.read, keepDays: 30 }),
    book: createRuleBook(),
    wakes: {
      send: ({ caseNo, matter, seq }, why) => void woken.push({ caseNo, matter, seq, ...(why && { why }) }),
      settled: async () => undefined,
      query: async () => null,
      workers: async () => null,
      health: () => 'degraded',
    },
    clock: t.clock.read,
    tokens: createTokenVerifier({
      issuer: issuer.url,
      audience: AUDIENCE,
      jwksUrl: issuer.jwksUrl,
      algorithms: ['ES256'],
    }),
    ...(given.web && { web: { relyingParty: signInAt(issuer.url), secure: false, ...given.web } }),
    sessionDays: 30,
    files: createFileStore(path.join(dataDir, 'files')),
    signer: await createSigner((await getSecrets(dataDir)).certificateKeyFile),
    systems: {
      'demo-bank': { url: 'http://127.0.0.1:9', keys: [BANK_KEY] },
      bank: { url: 'http://127.0.0.1:9', keys: [BANK_KEY] },
    },
    publicUrl: given.publicUrl ?? 'https://lianban.example',
    origins: given.origins ?? [],
    trustedProxies: given.trustedProxies ?? [],
    patience: given.patience,
    failpoints: noFailpoints,
    registry,
    logger: pino({ level: 'info', base: { process: 'server' } }, sink),
    rateLimits: {
      general: given.rateLimit ?? UNHINDERED,
      submission: UNHINDERED,
      upload: UNHINDERED,
      verification: UNHINDERED,
      search: UNHINDERED,
      failedSignIns: UNHINDERED,
      uploadsPerDay: UNHINDERED,
      ...given.rateLimits,
    },
    cursorSecret: 'cursor-secret',
    // a stream that nobody reads on ends at once: inject waits for its end
    liveTimes: given.liveTimes ?? { streamMs: 50, beatMs: 20 },
  });
  await app.ready();
  const tokens = new Map<string, string>();
  const token = async (person: string) => {
    const known =
      tokens.get(person) ?? (await issueToken({ dataDir, issuerUrl: issuer.url, audience: AUDIENCE, person }));
    tokens.set(person, known);
    return known;
  };
  return {
    app,
    t,
    woken,
    logged: () => log,
    token,
    issuer: { url: issuer.url, dataDir },
    async call(person, method, url, body, headers = {}) {
      const options: InjectOptions = {
        method,
        url,
        headers: {
          ...(person !== undefined && { authorization: `Bearer ${await token(person)}` }),
          ...(method === 'POST' && { 'idempotency-key': `key-${String((keys += 1)).padStart(8, '0')}` }),
          ...headers,
        },
        ...(body !== undefined && { payload: body as object }),
      };
      const answer = await app.inject(options);
      const type = String(answer.headers['content-type']);
      return {
        status: answer.statusCode,
        body: type.includes('json') && answer.body ? JSON.parse(answer.body) : answer.body,
        headers: answer.headers,
        raw: answer.rawPayload,
      };
    },
    async close(options) {
      await app.close();
      metrics.stop();
      await issuer.stop();
      await t.close(options);
      fs.rmSync(dataDir, { recursive: true, force: true });
    },
  };
}
