// Seeded requests made from the document, by many people at once, with the ids that earlier answers told. FUZZ_SEED repeats a run.
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { samplePeople } from '../../embedded/sample-people.ts';
import { createTestApp, type TestApp } from '../support/test-app.ts';
import { verifyAllCases } from '../support/test-ledger.ts';
import { readOperations, type Document } from './document.ts';
import { CANARY } from './hostile.ts';
import { Known } from './known.ts';
import { judge } from './oracle.ts';
import { createRequest, type Sent, type World } from './request.ts';
import { ENDS_SESSIONS, NEVER_DONE } from './never-done.ts';
import { setStage } from './stage.ts';

/** The gate repeats one seed, so that what it says is about the change; `npm run test:long` takes a new one each time. */
const SEED = Number(process.env['FUZZ_SEED'] ?? 20_261_123);
const REQUESTS = Number(process.env['FUZZ_REQUESTS'] ?? 2_000);
const AT_ONCE = 4;
const typed = samplePeople.filter((p) => p.kind === 'natural').flatMap((p) => [p.name, p.identityNumber, p.phone]);
/** A name that several bear (负责人) is a word of forms, and tells nobody. */
const SECRETS = [
  CANARY,
  ...typed.filter((s) => s !== undefined).filter((s, _i, all) => all.indexOf(s) === all.lastIndexOf(s)),
];

let a: TestApp;
let world: World;
beforeAll(async () => {
  a = await createTestApp();
  await setStage(a);
  const document = (await a.call(undefined, 'GET', '/api/openapi.json')).body as Document;
  world = {
    operations: readOperations(document).filter(({ name }) => !ENDS_SESSIONS.includes(name)),
    schemas: document.components.schemas,
    people: samplePeople.map((p) => p.id),
    known: new Known(),
  };
  for (const { id } of samplePeople) world.known.learn('', '/api/people', id, { personId: id });
});
afterAll(() => a.close());

/** mulberry32, as in the soak test. */
function randomOf(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}
const counts = new Map<string, Map<number, number>>();
const faults = new Map<string, number>();

async function send(sent: Sent): Promise<void> {
  const { operation, person, url, headers, payload } = sent;
  const authorization = person === undefined ? {} : { authorization: `Bearer ${await a.token(person)}` };
  const started = performance.now();
  const answer = await a.app.inject({
    method: operation.method,
    url,
    headers: { ...authorization, ...headers },
    ...(payload !== undefined && { payload }),
  });
  const { statusCode: status, body } = answer;
  for (const fault of judge(
    sent,
    { status, headers: answer.headers, body, ms: performance.now() - started },
    SECRETS,
  )) {
    const told = `${operation.name}: ${status} ${fault}`;
    faults.set(told, (faults.get(told) ?? 0) + 1);
  }
  const byStatus = counts.get(operation.name) ?? new Map<number, number>();
  counts.set(operation.name, byStatus.set(status, (byStatus.get(status) ?? 0) + 1));
  if (status < 300 && String(answer.headers['content-type']).includes('json'))
    world.known.learn(operation.name, operation.path, person ?? '', JSON.parse(body));
}

test(`${REQUESTS} requests (FUZZ_SEED=${SEED})`, async () => {
  const random = randomOf(SEED);
  for (const operation of world.operations)
    await send({ ...createRequest(world, random, SEED, operation), person: undefined });
  let last: Sent[] = [];
  for (let i = 0; i < REQUESTS; i += AT_ONCE) {
    // now and then the same requests again, at once: repeated keys
    if (last.length === 0 || random() > 0.05)
      last = Array.from({ length: AT_ONCE }, (_, n) => createRequest(world, random, SEED + i + n));
    await Promise.all(last.map(send));
    for (const { caseNo } of a.woken.splice(0)) await a.t.ledger.advance(caseNo);
  }
  const table = [...counts]
    .sort(([x], [y]) => x.localeCompare(y))
    .map(
      ([name, by]) =>
        `${name}: ${[...by]
          .sort(([x], [y]) => x - y)
          .map(([s, n]) => `${s}×${n}`)
          .join(' ')}`,
    );
  process.stdout.write(`fuzz: seed ${SEED}, ${REQUESTS} requests\n${table.join('\n')}\n`);
  expect(Object.fromEntries(faults)).toEqual({});
}, 3_600_000);

test('no line of the log tells what somebody typed or who he is', () => {
  const log = a.logged();
  expect(log.length).toBeGreaterThan(0);
  expect(SECRETS.flatMap((secret, i) => (log.includes(secret) ? [i] : []))).toEqual([]);
});

test('every case is whole, and equals its events', () => verifyAllCases(a.t.database));

test('every operation was refused at least once, and in a long run was done, but those that are told why not', () => {
  const had = (name: string, kind: (status: number) => boolean) => [...(counts.get(name)?.keys() ?? [])].some(kind);
  const names = world.operations.map((o) => o.name);
  expect(names.filter((name) => !had(name, (s) => s >= 400) && !CANNOT_REFUSE.includes(name))).toEqual([]);
  const undone = names.filter((name) => !had(name, (s) => s < 300) && !Object.hasOwn(NEVER_DONE, name));
  process.stdout.write(`fuzz: never done with success: ${undone.join(', ') || 'none'}\n`);
  if (REQUESTS >= LONG) expect(undone).toEqual([]);
  expect(Object.keys(NEVER_DONE).filter((name) => !names.includes(name))).toEqual([]); // none that is no more
});
/** A sample is too small to promise that the dice meet each operation's success. */
const LONG = 20_000;
const CANNOT_REFUSE: readonly string[] = ['GET /api/matters', 'GET /api/certificates/keys'];
