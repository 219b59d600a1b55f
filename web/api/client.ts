// The API as the pages call it: typed by its own document, with the page's token on each change, and problems as errors.
import createClient, { type Middleware } from 'openapi-fetch';
import type { components, paths } from './schema.d.ts';

export type Schema = components['schemas'];

/** What the API says when it refuses (RFC 9457). */
export interface ProblemBody {
  readonly code: string;
  readonly status: number;
  readonly detail: string;
  readonly titles: { readonly zh: string; readonly en: string };
  readonly faults?: readonly {
    readonly pointer: string;
    readonly code: string;
    readonly message: { readonly zh: string; readonly en: string };
    readonly line?: number;
    readonly column?: number;
  }[];
  readonly params?: Readonly<Record<string, string | number>>;
}
export class Problem extends Error {
  readonly body: ProblemBody;
  constructor(body: ProblemBody) {
    super(body.code);
    this.name = 'Problem';
    this.body = body;
  }
}
const OFFLINE: ProblemBody = {
  code: 'offline',
  status: 0,
  detail: '',
  titles: {
    zh: '连接不上，请检查网络后重试；已填写的内容不会丢失',
    en: 'No connection; try again. What you typed is kept.',
  },
};

/** In whose name the person works: a post, or somebody he acts for. Kept for this tab alone. */
export interface Acting {
  readonly postId?: string;
  readonly onBehalfOf?: string;
  /** Who stands at the window, as the clerk is shown him: what is done is done for him until the clerk ends it. */
  readonly served?: string;
  /** Who acts so: whoever signs in after him in this tab does not. */
  readonly by?: string;
}
const ACTING = 'lianban.acting';
export const readActing = (): Acting => JSON.parse(sessionStorage.getItem(ACTING) ?? '{}') as Acting;
export const writeActing = (acting: Acting): void => sessionStorage.setItem(ACTING, JSON.stringify(acting));

let csrfToken: string | null = null;
export const rememberCsrfToken = (token: string | null): void => void (csrfToken = token);

export const actingHeaders = (): Record<string, string> => {
  const { postId, onBehalfOf } = readActing();
  return {
    ...(postId !== undefined && { 'lianban-post': postId }),
    ...(onBehalfOf !== undefined && { 'lianban-on-behalf-of': onBehalfOf }),
  };
};
export const changeHeaders = (): Record<string, string> => (csrfToken === null ? {} : { 'x-csrf-token': csrfToken });

const onChanges: Middleware = {
  onRequest({ request }) {
    for (const [name, value] of Object.entries(actingHeaders())) request.headers.set(name, value);
    if (request.method === 'GET') return;
    for (const [name, value] of Object.entries(changeHeaders())) request.headers.set(name, value);
  },
};
export const api = createClient<paths>({ baseUrl: '/' });
api.use(onChanges);

/** A new key for each thing the person does; the same one when the same thing is tried again. */
export const newKey = (): string => crypto.randomUUID();
export const keyed = (key: string) => ({ 'idempotency-key': key });

interface Answer<T> {
  readonly data?: T;
  readonly error?: unknown;
  readonly response: Response;
}
/** The data, or the refusal as an error that every page shows alike. */
export async function answered<T>(call: Promise<Answer<T>>): Promise<T> {
  const { data, error, response } = await call.catch(() => {
    throw new Problem(OFFLINE);
  });
  if (response.ok) return data as T;
  const body = error as Partial<ProblemBody> | undefined;
  if (typeof body?.code === 'string') throw new Problem(body as ProblemBody);
  throw new Problem({ ...OFFLINE, code: 'unreadable', status: response.status });
}
