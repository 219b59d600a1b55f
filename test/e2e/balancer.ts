// A reverse proxy as small as can be: round robin over those that say at /readyz that they are ready, asked again and again. It never
// sends a request twice.
import http from 'node:http';
import type { AddressInfo } from 'node:net';

export interface Balancer {
  readonly url: string;
  /** The upstreams that are used now. */
  readonly ready: () => readonly number[];
  set(ports: readonly number[]): void;
  stop(): Promise<void>;
}
export async function startBalancer(everyMs: number): Promise<Balancer> {
  let ports: readonly number[] = [];
  let ready: readonly number[] = [];
  let turn = 0;
  const agent = new http.Agent({ keepAlive: true });
  const isReady = async (port: number) => {
    const answer = await fetch(`http://127.0.0.1:${port}/readyz`).catch(() => undefined);
    return answer?.status === 200;
  };
  const look = async () => {
    const found = await Promise.all(ports.map(async (port) => ({ port, ok: await isReady(port) })));
    ready = found.filter((f) => f.ok).map((f) => f.port);
  };
  const server = http.createServer((request, response) => {
    const port = ready[(turn += 1) % Math.max(1, ready.length)];
    if (port === undefined) return void response.writeHead(502).end();
    const { method, url, headers } = request;
    const onward = http.request({ port, host: '127.0.0.1', method, path: url, headers, agent }, (answer) => {
      const { connection: _hop, 'keep-alive': _too, ...rest } = answer.headers;
      response.writeHead(answer.statusCode!, rest);
      answer.pipe(response);
    });
    onward.on('error', () => (response.headersSent ? response.destroy() : response.writeHead(502).end()));
    request.pipe(onward);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const timer = setInterval(() => void look(), everyMs);
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    ready: () => ready,
    set: (next) => void (ports = next),
    async stop() {
      clearInterval(timer);
      agent.destroy();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
