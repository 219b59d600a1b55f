// The production shape: what every service of docker-compose.yml and the image must keep.
import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { parse } from 'yaml';
import { SETTINGS } from '../../config.ts';

interface Service {
  readonly image?: string;
  readonly build?: string;
  readonly user?: string;
  readonly read_only?: boolean;
  readonly cap_drop?: readonly string[];
  readonly cap_add?: readonly string[];
  readonly security_opt?: readonly string[];
  readonly tmpfs?: readonly string[];
  readonly ports?: readonly string[];
  readonly networks?: readonly string[];
  readonly environment?: Readonly<Record<string, string>>;
  readonly secrets?: readonly string[];
  readonly restart?: string;
  readonly healthcheck?: { readonly test?: unknown; readonly disable?: boolean };
  readonly stop_grace_period?: string;
  readonly deploy?: { readonly resources?: { readonly limits?: { readonly cpus?: string; readonly memory?: string } } };
}
interface Compose {
  readonly services: Readonly<Record<string, Service>>;
  readonly secrets: Readonly<Record<string, { readonly file: string }>>;
  readonly networks: Readonly<Record<string, { readonly internal?: boolean }>>;
}
const compose = parse(fs.readFileSync('docker-compose.yml', 'utf8'), { merge: true }) as Compose;
const services = Object.entries(compose.services);
const ONCE = services.filter(([, s]) => s.restart === 'no').map(([name]) => name);

describe.each(services)('%s', (name, s) => {
  test('may do little: root read-only, no capability but those named, no new privileges', () => {
    expect(s).toMatchObject({ read_only: true, cap_drop: ['ALL'], security_opt: ['no-new-privileges:true'] });
    const needs = { proxy: ['NET_BIND_SERVICE'], 'proxy-folder': ['CHOWN'] } as Record<string, string[]>;
    const database = ['CHOWN', 'DAC_OVERRIDE', 'FOWNER', 'SETGID', 'SETUID'];
    expect(s.cap_add ?? []).toEqual(needs[name] ?? (/^(postgresql|temporal-database)$/.test(name) ? database : []));
  });
  test('has its limits, and is asked how it is', () => {
    expect(s.deploy?.resources?.limits).toEqual({ cpus: expect.any(String), memory: expect.any(String) });
    expect(s.healthcheck).toEqual(
      ONCE.includes(name) ? { disable: true } : expect.objectContaining({ test: expect.anything() }),
    );
  });
  test('is a version, not whatever is latest', () => {
    expect(s.image).toMatch(/:(\$\{[A-Z_]+:-)?[A-Za-z0-9]+[\w.-]*\}?$/);
    expect(s.image).not.toMatch(/:latest|:\$\{[A-Z_]+\}$/);
  });
  test('has no secret in its environment', () => {
    for (const [key, value] of Object.entries(s.environment ?? {})) {
      if (/PASSWORD|SECRET|KEY|_URL$/.test(key) && !/_FILE$/.test(key))
        expect([key, value]).toEqual([key, expect.stringMatching(/^(https:\/\/|\$\{)/)]);
      if (/_FILE$/.test(key)) expect(value).toMatch(/^\/run\/secrets\/[a-z_]+$/);
    }
    for (const secret of s.secrets ?? []) expect(Object.keys(compose.secrets)).toContain(secret);
  });
});

test('our own programs run as nobody, know only settings that exist, and have time to drain', () => {
  const own = {
    'api-1': SETTINGS.server,
    'api-2': SETTINGS.server,
    worker: SETTINGS.worker,
    migrate: SETTINGS.migrate,
  };
  for (const [name, schema] of Object.entries(own)) {
    const { user, environment } = compose.services[name]!;
    expect([name, user]).toEqual([name, '65534:65534']);
    const known = Object.keys(schema.shape);
    const unknown = Object.keys(environment!).filter(
      (k) => !known.includes(k) && !known.includes(k.replace(/_FILE$/, '')),
    );
    expect([name, unknown]).toEqual([name, []]);
    const given = Object.keys(environment!).map((k) => (known.includes(k) ? k : k.replace(/_FILE$/, '')));
    const missing = Object.entries(schema.shape).filter(
      ([k, z]) => !z.safeParse(undefined).success && !given.includes(k),
    );
    expect([name, missing.map(([k]) => k)]).toEqual([name, []]);
  }
  const drains = Number(compose.services['api-1']!.environment!['DRAIN_SECONDS']);
  expect(Number.parseInt(compose.services['api-1']!.stop_grace_period!, 10)).toBeGreaterThan(drains + 10);
});

test('nothing is reached from outside but the proxy, and the databases by nobody who need not', () => {
  const published = services.flatMap(([name, s]) => (s.ports ?? []).map((port) => [name, port]));
  expect(published).toEqual([
    ['proxy', '443:443'],
    ['temporal-ui', '127.0.0.1:8233:8080'],
  ]);
  const on = (network: string) => services.filter(([, s]) => s.networks?.includes(network)).map(([name]) => name);
  expect(on('back').sort()).toEqual(['api-1', 'api-2', 'migrate', 'postgresql', 'roles', 'temporal', 'worker']);
  expect(on('front').sort()).toEqual(['api-1', 'api-2', 'proxy']);
  for (const network of ['front', 'back', 'conductor']) expect(compose.networks[network]!.internal).toBe(true);
});

test('the proxy asks each API process whether it is ready, which it does of named upstreams alone', () => {
  const caddyfile = fs.readFileSync('ops/compose/Caddyfile', 'utf8');
  const named = /reverse_proxy (.*) \{/.exec(caddyfile)?.[1]!.split(' ');
  const apis = services.filter(([name]) => name.startsWith('api-')).map(([name]) => `${name}:8080`);
  expect(named).toEqual(apis);
  expect(apis.length).toBeGreaterThan(1);
  expect(caddyfile).toMatch(/health_uri \/readyz/);
  expect(caddyfile).not.toMatch(/^\s*dynamic /m);
});

test('no mount of memory hides a file that the image starts from', () => {
  const hidden = services.flatMap(([name, s]) => (s.tmpfs ?? []).map((mount) => [name, mount.split(':')[0]]));
  expect(hidden.filter(([, folder]) => folder === '/etc/temporal/config')).toEqual([]);
});

test('the image: staged, as nobody, nothing of embedded PostgreSQL, only this platform’s bridge, only what .dockerignore lets in', () => {
  const lines = fs.readFileSync('Dockerfile', 'utf8').split('\n');
  expect(lines.filter((l) => l.startsWith('FROM')).length).toBeGreaterThan(1);
  expect(lines.findLast((l) => l.startsWith('USER'))).toBe('USER 65534:65534');
  expect(lines).toContain('RUN install -d -o 65534 -g 65534 -m 0700 /files');
  expect(lines.join('\n')).toMatch(/core-bridge\/releases[\s\S]*rm -rf/);
  const allowed = fs.readFileSync('.dockerignore', 'utf8').split('\n');
  expect(allowed[0]).toBe('*');
  const copied = lines.filter((l) => /^COPY (?!--from)/.test(l)).flatMap((l) => l.split(' ').slice(1, -1));
  expect(copied.filter((f) => !allowed.includes(`!${f}`))).toEqual([]);
  for (const never of ['test', '.git', '.env', 'secrets', 'node_modules']) expect(allowed).not.toContain(`!${never}`);
});

test('the secrets that are mounted are those that are made, each other than the last time, and never made twice', () => {
  const make = (dir: string) => execFileSync('sh', ['ops/compose/new-secrets.sh', dir], { stdio: 'ignore' });
  const root = fs.mkdtempSync(path.join(os.tmpdir(), 'lianban-secrets-'));
  const [one, two] = [path.join(root, 'one'), path.join(root, 'two')];
  make(one);
  make(two);
  const made = fs.readdirSync(one).sort();
  expect(made).toEqual(
    Object.values(compose.secrets)
      .map((s) => path.basename(s.file))
      .sort(),
  );
  // a name is no secret: whoever may enter the folder can read what is in it
  expect(fs.statSync(one).mode & 0o077).toBe(0);
  const read = (dir: string, name: string) => fs.readFileSync(path.join(dir, name), 'utf8');
  for (const name of made.filter((n) => n !== 'department_systems')) expect(read(one, name)).not.toBe(read(two, name));
  expect(Buffer.from(read(one, 'master_key'), 'base64')).toHaveLength(32);
  const before = read(one, 'master_key');
  make(one);
  expect(read(one, 'master_key')).toBe(before);
  fs.rmSync(root, { recursive: true });
});
