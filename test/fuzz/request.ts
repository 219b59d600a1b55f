// One request: mostly as the document asks, each part of it now and then wrong.
import fc from 'fast-check';
import type { Operation, Schema } from './document.ts';
import { fromSchema } from './from-schema.ts';
import { CANARY, hostileHeaders, hostileText, hostileValue } from './hostile.ts';
import type { Known } from './known.ts';
import { GOOD_BODIES } from './good-bodies.ts';

export interface Sent {
  readonly operation: Operation;
  /** Undefined: without sign-in. */
  readonly person: string | undefined;
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly payload?: string | Buffer;
}
export interface World {
  readonly operations: readonly Operation[];
  readonly schemas: Readonly<Record<string, Schema>>;
  readonly people: readonly string[];
  readonly known: Known;
}
const TAMPERED = ['Bearer', `Bearer ${CANARY}`, 'Basic YTpi', 'Bearer a.b.c'];

/** @param random a value of [0, 1) at each call; with it and `seed` the request repeats, but for the ids that answers told */
export function createRequest(world: World, random: () => number, seed: number, of?: Operation): Sent {
  const pick = <T>(list: readonly T[]) => list[Math.floor(random() * list.length)]!;
  const chance = (p: number) => random() < p;
  const draw = <T>(arbitrary: fc.Arbitrary<T>) =>
    fc.sample(arbitrary, { seed: seed + Math.floor(random() * 1e6), numRuns: 1 })[0]!;
  // people look at their lists more often than they do anything else: so they learn the ids that others may not know
  const lists = world.operations.filter((o) => o.method === 'GET' && !o.path.includes('{'));
  const operation = of ?? pick(chance(0.25) ? lists : world.operations);
  const person = chance(0.03)
    ? undefined
    : ((chance(0.6) ? world.known.welcome(operation.name, Math.floor(random() * 1000)) : undefined) ??
      (chance(0.6) ? pick(world.known.toldOf(operation.path)) : undefined) ??
      pick(world.people));
  // mostly what this person was told himself, else what is another's
  const find = (name: string) =>
    world.known.find(chance(0.8) ? (person ?? '') : '', operation.path, name, Math.floor(random() * 1000));
  const valid = (schema: Schema, name: string) => draw(fromSchema(schema, world.schemas, find, name));

  let url = operation.path;
  const query = new URLSearchParams();
  const headers: Record<string, string> = {};
  for (const { in: place, name, schema, required } of operation.parameters) {
    const given = () => String(chance(0.04) ? draw(hostileText) : valid(schema, name));
    if (place === 'path') url = url.replace(`{${name}}`, encodeURIComponent(Buffer.from(given()).toString()) || '%20');
    if (place === 'query' && (required || chance(0.3))) query.set(name, given());
  }
  if (query.size > 0) url += `?${query.toString()}`;
  if (operation.method === 'POST') headers['idempotency-key'] = `fuzz-${seed}-${Math.floor(random() * 2 ** 31)}`;
  const payload = chance(0.03) ? undefined : bodyOf();
  if (chance(0.08)) Object.assign(headers, draw(hostileHeaders));
  if (person === undefined && chance(0.5)) headers['authorization'] = pick(TAMPERED);
  return { operation, person, url, headers, ...(payload !== undefined && { payload }) };

  function bodyOf(): string | Buffer | undefined {
    if (!operation.body) return undefined;
    const [type, { schema }] = Object.entries(operation.body)[0]!;
    const good = GOOD_BODIES[operation.name];
    if (good && chance(0.7)) {
      headers['content-type'] = good.type;
      if (good.query) url = `${url.split('?')[0]}?${good.query}`;
      return good.payload(pick);
    }
    headers['content-type'] = type.startsWith('multipart') ? `${type}; boundary=none` : type;
    if (!type.includes('json')) return draw(hostileText);
    return JSON.stringify(chance(0.75) ? valid(schema, '') : damaged(valid(schema, '')));
  }
  function damaged(value: unknown): unknown {
    if (value === null || typeof value !== 'object' || chance(0.1)) return draw(hostileValue);
    const members = Object.entries(value);
    if (members.length === 0 || chance(0.2)) return { ...value, __fuzz: draw(hostileValue) };
    const [name] = pick(members);
    if (chance(0.3)) return Object.fromEntries(members.filter(([other]) => other !== name));
    return { ...value, [name]: draw(hostileValue) };
  }
}
