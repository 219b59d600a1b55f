// A rule that is configured and never carried out is impossible: the format itself is walked through, and whatever it can say is in the
// table, is played with and without, and stands in a definition that is played.
import fs from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import { z } from 'zod';
import { CLOCK_KINDS } from '../../../core/clock/deadline-ledger.ts';
import { parseCalendar } from '../../../core/definition/calendar-file.ts';
import { playScenario } from '../../../core/definition/play-scenario.ts';
import { definitionSchema } from '../../../core/definition/schema.ts';
import { catchUp } from '../../../core/engine/agenda.ts';
import { decide } from '../../../core/engine/decide.ts';
import type { Command } from '../../../core/engine/commands.ts';
import { evolveAll } from '../../../core/engine/evolve.ts';
import type { Happened } from '../../../core/engine/events.ts';
import { initialState } from '../../../core/engine/state.ts';
import { DomainError } from '../../../core/errors.ts';
import { HOUR, item, MONDAY, rules, submission } from '../engine/fixtures.ts';
import { ELSEWHERE, EXECUTORS, FACTS, type Executor } from './executors.ts';
import { compile, read, sha256 } from './support.ts';

interface Node {
  readonly $ref?: string;
  readonly properties?: Readonly<Record<string, Node>>;
  readonly items?: Node;
  readonly anyOf?: readonly Node[];
}
const document = z.toJSONSchema(definitionSchema, { io: 'input', unrepresentable: 'any' }) as Node & {
  $defs: Record<string, Node>;
};
const known = [...Object.keys(EXECUTORS), ...Object.keys(ELSEWHERE)];
const isKnown = (path: string) => known.includes(path) || FACTS.some((f) => f.test(path));
/** Every place of the format, down to where the table knows it. */
function places(node: Node, path = ''): string[] {
  if (node.$ref) return places(document.$defs[node.$ref.split('/').at(-1)!]!, path);
  if (path !== '' && isKnown(path)) return [path];
  if (node.items) return places(node.items, path);
  const inside = Object.entries(node.properties ?? {});
  if (inside.length === 0) return [path];
  return inside.flatMap(([name, below]) => places(below, path === '' ? name : `${path}.${name}`));
}
const format = [...new Set(places(document))];

test('the format is walked through to its ends', () => {
  expect(format.length).toBeGreaterThan(50);
  expect(format).toEqual(
    expect.arrayContaining(['items.limits.deemedApproval', 'lights.escalation.tell', 'receipt.at']),
  );
});
test('all that the format can say has an executor, or is a mere fact', () => {
  expect(format.filter((path) => !isKnown(path))).toEqual([]);
});
test('and the table says nothing that the format does not', () => {
  expect(known.filter((path) => !format.includes(path))).toEqual([]);
});
test.each(Object.entries(ELSEWHERE))('%s is tried in %s', (path, file) => {
  const word = path.split('.').at(-1)!;
  expect(fs.readFileSync(file, 'utf8')).toMatch(new RegExp(word === 'by' ? 'head' : word.replace(/s$/, '')));
});

/** The events of a case so played, refusals among them. */
function play({ submit, steps }: Executor, of: Pick<Executor, 'item' | 'plan'>): unknown[] {
  const by = rules([item('other'), item('permit', of.item)], of.plan);
  const happened: unknown[] = [];
  let state = initialState;
  const add = (events: readonly Happened[]) => {
    state = evolveAll(state, events);
    happened.push(...events);
  };
  const act = (command: Command, at: number) => {
    try {
      add(decide(by, state, command, at));
      add(catchUp(by, state, at));
    } catch (error) {
      if (!(error instanceof DomainError)) throw error;
      happened.push({ type: 'refused', code: error.code });
    }
  };
  act(submission(submit), MONDAY);
  for (const [day, command] of steps) {
    const at = MONDAY + day * 24 * HOUR;
    add(catchUp(by, state, at));
    if (command) act(command, at);
  }
  return happened;
}
describe.each(Object.entries(EXECUTORS))('%s', (_path, executor) => {
  const { without = {}, brings } = executor;
  test('is carried out', () => {
    expect(play(executor, executor)).toContainEqual(expect.objectContaining(inside(brings)));
  });
  test('and without it, nothing of the kind happens', () => {
    expect(play(executor, without)).not.toContainEqual(expect.objectContaining(inside(brings)));
  });
});
const inside = (part: object): Record<string, unknown> =>
  Object.fromEntries(
    Object.entries(part).map(([key, value]) => [
      key,
      value !== null && typeof value === 'object' && !Array.isArray(value)
        ? expect.objectContaining(inside(value as object))
        : value,
    ]),
  );

/** Of a clock's id: `case`, `<item>/<kind>`, `@<stage>/<kind>`, `gap/<material>`. */
const kindOf = (id: string) => (id.startsWith('gap/') ? 'gap' : (id.split('/')[1] ?? id));
/** test/scenarios plays them for real, too. */
const TRIED = ['window-case.yaml', 'lapses.yaml'];

describe('in a definition that is played', () => {
  const files = fs.readdirSync('definitions').filter((f) => f.endsWith('.yaml') && f !== 'departments.yaml');
  const played = [...files.map((f) => `definitions/${f}`), ...TRIED.map((f) => `test/golden/definitions/${f}`)];
  const written = played.map((file) => read(file)).join('\n');
  test.each(Object.keys(EXECUTORS))('%s stands in one', (path) => {
    expect(written).toMatch(new RegExp(`\\b${path.split('.').at(-1)!}:`));
  });
  test('every kind of clock is started by a scenario', () => {
    const calendar = parseCalendar(read('definitions/calendars/cn.yaml'), sha256);
    const started = played.flatMap((file) => {
      const { plan, scenarios } = compile(read(file));
      expect([file, scenarios.length > 0]).toEqual([file, true]);
      return scenarios.flatMap((s) => Object.keys(playScenario(plan!, calendar, s).played.clocks));
    });
    const kinds = new Set(started.map(kindOf));
    expect(CLOCK_KINDS.filter((kind) => !kinds.has(kind))).toEqual([]);
  });
});
