// The whole product on one machine: PostgreSQL, Temporal, sample sign-in and bank, and the real server and worker as processes of
// their own, configured as in production. `npm start`, the demo, the benchmarks and the end-to-end tests all run this.
import fs from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { migrate } from '../db/migrate.ts';
import { createPool } from '../db/pool.ts';
import { databaseClock } from '../ledger/clock.ts';
import { createKeyProvider } from '../ledger/key-provider.ts';
import { createVault } from '../ledger/vault.ts';
import { startBank, type Bank } from './bank.ts';
import { PAGES } from './build-pages.ts';
import { startChild, type Child } from './child-process.ts';
import { machineEnvironment } from './environment.ts';
import { issueToken, startIssuer } from './issuer.ts';
import { holdDataDir } from './lock.ts';
import { getPorts, PREFERRED, type Ports } from './ports.ts';
import { startPostgres, stopOrphan, type EmbeddedPostgres } from './postgres.ts';
import { createSteps, type Say } from './progress.ts';
import { getSecrets } from './secrets.ts';
import { WEB_CLIENT } from './sign-in/secrets.ts';
import { seed } from './seed.ts';
import { findTemporalCli } from './temporal-binaries.ts';
import { startTemporal, stopTemporalOrphan, type TemporalServer } from './temporal-server.ts';

export const AUDIENCE = 'lianban';
const ROOT = path.join(path.dirname(fileURLToPath(import.meta.url)), '..');

export interface StackOptions {
  readonly dataDir: string;
  readonly ports?: Ports | 'any';
  readonly say?: Say;
  /** Given by the environment: a server of one's own instead of an embedded one. */
  readonly environment?: NodeJS.ProcessEnv;
  readonly logLevel?: string;
  /** Other entry files, for tests with failpoints. */
  readonly entries?: { readonly server?: string; readonly worker?: string };
  readonly settings?: Readonly<Record<string, string>>;
  /** Settings of one of the processes alone. */
  readonly processSettings?: Partial<Readonly<Record<'server' | 'worker', Readonly<Record<string, string>>>>>;
}
export interface Stack {
  readonly url: string;
  readonly issuerUrl: string;
  readonly databaseUrl: string;
  readonly ownerUrl: string;
  readonly temporalAddress: string;
  /** What the server and the worker were started with. */
  readonly environment: Readonly<Record<string, string>>;
  readonly bank: Bank;
  readonly postgres: EmbeddedPostgres | undefined;
  readonly temporal: TemporalServer | undefined;
  server: Child;
  worker: Child;
  startServer(): Promise<void>;
  startWorker(): Promise<void>;
  token(person: string): Promise<string>;
  stop(): Promise<void>;
}

export async function startStack(options: StackOptions): Promise<Stack> {
  const { dataDir, say = () => undefined, environment = {} } = options;
  fs.mkdirSync(dataDir, { recursive: true });
  const release = holdDataDir(dataDir);
  const stops: (() => Promise<void>)[] = [async () => release()];
  const step = createSteps(say);
  const stop = async () => {
    for (const end of stops.reverse().splice(0)) await end().catch((error: Error) => say(`! ${error.message}`));
  };
  try {
    await stopOrphan(path.join(dataDir, 'postgres'));
    await stopTemporalOrphan(dataDir);
    const ports = await getPorts(dataDir, options.ports ?? PREFERRED);
    const secrets = await getSecrets(dataDir);

    // Each is stopped by the stack from the moment it runs, also when the other one fails.
    const running = await Promise.allSettled([
      environment.DATABASE_URL
        ? undefined
        : step('PostgreSQL', () => startPostgres({ dataDir: path.join(dataDir, 'postgres'), port: ports.postgres })),
      environment.TEMPORAL_ADDRESS
        ? undefined
        : step('Temporal', async () =>
            startTemporal({ dataDir, port: ports.temporal, cliPath: await findTemporalCli({ environment, say }), say }),
          ),
    ]);
    const [postgres, temporal] = running.map((r) => (r.status === 'fulfilled' ? r.value : undefined)) as [
      EmbeddedPostgres | undefined,
      TemporalServer | undefined,
    ];
    if (temporal) stops.push(() => temporal.stop());
    if (postgres) stops.push(() => postgres.stop());
    for (const r of running) if (r.status === 'rejected') throw r.reason;
    const ownerUrl = environment.DATABASE_URL ?? postgres!.url;
    // a server of one's own has the roles one gave it
    const databaseUrls = {
      server: environment.DATABASE_URL ?? asRole(postgres!.url, 'lianban_api'),
      worker: environment.DATABASE_URL ?? asRole(postgres!.url, 'lianban_worker'),
    };
    const temporalAddress = environment.TEMPORAL_ADDRESS ?? temporal!.address;

    await step('schema', () => migrate(ownerUrl));
    await step('definitions, sample organisations and people', () => seedAll(ownerUrl, secrets.masterKey));
    const issuer = await startIssuer({ dataDir, port: ports.issuer, audience: AUDIENCE });
    stops.push(() => issuer.stop());
    const bank = await startBank({ port: ports.bank, key: secrets.bankKey, verifyKeys: [secrets.bankKey] });
    stops.push(() => bank.stop());

    const url = `http://127.0.0.1:${ports.api}`;
    const settings = {
      ...inherited(),
      DATABASE_URL: databaseUrls.server,
      TEMPORAL_ADDRESS: temporalAddress,
      MASTER_KEY: secrets.masterKey,
      FILES_DIR: path.join(dataDir, 'files'),
      DEPARTMENT_SYSTEMS: JSON.stringify({ 'demo-bank': { url: bank.url, keys: [secrets.bankKey] } }),
      DEPARTMENT_LOOPBACK: 'yes',
      PUBLIC_URL: url,
      PORT: String(ports.api),
      ISSUER_URL: issuer.url,
      AUDIENCE,
      WEB_CLIENT_ID: WEB_CLIENT,
      WEB_PAGES: PAGES,
      CERTIFICATE_KEY_FILE: secrets.certificateKeyFile,
      LOG_LEVEL: options.logLevel ?? 'warn',
      ...options.settings,
    };
    const children = new Map<string, Child>();
    stops.push(async () => void (await Promise.all([...children.values()].map((c) => c.stop()))));
    const startProcess = async (name: 'server' | 'worker') => {
      const child = await startChild({
        name,
        entry: options.entries?.[name] ?? path.join(ROOT, `${name}.ts`),
        environment: { ...settings, DATABASE_URL: databaseUrls[name], ...options.processSettings?.[name] },
        log: path.join(dataDir, `${name}.log`),
      });
      children.set(name, child);
      return child;
    };
    const [server, worker] = await Promise.all([
      step('API', () => startProcess('server')),
      step('worker', () => startProcess('worker')),
    ]);
    const stack: Stack = {
      url,
      issuerUrl: issuer.url,
      databaseUrl: databaseUrls.server,
      ownerUrl,
      temporalAddress,
      environment: settings,
      bank,
      postgres,
      temporal,
      server,
      worker,
      startServer: async () => void (stack.server = await startProcess('server')),
      startWorker: async () => void (stack.worker = await startProcess('worker')),
      token: (person) => issueToken({ dataDir, issuerUrl: issuer.url, audience: AUDIENCE, person }),
      stop,
    };
    return stack;
  } catch (error) {
    await stop();
    throw error;
  }
}

const asRole = (ownerUrl: string, role: string): string => Object.assign(new URL(ownerUrl), { username: role }).href;

async function seedAll(ownerUrl: string, masterKey: string): Promise<void> {
  const pool = createPool(ownerUrl, { max: 2, applicationName: 'lianban-seed' });
  const key = Buffer.from(masterKey, 'base64');
  const vault = createVault(createKeyProvider({ id: 'master-1', key }), key);
  await seed({ pool, vault, clock: databaseClock }).finally(() => pool.end());
}

/** What a child needs of the machine (where programs and caches are), and none of our own settings. */
function inherited(): Record<string, string> {
  const names = ['PATH', 'HOME', 'TMPDIR', 'XDG_CACHE_HOME', 'LANG', 'TZ', 'NODE_EXTRA_CA_CERTS'];
  return Object.fromEntries(
    names.flatMap((n) => (machineEnvironment[n] === undefined ? [] : [[n, machineEnvironment[n]]])),
  );
}
