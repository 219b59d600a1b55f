// Composition root of the API process: reads the configuration, constructs, listens, stops gracefully.
import { createHmac } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { pino, type Logger } from 'pino';
import { buildApp } from './api/app.ts';
import type { WebSettings } from './api/deps.ts';
import { createSigner } from './api/documents/signer.ts';
import { createFileStore } from './api/files.ts';
import { discoverKeys } from './api/sign-in/discovery.ts';
import { createRelyingParty } from './api/sign-in/relying-party.ts';
import { createTokenVerifier } from './api/tokens.ts';
import { createTemporalClient, createWakes } from './conductor/wakes.ts';
import { readServerConfig, type ServerConfig } from './config.ts';
import { createPool } from './db/pool.ts';
import { readBacklog } from './db/reads/backlog.ts';
import { databaseClock, type LedgerClock } from './ledger/clock.ts';
import { createContents } from './ledger/create-contents.ts';
import { createDrafts } from './ledger/drafts.ts';
import { createLedger } from './ledger/create-ledger.ts';
import { noFailpoints, type Failpoints } from './ledger/failpoints.ts';
import { createRuleBook } from './ledger/rules.ts';
import { addBacklogMetrics } from './metrics/backlog-metrics.ts';
import { createProcessMetrics } from './metrics/process-metrics.ts';
import { serveMetrics } from './metrics/serve-metrics.ts';
import { createVault } from './ledger/vault.ts';
import { keysOf } from './ledger/key-provider.ts';

export interface ServerOverrides {
  readonly ledgerClock?: LedgerClock;
  readonly failpoints?: Failpoints;
  readonly logger?: Logger;
}

export async function startServer(config: ServerConfig, overrides: ServerOverrides = {}) {
  const logger = overrides.logger ?? pino({ level: config.LOG_LEVEL, base: { process: 'server' } });
  const jwksUrl =
    config.JWKS_URL ??
    (await discoverKeys({
      issuer: config.ISSUER_URL,
      algorithms: config.TOKEN_ALGORITHMS,
      waitMs: config.ISSUER_WAIT_SECONDS * 1000,
      onRetry: (why) => logger.warn({ why }, 'sign-in provider not reached'),
    }));
  const clock = overrides.ledgerClock ?? databaseClock;
  const failpoints = overrides.failpoints ?? noFailpoints;
  const pool = createPool(config.DATABASE_URL, { max: config.DATABASE_POOL, applicationName: 'lianban-server' });
  // a connection of their own: figures are there also when every other one is busy, and take none away
  const watch = createPool(config.DATABASE_URL, { max: 1, applicationName: 'lianban-metrics', statementMs: 2_000 });
  const { registry, ...metrics } = createProcessMetrics(pool);
  addBacklogMetrics(registry, { read: async () => readBacklog(watch, await clock(watch)) });
  const keys = keysOf(config);
  const vault = createVault(keys.provider, keys.fingerprintKey);
  const book = createRuleBook();
  const client = createTemporalClient(config.TEMPORAL_ADDRESS, config.TEMPORAL_NAMESPACE);
  const wakes = createWakes({ client, taskQueue: config.TEMPORAL_TASK_QUEUE, deadlineMs: 5_000, logger });
  let draining = false;
  const app = buildApp({
    draining: () => draining,
    pool,
    ledger: createLedger({ pool, vault, clock, failpoints, book, observe: metrics.observeLedger }),
    contents: createContents({ pool, vault, clock }),
    drafts: createDrafts({ pool, vault, clock, keepDays: config.DRAFT_DAYS }),
    book,
    wakes,
    clock,
    tokens: createTokenVerifier({
      issuer: config.ISSUER_URL,
      audience: config.AUDIENCE,
      jwksUrl,
      algorithms: config.TOKEN_ALGORITHMS,
      clockToleranceSeconds: config.CLOCK_TOLERANCE_SECONDS,
      subjectClaim: config.SUBJECT_CLAIM,
      sessionClaim: config.SESSION_CLAIM,
      requiredClaims: config.REQUIRED_CLAIMS,
      logoutAudience: config.LOGOUT_AUDIENCE,
    }),
    web: webSettings(config),
    sessionDays: config.SESSION_DAYS,
    files: createFileStore(config.FILES_DIR),
    signer: await createSigner(config.CERTIFICATE_KEY_FILE),
    systems: config.DEPARTMENT_SYSTEMS,
    publicUrl: config.PUBLIC_URL,
    failpoints,
    registry,
    logger,
    rateLimits: {
      general: config.RATE_LIMIT_PER_MINUTE,
      submission: config.RATE_LIMIT_SUBMISSION,
      upload: config.RATE_LIMIT_UPLOAD,
      verification: config.RATE_LIMIT_VERIFICATION,
      search: config.RATE_LIMIT_SEARCH,
      failedSignIns: config.FAILED_SIGN_INS_PER_MINUTE,
      uploadsPerDay: config.UPLOADS_PER_DAY,
    },
    trustedProxies: config.TRUSTED_PROXIES,
    origins: config.CORS_ORIGINS,
    cursorSecret: createHmac('sha256', keys.fingerprintKey).update('cursor').digest('hex'),
  });
  wakes.health(); // asks in the background, so that the first /readyz knows
  const { METRICS_HOST, METRICS_PORT } = config;
  const scraped = METRICS_PORT > 0 ? await serveMetrics(registry, METRICS_HOST, METRICS_PORT) : undefined;
  const url = await app.listen({ host: config.HOST, port: config.PORT });
  return {
    url,
    app,
    /** Says that it is about to stop, answers on for as long as the proxy needs to notice, then ends everything that was opened. */
    async stop() {
      draining = true;
      await new Promise((resolve) => setTimeout(resolve, config.DRAIN_SECONDS * 1000));
      await app.close();
      await wakes.settled();
      await client.connection.close();
      await scraped?.stop();
      metrics.stop();
      await Promise.all([pool.end(), watch.end()]);
    },
  };
}

function webSettings(config: ServerConfig): WebSettings | undefined {
  if (config.WEB_CLIENT_ID === undefined) return undefined;
  const pages = path.resolve(config.WEB_PAGES);
  return {
    relyingParty: createRelyingParty({
      issuer: config.ISSUER_URL,
      clientId: config.WEB_CLIENT_ID,
      clientSecret: config.WEB_CLIENT_SECRET,
      algorithms: config.TOKEN_ALGORITHMS,
      clockToleranceSeconds: config.CLOCK_TOLERANCE_SECONDS,
      subjectClaim: config.SUBJECT_CLAIM,
      sessionClaim: config.SESSION_CLAIM,
      requiredClaims: config.REQUIRED_CLAIMS,
    }),
    secure: config.PUBLIC_URL.startsWith('https:'),
    idleMs: config.WEB_IDLE_MINUTES * 60_000,
    maxMs: config.WEB_SESSION_HOURS * 3_600_000,
    ...(fs.existsSync(path.join(pages, 'index.html')) && { pages }),
  };
}

async function main(): Promise<void> {
  const server = await startServer(readServerConfig());
  let stopping = false;
  for (const event of ['SIGTERM', 'SIGINT', 'disconnect'])
    process.on(event, () => {
      if (stopping) return;
      stopping = true;
      void server.stop().finally(() => process.exit(0));
    });
  process.send?.({ ready: true, url: server.url });
  console.log(`ready ${server.url}`);
}
if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href)
  main().catch((error: unknown) => {
    console.error(error instanceof Error ? error.message : error);
    process.exit(1);
  });
