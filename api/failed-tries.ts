// Failed tries of one address, counted in a window of a minute: after too many, nothing more of it is even looked at.
import { DomainError } from '../core/errors.ts';

const WINDOW_MS = 60_000;
/** More addresses than this at once are an attack of many: the oldest are forgotten, and memory stays small. */
const MAX_KEYS = 50_000;

export interface FailedTries {
  /** @throws DomainError too-many-requests, with the seconds to wait */
  check(key: string): void;
  count(key: string): void;
}

/** @param now milliseconds that never go back */
export function createFailedTries(max: number, now: () => number = () => performance.now()): FailedTries {
  const counted = new Map<string, { tries: number; ends: number }>();
  const current = (key: string) => {
    const found = counted.get(key);
    return found && found.ends > now() ? found : undefined;
  };
  return {
    check(key) {
      const found = current(key);
      if (!found || found.tries < max) return;
      const retryAfter = Math.ceil((found.ends - now()) / 1000);
      throw new DomainError('too-many-requests', 'Too many failed sign-ins from this address.', {
        params: { retryAfter },
      });
    },
    count(key) {
      const found = current(key) ?? { tries: 0, ends: now() + WINDOW_MS };
      counted.delete(key); // what is set anew is the youngest
      counted.set(key, { ...found, tries: found.tries + 1 });
      if (counted.size > MAX_KEYS) counted.delete(counted.keys().next().value!);
    },
  };
}
