// What the provider remembers (sessions, codes, grants), in this process: gone when the stack stops.
import type { Adapter, AdapterPayload } from 'oidc-provider';

const MOST = 10_000;

interface Entry {
  readonly payload: AdapterPayload;
  readonly ends: number;
}

/** One memory for all kinds of things; the oldest goes when there are too many. */
export function createMemory(): (kind: string) => Adapter {
  const entries = new Map<string, Entry>();
  const find = (key: string) => {
    const found = entries.get(key);
    if (found && found.ends > Date.now()) return found.payload;
    entries.delete(key);
    return undefined;
  };
  const search = (kind: string, matches: (payload: AdapterPayload) => boolean) =>
    [...entries.keys()]
      .filter((key) => key.startsWith(`${kind}:`))
      .map(find)
      .find((payload) => payload !== undefined && matches(payload));
  return (kind) => ({
    async upsert(id, payload, expiresIn) {
      const oldest = entries.keys().next();
      if (entries.size >= MOST && !oldest.done) entries.delete(oldest.value);
      entries.set(`${kind}:${id}`, { payload, ends: expiresIn ? Date.now() + expiresIn * 1000 : Infinity });
    },
    find: async (id) => find(`${kind}:${id}`),
    findByUid: async (uid) => search(kind, (payload) => payload.uid === uid),
    findByUserCode: async (userCode) => search(kind, (payload) => payload.userCode === userCode),
    async consume(id) {
      const payload = find(`${kind}:${id}`);
      if (payload) payload.consumed = Math.floor(Date.now() / 1000);
    },
    destroy: async (id) => void entries.delete(`${kind}:${id}`),
    async revokeByGrantId(grantId) {
      for (const [key, { payload }] of entries) if (payload.grantId === grantId) entries.delete(key);
    },
  });
}
