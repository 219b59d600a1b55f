// How much, how fast, how slowly: each limit seen to refuse, and to hold up nobody else.
import net from 'node:net';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { createFailedTries } from '../../api/failed-tries.ts';
import { LIMITED_ROUTES } from '../../api/plugins/limits.ts';
import { createTestApp, type GivenApp, type TestApp } from '../support/test-app.ts';
import { fiveInParallel } from '../support/test-ledger.ts';

const withApp = async (given: GivenApp, use: (app: TestApp) => Promise<void>) => {
  const app = await createTestApp(given);
  await use(app).finally(() => app.close({ cases: 'none' }));
};
const tooMany = { status: 429, body: { code: 'too-many-requests' } };
const forged = { authorization: 'Bearer eyJhbGciOiJFUzI1NiJ9.e30.AAAA' };

describe('rates', () => {
  test.each([
    ['submission', 'POST', '/api/cases', fiveInParallel()],
    ['search', 'GET', '/api/cases', undefined],
    ['upload', 'POST', '/api/materials?matter=five-in-parallel&material=none', undefined],
    ['verification', 'GET', '/api/certificates/NONE-0001/verification', undefined],
  ] as const)('%s has a limit of its own, for each person', (limit, method, url, body) =>
    withApp({ rateLimits: { [limit]: 2 } }, async (app) => {
      const who = limit === 'verification' ? undefined : 'wang-xiaoming';
      for (let i = 0; i < 2; i += 1) expect((await app.call(who, method, url, body)).status).not.toBe(429);
      const refused = await app.call(who, method, url, body);
      expect(refused).toMatchObject(tooMany);
      expect(Number(refused.headers['retry-after'])).toBeGreaterThan(30);
      expect((await app.call('wang-xiaoming', 'GET', '/api/me')).status).toBe(200);
      if (who) expect((await app.call('li-na', method, url, body)).status).not.toBe(429);
    }),
  );
  test('each route with a limit of its own is there', async () => {
    await withApp({}, async ({ app }) => {
      for (const route of Object.keys(LIMITED_ROUTES)) {
        const [method, url] = route.split(' ') as ['GET' | 'POST', string];
        expect([route, app.hasRoute({ method, url })]).toEqual([route, true]);
      }
    });
  });
});

describe('failed sign-ins', () => {
  test('are refused unread after too many, with the time to wait, until the minute is over', async () => {
    await withApp({ rateLimits: { failedSignIns: 3 } }, async (app) => {
      const tries = [];
      for (let i = 0; i < 5; i += 1) tries.push(await app.call(undefined, 'GET', '/api/me', undefined, forged));
      expect(tries.map((t) => t.status)).toEqual([401, 401, 401, 429, 429]);
      expect(Number(tries[4]!.headers['retry-after'])).toBeGreaterThan(30);
      // a good token of the same address is not looked at either; nobody without a token is counted
      expect(await app.call('wang-xiaoming', 'GET', '/api/me')).toMatchObject(tooMany);
      expect((await app.call(undefined, 'GET', '/api/me')).status).toBe(401);
      expect((await app.call(undefined, 'GET', '/api/matters')).status).toBe(200);
    });
  });
  test('without any token are as many as the general limit', async () => {
    await withApp({ rateLimit: 2 }, async (app) => {
      const statuses = [];
      for (let i = 0; i < 4; i += 1) statuses.push((await app.call(undefined, 'GET', '/api/me')).status);
      expect(statuses).toEqual([401, 401, 429, 429]);
      expect((await app.call('li-na', 'GET', '/api/me')).status).toBe(200);
    });
  });
  test('are forgotten after a minute, and the oldest when too many addresses come', () => {
    let now = 0;
    const tries = createFailedTries(1, () => now);
    tries.count('a');
    expect(() => tries.check('a')).toThrow('too-many-requests');
    now += 60_001;
    tries.check('a');
    tries.count('b');
    for (let i = 0; i < 50_000; i += 1) tries.count(`other-${i}`);
    tries.check('b');
    expect(() => tries.check('other-49999')).toThrow('too-many-requests');
  });
});

describe('the address of a caller', () => {
  const failed = (app: TestApp, forwarded: string) =>
    app.call(undefined, 'GET', '/api/me', undefined, { ...forged, 'x-forwarded-for': forwarded });
  test('is the connection’s: X-Forwarded-For of anybody is not believed', () =>
    withApp({ rateLimits: { failedSignIns: 1 } }, async (app) => {
      expect((await failed(app, '203.0.113.1')).status).toBe(401);
      expect((await failed(app, '203.0.113.2')).status).toBe(429);
    }));
  test('is what a trusted proxy says, and not what its client claimed before', () =>
    withApp({ rateLimits: { failedSignIns: 1 }, trustedProxies: ['127.0.0.0/8'] }, async (app) => {
      expect((await failed(app, '203.0.113.1')).status).toBe(401);
      expect((await failed(app, '203.0.113.2')).status).toBe(401);
      expect((await failed(app, '198.51.100.7, 203.0.113.1')).status).toBe(429);
    }));
});

describe('a request', () => {
  let a: TestApp;
  beforeAll(async () => {
    a = await createTestApp();
  });
  afterAll(() => a.close({ cases: 'none' }));
  const malformed = { status: 400, body: { code: 'request-malformed' } };
  test('of too long an address is refused', async () => {
    expect((await a.call('li-na', 'GET', `/api/cases?cursor=${'x'.repeat(400)}`)).body.code).not.toBe(
      'route-not-found',
    );
    expect(await a.call('li-na', 'GET', `/api/matters?x=${'x'.repeat(4_096)}`)).toMatchObject(malformed);
  });
  test('of too many headers is refused', async () => {
    const many = (n: number) => Object.fromEntries(Array.from({ length: n }, (_, i) => [`x-${i}`, '1']));
    expect((await a.call('li-na', 'GET', '/api/me', undefined, many(80))).status).toBe(200);
    expect(await a.call('li-na', 'GET', '/api/me', undefined, many(120))).toMatchObject(malformed);
  });
});

describe('a slow sender', () => {
  const speak = (app: TestApp, first: string, then: string) =>
    new Promise<{ said: string; ms: number }>((resolve, reject) => {
      const since = performance.now();
      const { port } = app.app.server.address() as net.AddressInfo;
      const socket = net.connect(port, '127.0.0.1', () => socket.write(first));
      const drip = setInterval(() => socket.writable && socket.write(then), 50);
      let said = '';
      socket.on('data', (data) => (said += data.toString()));
      socket.on('close', () => {
        clearInterval(drip);
        resolve({ said, ms: performance.now() - since });
      });
      socket.on(
        'error',
        (error: NodeJS.ErrnoException) => error.code !== 'EPIPE' && error.code !== 'ECONNRESET' && reject(error),
      );
    });
  test.each([
    ['headers without end', 'GET /healthz HTTP/1.1\r\nhost: x\r\n', 'x-a: b\r\n'],
    ['a body without end', 'POST /api/cases HTTP/1.1\r\nhost: x\r\ncontent-length: 100000\r\n\r\n', 'x'],
  ])('of %s is cut off, and others are answered meanwhile', (_what, first, then) =>
    withApp({ patience: { headersMs: 300, requestMs: 600, checkMs: 100 } }, async (app) => {
      await app.app.listen({ port: 0, host: '127.0.0.1' });
      const slow = speak(app, first, then);
      expect((await app.call(undefined, 'GET', '/healthz')).status).toBe(200);
      const { said, ms } = await slow;
      expect(said).not.toContain(' 200 ');
      expect(ms).toBeLessThan(5_000);
    }),
  );
});
