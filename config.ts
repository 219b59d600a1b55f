// The only reader of the environment. Every setting is checked here, once, at start; a fault names the variable and the cure.
import fs from 'node:fs';
import { z } from 'zod';

const port = z.coerce.number().int().min(0).max(65535);
const json = <T extends z.ZodType>(schema: T) =>
  z.string().transform((text, context) => {
    try {
      return schema.parse(JSON.parse(text)) as z.output<T>;
    } catch (error) {
      context.addIssue({ code: 'custom', message: `is no JSON of the expected shape (${(error as Error).message})` });
      return z.NEVER;
    }
  });

const list = <T extends string>(member: z.ZodType<T, string>, preset = '') =>
  z
    .string()
    .default(preset)
    .transform((text) =>
      text
        .split(',')
        .map((part) => part.trim())
        .filter(Boolean),
    )
    .pipe(z.array(member));
const network = z.union([z.ipv4(), z.ipv6(), z.cidrv4(), z.cidrv6()]);
const origin = z
  .string()
  .refine(
    (text) => URL.canParse(text) && new URL(text).origin === text,
    'must be an origin, such as https://a.example',
  );

/** Whoever can change what the sign-in provider answers can be anybody: TLS, but on this very machine. */
const trustworthyUrl = z.url({ protocol: /^https?$/ }).refine((text) => {
  const { protocol, hostname } = URL.canParse(text) ? new URL(text) : { protocol: '', hostname: '' };
  return protocol === 'https:' || ['127.0.0.1', 'localhost', '[::1]'].includes(hostname);
}, 'must be https (but on the loopback)');

/** A department's own system: where it is and the keys its messages are signed with (the first signs, each verifies). */
const departmentSystem = z.strictObject({
  url: z.url(),
  keys: z
    .array(z.strictObject({ id: z.string().min(1), secret: z.lazy(() => sharedSecret) }))
    .min(1)
    .max(2),
});
export type DepartmentSystem = z.infer<typeof departmentSystem>;

/** Told in docs/configuration.md, which is made from here. */
const about = (description: string, more: { readonly secret?: true } = {}) => ({ description, ...more });
const count = (least: number, most = Number.MAX_SAFE_INTEGER) => z.coerce.number().int().min(least).max(most);

const TOKEN_ALGORITHMS = ['ES256', 'ES384', 'RS256', 'PS256', 'EdDSA'] as const;

/** Random bytes have hardly two alike in a row of 32; a word, a pattern or zeros have few different ones. */
const isRandom = (bytes: Buffer) => new Set(bytes).size >= bytes.length / 2;
const key32 = z
  .base64()
  .refine((v) => Buffer.from(v, 'base64').length === 32, 'must be 32 bytes in base64')
  .refine(
    (v) => Buffer.from(v, 'base64').length !== 32 || isRandom(Buffer.from(v, 'base64')),
    'is too weak: use 32 random bytes',
  );
const SAMPLES = /sample|example|changeme|change-me|secret|password|12345|placeholder/i;
const sharedSecret = z
  .string()
  .min(32)
  .refine((v) => new Set(v).size >= 10 && !SAMPLES.test(v), 'is too weak: use 32 random characters or more');

const settings = z.object({
  DATABASE_URL: z
    .url({ protocol: /^postgres(ql)?$/ })
    .meta(about('The database, as the role of this process: never its owner', { secret: true })),
  DATABASE_POOL: count(1, 200).default(12).meta(about('Connections, at most')),
  TEMPORAL_ADDRESS: z.string().min(1).meta(about('host:port of Temporal; it may be away when the process starts')),
  TEMPORAL_NAMESPACE: z.string().min(1).default('default').meta(about('Temporal namespace')),
  TEMPORAL_TASK_QUEUE: z.string().min(1).default('cases').meta(about('Temporal task queue: one an installation')),
  MASTER_KEY: key32.meta(about('32 random bytes in base64: wraps the key of each person', { secret: true })),
  MASTER_KEY_ID: z.string().min(1).default('master-1').meta(about('Names the master key beside what it wrapped')),
  MASTER_KEYS_RETIRED: json(z.array(z.strictObject({ id: z.string().min(1), key: key32 })))
    .default([])
    .meta(
      about('Master keys of before, JSON: [{id, key}]; they unwrap until `lianban keys rotate-master` is through', {
        secret: true,
      }),
    ),
  FINGERPRINT_KEY: key32.optional().meta(
    about(
      'Recognises repeated requests and signs page cursors; the master key when left out: set it before that changes',
      {
        secret: true,
      },
    ),
  ),
  FILES_DIR: z.string().min(1).meta(about('Folder of the uploaded materials; the same for every process')),
  DEPARTMENT_SYSTEMS: json(z.record(z.string(), departmentSystem))
    .default({})
    .meta(
      about("Departments' own systems, JSON: {name: {url, keys: [{id, secret}]}}; the first key signs", {
        secret: true,
      }),
    ),
  PUBLIC_URL: z.url().meta(about('Where people and systems reach the API: in callbacks and verification links')),
  METRICS_HOST: z
    .string()
    .min(1)
    .default('127.0.0.1')
    .meta(about('Address of the metrics, without a sign-in: one that nobody outside can reach')),
  METRICS_PORT: port.default(0).meta(about('Port of our metrics, for Prometheus; 0: none')),
  LOG_LEVEL: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'silent']).default('info').meta(about('Least level')),
});
const serverSettings = settings.extend({
  HOST: z.string().default('127.0.0.1').meta(about('Address to listen on')),
  PORT: port.default(8080).meta(about('Port to listen on')),
  DRAIN_SECONDS: count(0, 600)
    .default(0)
    .meta(about('Told to stop, it says so at /readyz for so long before it takes no more: the proxy has to notice')),
  ISSUER_URL: trustworthyUrl.meta(about('The sign-in provider (OpenID Connect issuer)')),
  ISSUER_WAIT_SECONDS: count(0, 3600).default(60).meta(about('How long the start waits for a provider that is away')),
  AUDIENCE: z.string().min(1).meta(about('What tokens for this API are issued for')),
  JWKS_URL: trustworthyUrl
    .optional()
    .meta(about('Where the issuer publishes its keys, when it describes itself nowhere; else its description says it')),
  TOKEN_ALGORITHMS: list(z.enum(TOKEN_ALGORITHMS), 'ES256')
    .refine((names) => names.length > 0, 'names one at least')
    .meta(about(`Algorithms of signatures that are accepted, with commas: ${TOKEN_ALGORITHMS.join(', ')}`)),
  CLOCK_TOLERANCE_SECONDS: count(0, 120).default(5).meta(about("How far the provider's clock may be from ours")),
  SUBJECT_CLAIM: z.string().min(1).default('sub').meta(about('Which claim names the person; dots lead inwards')),
  SESSION_CLAIM: z.string().min(1).default('sid').meta(about('Which claim names the session; dots lead inwards')),
  REQUIRED_CLAIMS: json(z.record(z.string(), z.union([z.string(), z.array(z.string()).min(1)])))
    .default({})
    .meta(about('What a token must say besides, JSON: {claim: value or [values]}; one of the values')),
  LOGOUT_AUDIENCE: z
    .string()
    .min(1)
    .optional()
    .meta(about('Our client id at the provider, for its back-channel logout; left out: AUDIENCE')),
  WEB_CLIENT_ID: z
    .string()
    .min(1)
    .optional()
    .meta(about('Our client id at the provider, for people who sign in with a browser; left out: the API alone')),
  WEB_CLIENT_SECRET: z
    .string()
    .min(1)
    .optional()
    .meta(about('Its secret; left out: a public client', { secret: true })),
  WEB_IDLE_MINUTES: count(1, 1440)
    .default(30)
    .meta(about('After so long without a request a browser has to sign in again')),
  WEB_SESSION_HOURS: count(1, 168).default(12).meta(about('And so long after it signed in, in any case')),
  WEB_PAGES: z
    .string()
    .default('dist/web')
    .meta(about('Folder of the built pages (npm run build:web); when it is not there, none are served')),
  SESSION_DAYS: count(1, 3650)
    .default(30)
    .meta(about('How long an ended session is remembered: no session lasts longer')),
  DRAFT_DAYS: count(1, 3650)
    .default(30)
    .meta(about('How long an application that was begun is kept after somebody last wrote in it')),
  CERTIFICATE_KEY_FILE: z.string().min(1).meta(about('File with the private JWK (ES256) that signs certificates')),
  RATE_LIMIT_PER_MINUTE: count(1)
    .default(600)
    .meta(about('Requests a minute of one person, or of one address where nobody is signed in')),
  RATE_LIMIT_SUBMISSION: count(1).default(30).meta(about('The same for submissions alone')),
  RATE_LIMIT_UPLOAD: count(1).default(60).meta(about('The same for uploads alone')),
  UPLOADS_PER_DAY: count(1).default(200).meta(about('Materials that one person may own that came within a day')),
  RATE_LIMIT_VERIFICATION: count(1).default(60).meta(about('The same for the public verification of certificates')),
  RATE_LIMIT_SEARCH: count(1).default(300).meta(about('The same for lists and searches')),
  FAILED_SIGN_INS_PER_MINUTE: count(1).default(30).meta(about('Bad tokens a minute and address; past it, it waits')),
  TRUSTED_PROXIES: list(network).meta(
    about("Addresses or networks of the reverse proxies, with commas: nobody else's X-Forwarded-For is believed"),
  ),
  CORS_ORIGINS: list(origin).meta(about('Origins whose pages may call the API, with commas; none by default')),
});
const workerSettings = settings.extend({
  TEMPORAL_METRICS_PORT: port.default(0).meta(about("Port of the metrics of Temporal's SDK; 0: none")),
  DELIVERY_LIMIT_SECONDS: count(1).default(3600).meta(about("How long a department's system is tried, at most")),
  DELIVERY_ATTEMPT_SECONDS: count(1).default(20).meta(about('How long a single try may take')),
  DEPARTMENT_HOSTS: list(z.string().regex(/^[a-z0-9.:-]+$/)).meta(
    about("Host names of departments' systems that may be called, with commas; left out: those of DEPARTMENT_SYSTEMS"),
  ),
  DEPARTMENT_NETWORKS: list(network).meta(
    about("Private networks that departments' systems may be in, with commas; else only public addresses are called"),
  ),
  DEPARTMENT_LOOPBACK: z
    .enum(['yes', 'no'])
    .default('no')
    .meta(about("yes: departments' systems may be on this very machine, without TLS (laptops alone)")),
  SWEEP_SECONDS: z.coerce.number().min(0.05).default(5).meta(about('Between two turns of the sweeper')),
  WORKFLOW_BUNDLE: z.string().optional().meta(about('A prebuilt workflow bundle; built at the start when left out')),
});
const migrationSettings = z.object({
  DATABASE_OWNER_URL: z
    .url({ protocol: /^postgres(ql)?$/ })
    .meta(about('The database as the owner of its schema; for `lianban migrate` alone', { secret: true })),
});
export type ServerConfig = z.infer<typeof serverSettings>;
export type WorkerConfig = z.infer<typeof workerSettings>;

export class ConfigurationError extends Error {}

/** Secrets as files: NAME_FILE holds the path of a file with the value of NAME. */
function withFiles(schema: z.ZodObject, environment: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  const found: NodeJS.ProcessEnv = { ...environment };
  for (const name of Object.keys(schema.shape)) {
    const file = environment[`${name}_FILE`];
    if (file === undefined || `${name}_FILE` in schema.shape) continue;
    if (environment[name] !== undefined) throw new ConfigurationError(`Set ${name} or ${name}_FILE, not both.`);
    try {
      found[name] = fs.readFileSync(file, 'utf8').trim();
    } catch {
      throw new ConfigurationError(`${name}_FILE names a file that can not be read: ${file}`);
    }
  }
  return found;
}

function read<T extends z.ZodObject>(schema: T, environment: NodeJS.ProcessEnv): z.output<T> {
  const result = schema.safeParse(withFiles(schema, environment));
  if (result.success) return result.data;
  const lines = result.error.issues.map((i) => `  ${i.path.join('.')}: ${i.message}`);
  throw new ConfigurationError(
    `The configuration is not usable; set these environment variables:\n${lines.join('\n')}`,
  );
}
export const readServerConfig = (environment = process.env): ServerConfig => read(serverSettings, environment);
export const readMigrationConfig = (environment = process.env) => read(migrationSettings, environment);
export const readWorkerConfig = (environment = process.env): WorkerConfig => read(workerSettings, environment);

/** For `lianban keys`: the settings of the server that hold keys. */
const keySettings = settings.pick({
  DATABASE_URL: true,
  MASTER_KEY: true,
  MASTER_KEY_ID: true,
  MASTER_KEYS_RETIRED: true,
  FINGERPRINT_KEY: true,
});
export const readKeySettings = (environment = process.env) => read(keySettings, environment);

/** What docs/configuration.md tells, by process. */
export const SETTINGS = { server: serverSettings, worker: workerSettings, migrate: migrationSettings } as const;
