// What a token says, found as the configuration tells: issuers name people and sessions differently.
import type { JWTPayload } from 'jose';

/** The claim of this very name (names may hold dots), or the one that the dots lead to. */
export function findClaim(payload: JWTPayload, name: string): unknown {
  if (Object.hasOwn(payload, name)) return payload[name];
  return name
    .split('.')
    .reduce<unknown>(
      (at, part) => (typeof at === 'object' && at !== null && Object.hasOwn(at, part) ? at[part as never] : undefined),
      payload,
    );
}

const MAX_LENGTH = 255;
export function findText(payload: JWTPayload, name: string): string | undefined {
  const value = findClaim(payload, name);
  return typeof value === 'string' && value !== '' && value.length <= MAX_LENGTH ? value : undefined;
}

export type RequiredClaims = Readonly<Record<string, string | readonly string[]>>;

/** Each required claim has one of its values; a claim that is a list (or `scope`, words with spaces) holds one of them. */
export const saysAll = (payload: JWTPayload, required: RequiredClaims): boolean =>
  Object.entries(required).every(([name, accepted]) => {
    const value = findClaim(payload, name);
    const said: unknown[] = Array.isArray(value)
      ? value
      : name === 'scope' && typeof value === 'string'
        ? value.split(' ')
        : [value];
    return said.some((one) => [accepted].flat().includes(one as string));
  });
