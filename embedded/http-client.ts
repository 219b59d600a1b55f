// The HTTP API as the demo uses it: a person, a token, an idempotency key for each change.
import { randomUUID } from 'node:crypto';

export interface HttpClient {
  get<T>(person: string | undefined, path: string): Promise<T>;
  post<T>(person: string | undefined, path: string, body?: unknown): Promise<T>;
  upload<T>(person: string, path: string, file: { name: string; type: string; content: Buffer }): Promise<T>;
  download(person: string, path: string): Promise<Buffer>;
}

export function createHttpClient(url: string, token: (person: string) => Promise<string>): HttpClient {
  const tokens = new Map<string, Promise<string>>();
  const tokenOf = (person: string) => {
    if (!tokens.has(person)) tokens.set(person, token(person));
    return tokens.get(person)!;
  };
  async function send(person: string | undefined, path: string, init: RequestInit = {}): Promise<Response> {
    const headers = new Headers(init.headers);
    if (person !== undefined) headers.set('authorization', `Bearer ${await tokenOf(person)}`);
    if (init.method === 'POST') headers.set('idempotency-key', randomUUID());
    const answer = await fetch(`${url}${path}`, { ...init, headers });
    if (answer.ok) return answer;
    throw new Error(`${init.method ?? 'GET'} ${path} answered ${answer.status}: ${await answer.text()}`);
  }
  const post = (person: string | undefined, path: string, body: unknown = {}) =>
    send(person, path, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) });
  return {
    get: async <T>(person: string | undefined, path: string) => (await (await send(person, path)).json()) as T,
    post: async <T>(person: string | undefined, path: string, body?: unknown) =>
      (await (await post(person, path, body)).json()) as T,
    async upload<T>(
      person: string,
      path: string,
      { name, type, content }: { name: string; type: string; content: Buffer },
    ) {
      const form = new FormData();
      form.append('file', new Blob([new Uint8Array(content)], { type }), name);
      return (await (await send(person, path, { method: 'POST', body: form })).json()) as T;
    },
    download: async (person, path) => Buffer.from(await (await send(person, path)).arrayBuffer()),
  };
}
