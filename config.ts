// The only reader of the environment. Every setting is checked here, once, at start; a fault names the variable and the cure.
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

const list = (member: z.ZodType<string, string>) =>
  z
    .string()
    .default('')
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

/** A department's own system: where it is and the keys its messages are signed with (the first signs, each verifies). */
const departmentSystem = z.strictObject({
  url: z.url(),
  keys: z
    .array(z.strictObject({ id: z.string().min(1), secret: z.string().min(32) }))
    .min(1)
    .max(2),
});
export type DepartmentSystem = z.infer<typeof departmentSystem>;

const settings = z.object({
  DATABASE_URL: z.url({ protocol: /^postgres(ql)?$/ }),
  DATABASE_POOL: z.coerce.number().int().min(1).max(200).default(12),
  TEMPORAL_ADDRESS: z.string().min(1),
  TEMPORAL_NAMESPACE: z.string().min(1).default('default'),
  TEMPORAL_TASK_QUEUE: z.string().min(1).default('cases'),
  /** 32 bytes, base64: wraps the per-subject keys. */
  MASTER_KEY: z.base64().refine((v) => Buffer.from(v, 'base64').length === 32, 'must be 32 bytes in base64'),
  MASTER_KEY_ID: z.string().min(1).default('master-1'),
  FILES_DIR: z.string().min(1),
  DEPARTMENT_SYSTEMS: json(z.record(z.string(), departmentSystem)).default({}),
  /** Where departments' systems reach our API (callbacks), and what verification links show. */
  PUBLIC_URL: z.url(),
  /** Above 0: our metrics are served there, for Prometheus, without a sign-in: an address that nobody outside can reach. */
  METRICS_HOST: z.string().min(1).default('127.0.0.1'),
  METRICS_PORT: port.default(0),
  LOG_LEVEL: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'silent']).default('info'),
});
const serverSettings = settings.extend({
  HOST: z.string().default('127.0.0.1'),
  PORT: port.default(8080),
  ISSUER_URL: z.url(),
  AUDIENCE: z.string().min(1),
  JWKS_URL: z.url(),
  TOKEN_ALGORITHM: z.enum(['ES256', 'RS256', 'EdDSA']).default('ES256'),
  /** JWK (private, ES256) that signs certificates. */
  CERTIFICATE_KEY_FILE: z.string().min(1),
  /** Requests a minute of one person, or of one address where nobody is signed in. */
  RATE_LIMIT_PER_MINUTE: z.coerce.number().int().min(1).default(600),
  /** The same for some routes alone, each counted by itself. */
  RATE_LIMIT_SUBMISSION: z.coerce.number().int().min(1).default(30),
  RATE_LIMIT_UPLOAD: z.coerce.number().int().min(1).default(60),
  RATE_LIMIT_VERIFICATION: z.coerce.number().int().min(1).default(60),
  RATE_LIMIT_SEARCH: z.coerce.number().int().min(1).default(300),
  /** Tokens that are none, a minute and address; past it the address waits. */
  FAILED_SIGN_INS_PER_MINUTE: z.coerce.number().int().min(1).default(30),
  /** Addresses or networks of the reverse proxies, with commas: nobody else's X-Forwarded-For is believed. */
  TRUSTED_PROXIES: list(network),
  /** Origins of other sites whose pages may call the API, with commas, letter by letter; none by default. */
  CORS_ORIGINS: list(origin),
});
const workerSettings = settings.extend({
  /** Above 0: the metrics of Temporal's SDK (temporal_*), on the same address. */
  TEMPORAL_METRICS_PORT: port.default(0),
  /** How long a single delivery to a department's system is tried, at most. */
  DELIVERY_LIMIT_SECONDS: z.coerce.number().int().min(1).default(3600),
  DELIVERY_ATTEMPT_SECONDS: z.coerce.number().int().min(1).default(20),
  SWEEP_SECONDS: z.coerce.number().min(0.05).default(5),
  WORKFLOW_BUNDLE: z.string().optional(),
});
export type ServerConfig = z.infer<typeof serverSettings>;
export type WorkerConfig = z.infer<typeof workerSettings>;

export class ConfigurationError extends Error {}

function read<T extends z.ZodType>(schema: T, environment: NodeJS.ProcessEnv): z.output<T> {
  const result = schema.safeParse(environment);
  if (result.success) return result.data;
  const lines = result.error.issues.map((i) => `  ${i.path.join('.')}: ${i.message}`);
  throw new ConfigurationError(
    `The configuration is not usable; set these environment variables:\n${lines.join('\n')}`,
  );
}
export const readServerConfig = (environment = process.env): ServerConfig => read(serverSettings, environment);
export const readWorkerConfig = (environment = process.env): WorkerConfig => read(workerSettings, environment);
