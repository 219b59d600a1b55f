// A department's system over real HTTP, which does what the test says.
import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { createOutbound } from '../../activities/outbound.ts';
import type { DepartmentSystem } from '../../config.ts';

export const toThisMachine = createOutbound({ hosts: ['127.0.0.1'], loopback: true });

export interface Received {
  readonly path: string;
  readonly headers: http.IncomingHttpHeaders;
  readonly raw: string;
}
/** A status and a body; or silence, or whatever else the handler does with the response itself. */
export type Behaviour = { status: number; body?: unknown; headers?: Record<string, string> } | 'silence';

export interface Department {
  readonly system: DepartmentSystem;
  readonly received: Received[];
  behaviour: Behaviour;
  close(): Promise<void>;
}

export async function createDepartment(behaviour: Behaviour): Promise<Department> {
  const received: Received[] = [];
  const server = http.createServer((incoming, response) => {
    let raw = '';
    incoming.setEncoding('utf8').on('data', (chunk: string) => (raw += chunk));
    incoming.on('end', () => {
      received.push({ path: incoming.url!, headers: incoming.headers, raw });
      if (department.behaviour === 'silence') return;
      const { status, body, headers } = department.behaviour;
      response.writeHead(status, headers).end(typeof body === 'string' ? body : body && JSON.stringify(body));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const department: Department = {
    behaviour,
    received,
    system: {
      url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/desk/`,
      keys: [{ id: 'bank-1', secret: '9f2c41d7a8e05b36c1f49d20e87b5a63' }],
    },
    close: () => {
      server.closeAllConnections();
      return new Promise((resolve) => server.close(() => resolve()));
    },
  };
  return department;
}
