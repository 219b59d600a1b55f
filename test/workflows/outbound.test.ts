// Where the worker does not go, whoever configured or resolved it so: each seen to be refused, beside what is let through.
import dns from 'node:dns';
import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { AddressRefused, createOutbound, whyRefused, type OutboundPolicy } from '../../activities/outbound.ts';
import { readWorkerConfig } from '../../config.ts';
import { startWorker } from '../../worker.ts';
import { TEST_MASTER_KEY } from '../support/test-keys.ts';
import { createDesk } from './desk.ts';

let server: http.Server;
let port: number;
let reached: string[] = [];
let answer: http.RequestListener;
const posted = (ms = 2_000) => ({ headers: {}, body: '{}', signal: AbortSignal.timeout(ms), maxBytes: 1_000 });
beforeAll(async () => {
  server = http.createServer((request, response) => {
    reached.push(request.url!);
    answer(request, response);
  });
  await new Promise<void>((resolve) => server.listen(0, resolve));
  port = (server.address() as AddressInfo).port;
});
afterAll(() => {
  server.closeAllConnections();
  server.close();
});
beforeEach(() => {
  reached = [];
  answer = (_request, response) => response.end('{}');
});
afterEach(() => void jest.restoreAllMocks());

describe('an address as it is written', () => {
  const policy: OutboundPolicy = { hosts: ['bank.example', '127.0.0.1'] };
  it.each([
    ['https://bank.example/desk', undefined],
    ['https://bank.example:8443', undefined],
    ['http://bank.example', 'has no TLS'],
    ['http://127.0.0.1:80', 'has no TLS'],
    ['https://user:secret@bank.example', 'has credentials in it'],
    ['https://bank.example@evil.example', 'has credentials in it'],
    ['https://evil.example', 'is of a host that is not in the list'],
    ['https://bank.example.evil.example', 'is of a host that is not in the list'],
    ['https://evil.example/bank.example', 'is of a host that is not in the list'],
    ['ftp://bank.example', 'has no TLS'],
    ['file:///etc/passwd', 'is of a host that is not in the list'],
    ['bank.example', 'is no address'],
  ])('%s: %s', (url, why) => expect(whyRefused(url, policy)).toBe(why));
  it('without TLS is this machine’s alone, and only where that is allowed', () => {
    const laptop = { hosts: ['bank.example', '127.0.0.1', '127.evil.example'], loopback: true };
    expect(whyRefused('http://127.0.0.1:9', laptop)).toBeUndefined();
    expect(whyRefused('http://bank.example', laptop)).toBe('has no TLS');
    expect(whyRefused('http://127.evil.example', laptop)).toBe('has no TLS');
  });
});

describe('an address that is connected to', () => {
  const call = (host: string, networks: string[] = []) =>
    createOutbound({ hosts: [host.replace(/[[\]]/g, '')], networks })(`https://${host}:${port}/`, posted());
  it.each([
    ['127.0.0.1'],
    ['0.0.0.0'],
    ['10.1.2.3'],
    ['172.31.0.1'],
    ['192.168.0.1'],
    ['100.64.0.1'],
    ['169.254.169.254'],
    ['[::1]'],
    ['[::ffff:127.0.0.1]'],
    ['[::ffff:a9fe:a9fe]'],
    ['[fd00::1]'],
    ['[fe80::1]'],
    ['[64:ff9b::7f00:1]'],
  ])('%s is refused', async (host) => {
    await expect(call(new URL(`https://${host}`).hostname)).rejects.toThrow(AddressRefused);
    expect(reached).toEqual([]);
  });
  it('in a named network is called', async () => {
    // there is no TLS at that port: that it was tried is what counts
    await expect(call('127.0.0.1', ['127.0.0.0/8'])).rejects.not.toThrow(AddressRefused);
  });
  it('by a name that resolves to this machine is refused, also when only one of its addresses is ours', async () => {
    await expect(call('localhost')).rejects.toThrow(AddressRefused);
    resolveTo(['93.184.216.34', '127.0.0.1']);
    await expect(call('bank.example')).rejects.toThrow(AddressRefused);
    expect(reached).toEqual([]);
  });
  it('is looked at anew for each call: a name that changes its mind is refused', async () => {
    const outbound = createOutbound({ hosts: ['localhost'], networks: ['127.0.0.0/8'], loopback: false });
    const url = `https://localhost:${port}/`;
    resolveTo(['127.0.0.1']);
    await expect(outbound(url, posted())).rejects.not.toThrow(AddressRefused);
    resolveTo(['169.254.169.254']);
    await expect(outbound(url, posted())).rejects.toThrow(AddressRefused);
  });
});

describe('an answer', () => {
  const call = (path = '/', ms?: number) =>
    createOutbound({ hosts: ['127.0.0.1'], loopback: true })(`http://127.0.0.1:${port}${path}`, posted(ms));
  it('is read', async () => expect(await call()).toEqual({ status: 200, body: '{}' }));
  it('that redirects is not followed', async () => {
    answer = (_request, response) => response.writeHead(307, { location: `http://127.0.0.1:${port}/elsewhere` }).end();
    expect((await call()).status).toBe(307);
    expect(reached).toEqual(['/']);
  });
  it('of more than was asked for is not read on', async () => {
    answer = (_request, response) => response.end('x'.repeat(100_000));
    expect(await call()).toEqual({ status: 200, body: undefined });
  });
  it.each([
    ['that never begins', () => undefined],
    ['that never ends', (_request: unknown, response: http.ServerResponse) => void response.write('x')],
  ])('%s is given up', async (_what, never) => {
    answer = never;
    await expect(call('/', 200)).rejects.toThrow();
  });
});

describe('a delivery', () => {
  const desk = createDesk();
  it('to what is refused is a task for people, at once, and nothing was sent', async () => {
    const outbound = createOutbound({ hosts: ['127.0.0.1'] });
    expect(await desk.failure('deliver', { outbound })).toMatchObject({ type: 'address-refused', nonRetryable: true });
    expect(desk.bank.received).toEqual([]);
  });
});

it('a worker does not start with a system that it could never call', async () => {
  const starting = (url: string) =>
    startWorker(
      readWorkerConfig({
        DATABASE_URL: 'postgresql://nobody@127.0.0.1:1/none',
        TEMPORAL_ADDRESS: '127.0.0.1:1',
        MASTER_KEY: TEST_MASTER_KEY.toString('base64'),
        FILES_DIR: '/nowhere',
        PUBLIC_URL: 'https://us.example',
        DEPARTMENT_HOSTS: 'bank.example',
        DEPARTMENT_SYSTEMS: JSON.stringify({
          bank: { url, keys: [{ id: 'one', secret: '9f2c41d7a8e05b36c1f49d20e87b5a63' }] },
        }),
      }),
    );
  await expect(starting('http://bank.example')).rejects.toThrow('DEPARTMENT_SYSTEMS: the address of bank has no TLS');
  await expect(starting('https://evil.example')).rejects.toThrow('not in the list');
});

function resolveTo(addresses: string[]): void {
  const found = addresses.map((address) => ({ address, family: 4 }));
  jest
    .spyOn(dns, 'lookup')
    .mockImplementation(((_host: string, _options: object, done: (...of: unknown[]) => void) =>
      done(null, found)) as unknown as typeof dns.lookup);
}
