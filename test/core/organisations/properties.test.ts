// Properties over random changes, one after the other: what passes leaves a tree that is one, and the history tells the present.
import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { incompatibleRoles } from '../../../core/access.ts';
import type { Change, Rows, SubjectKind } from '../../../core/organisations/draft.ts';
import { playSteps } from '../../../core/organisations/play.ts';
import type { Step } from '../../../core/organisations/step.ts';
import { holdingId, type Tree } from '../../../core/organisations/tree.ts';
import { DAY, ground, inDays, name, NOW } from './ground.ts';

const id = fc.constantFrom('district', 'bureau', 'street', 'village', 'empty', 'neighbour', 'new-1', 'new-2', 'new-3');
const division = fc.constantFrom('310199', '310198', '310199001', '310199002', '310199001002');
const postId = fc.constantFrom('decider', 'reviewer', 'auditor', 'registrar', 'clerk', 'new-post');
const personId = fc.constantFrom('ann', 'bob', 'dan', 'eve', 'fay');
const role = fc.constantFrom('decider' as const, 'supervisor' as const, 'operator' as const);
const instant = fc.integer({ min: -5, max: 60 }).map(inDays);
const maybe = fc.option(instant, { nil: undefined });
const kind = fc.constantFrom('department' as const, 'government' as const);
const step: fc.Arbitrary<Step> = fc.oneof(
  fc.record({
    type: fc.constant('createOrganisation' as const),
    id,
    parentId: fc.option(id),
    kind,
    divisionCode: division,
    name: fc.constant(name),
  }),
  fc.record({
    type: fc.constant('moveOrganisation' as const),
    id,
    parentId: fc.option(id),
    divisionCode: fc.option(division, { nil: undefined }),
  }),
  fc.record({ type: fc.constant('closeOrganisation' as const), id }),
  fc.record({
    type: fc.constant('createPost' as const),
    id: postId,
    organisationId: id,
    role,
    name: fc.constant(name),
  }),
  fc.record({ type: fc.constant('closePost' as const), id: postId }),
  fc.record({ type: fc.constant('appoint' as const), personId, postId, from: maybe, until: maybe }),
  fc.record({ type: fc.constant('endAppointment' as const), personId, postId, at: maybe }),
  fc.record({
    type: fc.constant('substitute' as const),
    personId,
    postId,
    forPerson: personId,
    from: maybe,
    until: instant,
  }),
);
const story = fc.array(fc.tuple(fc.array(step, { minLength: 1, maxLength: 4 }), fc.integer({ min: 0, max: 9 })), {
  minLength: 5,
  maxLength: 30,
});

/** The rows after the changes, from `after` alone. */
function replay(tree: Tree, changes: readonly Change[]): Tree {
  const rows = <K extends SubjectKind>(of: K, before: readonly Rows[K][], idOf: (row: Rows[K]) => string) => {
    const byId = new Map(before.map((row) => [idOf(row), row]));
    for (const c of changes) if (c.kind === of) byId.set(c.id, c.after as Rows[K]);
    return [...byId.values()];
  };
  return {
    ...tree,
    organisations: rows('organisation', tree.organisations, ({ id: own }: { id: string }) => own),
    posts: rows('post', tree.posts, ({ id: own }: { id: string }) => own),
    holdings: rows('holding', tree.holdings, holdingId),
    work: new Map(),
  };
}
/** Plays the steps that pass, each change some days after the one before. */
function live(changes: readonly (readonly [steps: readonly Step[], days: number])[]) {
  let tree: Tree = { ...ground, work: new Map() };
  let now = NOW;
  const history: Change[] = [];
  let passed = 0;
  for (const [steps, days] of changes) {
    now += days * DAY;
    const taken: Step[] = [];
    for (const next of steps) if (playSteps(tree, [...taken, next], now).faults.length === 0) taken.push(next);
    const played = playSteps(tree, taken, now);
    passed += taken.length;
    history.push(...played.changes);
    tree = replay(tree, played.changes);
  }
  return { tree, history, now, passed };
}

test('a tree stays a tree, each inside the division above it, nothing open below what is closed', () => {
  let passed = 0;
  fc.assert(
    fc.property(story, (changes) => {
      const { tree, ...lived } = live(changes);
      passed += lived.passed;
      const byId = new Map(tree.organisations.map((o) => [o.id, o]));
      for (const o of tree.organisations) {
        const above = new Set<string>();
        for (let at = o.parentId; at !== null; at = byId.get(at)!.parentId) {
          expect(above.has(at)).toBe(false);
          above.add(at);
        }
        const parent = o.parentId === null ? undefined : byId.get(o.parentId)!;
        if (!parent || o.closedAt !== null) continue;
        expect(parent.closedAt).toBeNull();
        expect(o.divisionCode.startsWith(parent.divisionCode)).toBe(true);
      }
      for (const post of tree.posts)
        if (post.closedAt === null) expect(byId.get(post.organisationId)!.closedAt).toBeNull();
    }),
  );
  expect(passed).toBeGreaterThan(300); // else it proves nothing
});

test('on no day does anybody hold what is not held together, hold a post twice, or hold one that is closed', () => {
  fc.assert(
    fc.property(story, (changes) => {
      const { tree, now } = live(changes);
      const posts = new Map(tree.posts.map((p) => [p.id, p]));
      for (let at = now; at < now + 90 * DAY; at += DAY / 2) {
        const day = new Date(at).toISOString();
        const running = tree.holdings.filter((h) => h.from <= day && (h.until === null || day < h.until));
        for (const person of new Set(running.map((h) => h.personId))) {
          const held = running.filter((h) => h.personId === person).map((h) => posts.get(h.postId)!);
          expect(new Set(held).size).toBe(held.length);
          for (const p of held) {
            expect(p.closedAt).toBeNull();
            expect(
              incompatibleRoles(
                p.role,
                held.map((other) => other.role),
              ),
            ).toEqual([]);
          }
        }
        for (const h of running)
          if (h.kind === 'substitution')
            expect(running.some((o) => o.personId === h.forPerson && o.postId === h.postId)).toBe(true);
      }
    }),
  );
});

test('each row of the history begins where the one before it ended, and the last is the present', () => {
  fc.assert(
    fc.property(story, (changes) => {
      const { tree, history } = live(changes);
      const known = new Map<string, unknown>([
        ...ground.organisations.map((o) => [`organisation ${o.id}`, o] as const),
        ...ground.posts.map((p) => [`post ${p.id}`, p] as const),
        ...ground.holdings.map((h) => [`holding ${holdingId(h)}`, h] as const),
      ]);
      for (const { kind: of, id: own, before, after } of history) {
        expect(before).toEqual(known.get(`${of} ${own}`) ?? null);
        known.set(`${of} ${own}`, after);
      }
      expect(known.size).toBe(tree.organisations.length + tree.posts.length + tree.holdings.length);
      for (const o of tree.organisations) expect(known.get(`organisation ${o.id}`)).toEqual(o);
      for (const p of tree.posts) expect(known.get(`post ${p.id}`)).toEqual(p);
      for (const h of tree.holdings) expect(known.get(`holding ${holdingId(h)}`)).toEqual(h);
    }),
  );
});
