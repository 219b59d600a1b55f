// Properties over random plans and random commands. The seed is printed by fast-check when one fails.
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { agenda, catchUp } from '../../../core/engine/agenda.ts';
import { decide } from '../../../core/engine/decide.ts';
import type { Command } from '../../../core/engine/commands.ts';
import { evolve, evolveAll, UnknownEvent } from '../../../core/engine/evolve.ts';
import { hasEnded, initialState } from '../../../core/engine/state.ts';
import { DomainError } from '../../../core/errors.ts';
import { HOUR, item, MONDAY, Played, ref, rules, submission } from './fixtures.ts';

const ids = ['a', 'b', 'c', 'd', 'e'];
/** Random acyclic plans: each item may wait for any that stand before it. */
const planned = fc
  .tuple(...ids.map((_, n) => fc.subarray(ids.slice(0, n))))
  .map((afters) => rules(ids.map((id, n) => item(id, { after: afters[n]!, ...(n % 2 && { system: 's' }) }))));
const command = fc.oneof(
  fc.record({ item: fc.constantFrom(...ids), grant: fc.boolean() }).map(({ item: id, grant }): Command => ({
    type: 'decide',
    item: id,
    revision: 1,
    outcome: grant ? 'granted' : 'refused',
    reason: ref(),
    legalBasis: 'x',
  })),
  fc.constantFrom<Command[]>(
    { type: 'withdrawApplication' },
    { type: 'acknowledgeDispatch', dispatchId: 'b/1' },
    { type: 'reportDispatchFailure', dispatchId: 'd/1', code: 'x' },
    { type: 'receive', organ: 'w' },
  ),
);
const play = (played: Played, commands: readonly Command[]) =>
  commands.forEach((c, n) => {
    try {
      played.do(c, MONDAY + n * 7 * HOUR);
    } catch (error) {
      if (!(error instanceof DomainError)) throw error;
    }
  });

describe('properties of the engine', () => {
  test('the order of parallel decisions does not change the outcome', () => {
    fc.assert(
      fc.property(fc.shuffledSubarray(ids, { minLength: 5 }), fc.subarray(ids), (order, refused) => {
        const outcomeOf = (sequence: string[]) => {
          const played = new Played(rules(ids.map((id) => item(id))));
          for (const id of sequence) refused.includes(id) ? played.refuse(id) : played.grant(id);
          return [played.state.outcome, played.statuses];
        };
        expect(outcomeOf(order)).toEqual(outcomeOf(ids));
      }),
    );
  });
  test('a refused command leaves the state, a closed case stays closed, an ended item stays ended', () => {
    fc.assert(
      fc.property(planned, fc.array(command, { maxLength: 15 }), (given, commands) => {
        const played = new Played(given);
        for (const [n, c] of commands.entries()) {
          played.time(MONDAY + n * HOUR);
          const before = played.state;
          try {
            played.do(c, MONDAY + n * HOUR);
          } catch {
            expect(played.state.items).toEqual(before.items);
          }
          for (const [id, i] of Object.entries(before.items))
            if (hasEnded(i)) expect(played.state.items[id]!.status).toBe(i.status);
          if (before.status === 'closed') expect(played.state.outcome).toBe(before.outcome);
        }
      }),
    );
  });
  test('an item is granted only by a decision that says so', () => {
    fc.assert(
      fc.property(planned, fc.array(command, { maxLength: 20 }), (given, commands) => {
        const played = new Played(given);
        play(played, commands);
        for (const [id, i] of Object.entries(played.state.items))
          if (i.status === 'granted')
            expect(commands.some((c) => c.type === 'decide' && c.item === id && c.outcome === 'granted')).toBe(true);
      }),
    );
  });
  test('looking late or often brings the same thresholds with the same instants', () => {
    fc.assert(
      fc.property(planned, fc.array(fc.integer({ min: 0, max: 40 * 24 }), { maxLength: 6 }), (given, looks) => {
        const end = MONDAY + 41 * 24 * HOUR;
        const often = new Played(given);
        const seen = [...looks].sort((x, y) => x - y).flatMap((h) => often.time(MONDAY + h * HOUR));
        seen.push(...often.time(end));
        const once = new Played(given).time(end);
        const key = (e: (typeof once)[number]) => `${e.at} ${e.type} ${'clock' in e ? String(e.clock) : ''}`;
        expect(seen.map(key).sort()).toEqual(once.map(key).sort());
        expect(often.time(end)).toEqual([]);
      }),
    );
  });
  test('the agenda depends on the state alone and rests after everything due is done', () => {
    fc.assert(
      fc.property(planned, fc.array(command, { maxLength: 10 }), (given, commands) => {
        const played = new Played(given);
        play(played, commands);
        played.time(MONDAY + 100 * 7 * HOUR);
        expect(agenda(given.plan, played.state).due).toEqual([]);
        expect(agenda(given.plan, structuredClone(played.state))).toEqual(agenda(given.plan, played.state));
      }),
    );
  });
  test('state survives JSON: the stored snapshot is the state', () => {
    fc.assert(
      fc.property(planned, fc.array(command, { maxLength: 10 }), (given, commands) => {
        const played = new Played(given);
        play(played, commands);
        const stored = JSON.parse(JSON.stringify(played.state));
        expect(catchUp(given, stored, MONDAY + 30 * 24 * HOUR)).toEqual(
          catchUp(given, played.state, MONDAY + 30 * 24 * HOUR),
        );
      }),
    );
  });
  test('an event of a newer program is not understood, and said so', () => {
    const event = { type: 'transmuted', at: 0 } as never;
    expect(() => evolve(initialState, event)).toThrow(UnknownEvent);
    expect(evolveAll(initialState, decide(rules([item('a')]), initialState, submission(), MONDAY)).status).toBe('open');
  });
});
