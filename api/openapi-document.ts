// The OpenAPI document without a running product: what the routes need only when they are asked is not there, and says so.
import { pino } from 'pino';
import { Registry } from 'prom-client';
import { buildApp } from './app.ts';
import type { AppDeps } from './deps.ts';

const ONE = { general: 1, submission: 1, upload: 1, verification: 1, search: 1, failedSignIns: 1, uploadsPerDay: 1 };

export async function openApiDocument(): Promise<Record<string, unknown>> {
  const given: Partial<AppDeps> = {
    registry: new Registry(),
    logger: pino({ level: 'silent' }),
    rateLimits: ONE,
    trustedProxies: [],
    origins: [],
    publicUrl: 'http://localhost',
    sessionDays: 1,
    systems: {},
    cursorSecret: '',
  };
  const deps = new Proxy(given, {
    get: (known, name) => {
      const value: unknown = Reflect.get(known, name);
      return value ?? (OPTIONAL.includes(String(name)) ? undefined : absent(String(name)));
    },
  });
  const app = buildApp(deps as AppDeps);
  await app.ready();
  const { body } = await app.inject('/api/openapi.json');
  await app.close();
  return JSON.parse(body) as Record<string, unknown>;
}

const OPTIONAL = ['web', 'patience', 'draining', 'liveTimes', 'then'];
/** Taken apart at the start, used by nobody here. */
const absent = (name: string): unknown =>
  new Proxy(() => undefined, {
    get: () => () => {
      throw new Error(`${name} is not here: this app only describes itself`);
    },
  });
