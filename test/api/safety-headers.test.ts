// What every answer tells a browser, and which other sites' pages may call us.
import net from 'node:net';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { SAFETY_HEADERS } from '../../api/plugins/safety-headers.ts';
import { createTestApp, type TestApp } from '../support/test-app.ts';

const PORTAL = 'https://portal.example';
let a: TestApp;
beforeAll(async () => {
  a = await createTestApp({ origins: [PORTAL] });
});
afterAll(() => a.close({ cases: 'none' }));

describe('every answer', () => {
  test.each([
    ['that is good', '/api/matters', 200],
    ['to somebody signed in', '/api/me', 200],
    ['that is a problem', '/api/cases?limit=0', 400],
    ['to nobody', '/api/me', 401],
    ['about an address that is none', '/api/nowhere', 404],
    ['about an address that can not be read', '/api/cases/%E0%A4%A', 400],
    ['about an address too long for its route', `/api/tasks/${'x'.repeat(300)}`, 400],
    ['of health', '/healthz', 200],
  ])('%s tells a browser to do nothing with it', async (what, url, status) => {
    const answer = await a.call(what === 'to nobody' ? undefined : 'wang-xiaoming', 'GET', url);
    expect(answer.status).toBe(status);
    expect(answer.headers).toMatchObject(SAFETY_HEADERS);
    expect(Object.keys(answer.headers).filter((h) => /^(server|x-powered-by|via)$/.test(h))).toEqual([]);
  });
  test('that node writes itself', async () => {
    await a.app.listen({ port: 0, host: '127.0.0.1' });
    const { port } = a.app.server.address() as net.AddressInfo;
    const head = await new Promise<string>((resolve, reject) => {
      const socket = net.connect(port, '127.0.0.1', () => socket.write('hello\r\n\r\n'));
      socket.on('data', (said) => resolve(said.toString()));
      socket.on('error', reject);
    });
    for (const [name, value] of Object.entries(SAFETY_HEADERS)) expect(head).toContain(`${name}: ${value}`);
  });
  test('says HSTS where the public address has TLS, and there alone', async () => {
    const { headers } = await a.call(undefined, 'GET', '/api/matters');
    expect(headers['strict-transport-security']).toMatch(/^max-age=\d{8}/);
    const plain = await createTestApp({ publicUrl: 'http://127.0.0.1:8080' });
    const answer = await plain.call(undefined, 'GET', '/api/matters');
    await plain.close({ cases: 'none' });
    expect([answer.status, answer.headers['strict-transport-security']]).toEqual([200, undefined]);
  });
  test('of the page to try the API is a page, and of ours alone', async () => {
    const { headers } = await a.call(undefined, 'GET', '/api/docs/');
    expect(headers['content-security-policy']).toMatch(/^default-src 'self'/);
    expect(headers['x-frame-options']).toBe('DENY');
  });
});

test('an address that can not be read is refused with the number of its request', async () => {
  const { headers, body } = await a.call(undefined, 'GET', '/api/cases/%E0%A4%A');
  expect(headers['x-request-id']).toBe(body.instance);
});

describe('another site’s page', () => {
  const ask = (from: string, more = {}) =>
    a.call(undefined, 'GET', '/api/matters', undefined, { origin: from, ...more });
  const preflight = (origin: string, url = '/api/cases') =>
    a.app.inject({ method: 'OPTIONS', url, headers: { origin, 'access-control-request-method': 'POST' } });
  const allowed = (headers: object) => Object.keys(headers).filter((h) => h.startsWith('access-control-'));

  test('of a configured origin reads answers, without credentials', async () => {
    const { headers } = await ask(PORTAL);
    expect(headers).toMatchObject({ 'access-control-allow-origin': PORTAL, vary: 'Origin' });
    expect(headers['access-control-allow-credentials']).toBeUndefined();
  });
  test('of a configured origin may send what the API takes', async () => {
    const { statusCode, headers, body } = await preflight(PORTAL);
    expect([statusCode, body]).toEqual([204, '']);
    expect(headers['access-control-allow-origin']).toBe(PORTAL);
    expect(headers['access-control-allow-headers']).toContain('idempotency-key');
    expect(headers['access-control-allow-methods']).toContain('POST');
  });
  test.each([
    'https://portal.example.evil.example',
    'http://portal.example',
    'https://portal.example:8443',
    'https://PORTAL.example',
    'https://evil.example',
    'null',
  ])('of %s gets nothing', async (origin) => {
    const answer = await ask(origin);
    expect([answer.status, allowed(answer.headers), answer.headers.vary]).toEqual([200, [], 'Origin']);
    const { statusCode, headers } = await preflight(origin);
    expect([statusCode, allowed(headers)]).toEqual([404, []]);
  });
  test('gets nothing where no origin is configured', async () => {
    const closed = await createTestApp();
    const { headers } = await closed.call(undefined, 'GET', '/api/matters', undefined, { origin: PORTAL });
    expect(allowed(headers)).toEqual([]);
    await closed.close({ cases: 'none' });
  });
});
