// Special procedures stop an item's clocks, extensions add to them: date, light and threshold move together.
import { describe, expect, test } from '@jest/globals';
import { lightAt, thresholds } from '../../../core/clock/deadline-ledger.ts';
import { agenda, passed } from '../../../core/engine/agenda.ts';
import type { Command } from '../../../core/engine/commands.ts';
import type { PlanItem } from '../../../core/engine/plan.ts';
import type { CaseState } from '../../../core/engine/state.ts';
import { DomainError } from '../../../core/errors.ts';
import { clockView } from '../../../core/views.ts';
import { calendar, item, MONDAY, plan, Played, ref, submission } from './fixtures.ts';

const at = (local: string) => Date.parse(`${local}+08:00`);

const wd = (amount: number) => ({ amount, unit: 'wd' }) as const;
const extension = { limit: wd(10), by: 'head' as const };
const limits = { ...item('x').limits, committed: wd(5), statutory: wd(20), extension };
const only = (more: Partial<PlanItem> = {}) => plan([item('permit', { limits, ...more })], { committedLimit: wd(6) });
/** Submitted and received on Monday 2 March 2026. */
function play(given: ReturnType<typeof plan>, ...steps: [string, Command][]): CaseState {
  const played = new Played({ plan: given, calendar }, submission(), MONDAY);
  for (const [when, command] of steps) played.do(command, at(when));
  return played.state;
}
const review = (document = '示特〔2026〕1号'): Command => ({
  type: 'startSpecialProcedure',
  item: 'permit',
  ground: 'expert-review',
  expected: wd(10),
  document,
});
const end: Command = { type: 'endSpecialProcedure', item: 'permit' };
const ask: Command = { type: 'requestExtension', item: 'permit', reason: ref('r') };
const approve: Command = { type: 'decideExtension', item: 'permit', approve: true, document: '示延〔2026〕1号' };
const grant: Command = { type: 'decide', item: 'permit', revision: 1, outcome: 'granted' };
const clock = (state: CaseState, id: string) => state.clocks[id]!;
const refusal = (run: () => unknown) => {
  try {
    run();
  } catch (error) {
    if (error instanceof DomainError) return error.code;
    throw error;
  }
  return 'none';
};

describe('a special procedure', () => {
  test('stops the clocks of its item and of the case; what was told has a clock of its own', () => {
    const state = play(only(), ['2026-03-04T15:00', review()]);
    for (const id of ['permit/committed', 'permit/statutory', 'case'])
      expect([id, clock(state, id).stopped, lightAt(clock(state, id), at('2027-01-01T00:00'))]).toEqual([
        id,
        true,
        'stopped',
      ]);
    expect(clock(state, 'permit/special/1')).toMatchObject({ dueOn: '2026-03-18', kind: 'special' });
    expect(thresholds(Object.values(state.clocks)).map((t) => t.clock)).toEqual([
      'permit/special/1',
      'permit/special/1',
    ]);
  });

  test('ended: the clocks run on, by the days that were left; date, light and threshold have moved together', () => {
    const state = play(only(), ['2026-03-04T15:00', review()], ['2026-03-16T09:00', end]);
    // two of five used: Tuesday and Wednesday; three left after the 16th
    expect(clock(state, 'permit/committed')).toMatchObject({ dueOn: '2026-03-19', dueAt: at('2026-03-20T00:00') });
    expect(clock(state, 'permit/committed').stopped).toBeUndefined();
    expect(agenda(only(), state).next).toMatchObject({ clock: 'permit/committed', kind: 'warn' });
    expect(lightAt(clock(state, 'permit/committed'), at('2026-03-19T23:59'))).toBe('yellow');
    expect(lightAt(clock(state, 'permit/committed'), at('2026-03-20T00:00'))).toBe('red');
    expect(clock(state, 'permit/special/1').endedAt).toBe(at('2026-03-16T09:00'));
  });

  test('its ledger says why, by which law and document, and from where to where the date moved', () => {
    const given = only();
    const state = play(given, ['2026-03-04T15:00', review()], ['2026-03-16T09:00', end]);
    const committed = clock(state, 'permit/committed');
    expect(committed.entries.map((e) => [e.kind, e.used, e.left])).toEqual([
      ['start', undefined, undefined],
      ['stop', 2, 3],
      ['resume', 2, 3],
    ]);
    const { words } = clockView(given, committed, at('2026-03-17T09:00'), calendar);
    expect(words.zh).toContain('扣除专家评审 2026-03-04 至 2026-03-16（《行政许可法》第四十五条，示特〔2026〕1号）');
    expect(words.zh).toContain('至 2026-03-19 24:00 届满');
  });

  test('that outlives what was told: a light of its own, nothing else', () => {
    const given = only();
    const state = play(given, ['2026-03-04T15:00', review()]);
    const late = passed({ plan: given, calendar }, state, at('2026-04-30T00:00'));
    expect(late.map((e) => [e.type, 'clock' in e ? e.clock : ''])).toEqual([
      ['warned', 'permit/special/1'],
      ['overdue', 'permit/special/1'],
    ]);
  });

  test('nothing is decided meanwhile', () => {
    expect(refusal(() => play(only(), ['2026-03-04T15:00', review()], ['2026-03-05T09:00', grant]))).toBe(
      'procedure-under-way',
    );
  });
  test('begun and ended on one day: nothing has moved', () => {
    const state = play(only(), ['2026-03-04T09:00', review()], ['2026-03-04T16:00', end]);
    expect(clock(state, 'permit/committed').dueOn).toBe('2026-03-09');
  });
  test('a second one has a clock of its own', () => {
    const state = play(
      only(),
      ['2026-03-03T09:00', review()],
      ['2026-03-04T09:00', end],
      ['2026-03-05T09:00', review('二')],
    );
    expect(Object.keys(state.clocks)).toContain('permit/special/2');
  });

  test.each<[string, () => unknown, string]>([
    [
      'a ground that no law names',
      () => play(only(), ['2026-03-03T09:00', { ...review(), ground: 'site-visit' } as Command]),
      'ground-not-lawful',
    ],
    [
      'one of the eight, of what is no licence',
      () => play(only({ legalType: 'registration' }), ['2026-03-03T09:00', review()]),
      'ground-not-lawful',
    ],
    [
      'twice at once',
      () => play(only(), ['2026-03-03T09:00', review()], ['2026-03-03T10:00', review()]),
      'procedure-under-way',
    ],
    ['ended when none is under way', () => play(only(), ['2026-03-03T09:00', end]), 'procedure-not-under-way'],
    ['after the period has ended', () => play(only(), ['2026-05-03T09:00', review()]), 'period-ended'],
    [
      'after the decision',
      () =>
        play(
          plan([item('permit', { limits }), item('other')]),
          ['2026-03-03T09:00', grant],
          ['2026-03-03T10:00', review()],
        ),
      'item-already-decided',
    ],
  ])('refused: %s', (_name, run, code) => {
    expect(refusal(run)).toBe(code);
  });
  test('another ground, where the definition names its law', () => {
    const notice = {
      ground: 'public-notice',
      name: { zh: '公示', en: 'public notice' },
      basis: { zh: '某条例第三条', en: 'Art. 3' },
    };
    const given = only({ legalType: 'registration', specialProcedures: [notice] });
    const state = play(given, ['2026-03-03T09:00', { ...review(), ground: 'public-notice' } as Command]);
    expect(state.items['permit']!.procedure).toMatchObject({ ground: 'public-notice' });
  });
});

describe('an extension', () => {
  test('asked for, approved by the head: both limits of the item move, the case does not', () => {
    const state = play(only(), ['2026-03-05T09:00', ask], ['2026-03-06T09:00', approve]);
    expect([
      clock(state, 'permit/committed').dueOn,
      clock(state, 'permit/statutory').dueOn,
      clock(state, 'case').dueOn,
    ]).toEqual(['2026-03-23', '2026-04-13', '2026-03-10']);
    expect(clock(state, 'permit/committed').entries.at(-1)).toMatchObject({
      kind: 'extend',
      left: 11,
      document: '示延〔2026〕1号',
    });
  });
  test('refused: nothing moves, and it is not asked again', () => {
    const no: Command = { type: 'decideExtension', item: 'permit', approve: false };
    const state = play(only(), ['2026-03-05T09:00', ask], ['2026-03-06T09:00', no]);
    expect(clock(state, 'permit/committed').dueOn).toBe('2026-03-09');
    expect(
      refusal(() => play(only(), ['2026-03-05T09:00', ask], ['2026-03-06T09:00', no], ['2026-03-06T10:00', ask])),
    ).toBe('extension-decided');
  });
  test('a yellow light goes back to green, and is told again when it comes', () => {
    const given = only();
    const state = play(given, ['2026-03-09T09:00', ask], ['2026-03-09T10:00', approve]);
    expect(clock(state, 'permit/committed').warned).toBeUndefined();
    expect(lightAt(clock(state, 'permit/committed'), at('2026-03-10T09:00'))).toBe('green');
    expect(passed({ plan: given, calendar }, state, at('2026-03-21T09:00'))).toContainEqual(
      expect.objectContaining({ type: 'warned', clock: 'permit/committed' }),
    );
  });
  test('then a stop: both count', () => {
    const state = play(
      only(),
      ['2026-03-05T09:00', ask],
      ['2026-03-05T10:00', approve],
      ['2026-03-06T09:00', review()],
      ['2026-03-11T09:00', end],
    );
    // 15 working days, three of them (9, 10, 11 March) not counted
    expect(clock(state, 'permit/committed').dueOn).toBe('2026-03-26');
  });

  test.each<[string, () => unknown, string]>([
    [
      'where no law allows it',
      () => play(only({ limits: item('x').limits }), ['2026-03-03T09:00', ask]),
      'extension-not-possible',
    ],
    [
      'without a reason',
      () => play(only(), ['2026-03-03T09:00', { type: 'requestExtension', item: 'permit' }]),
      'reason-missing',
    ],
    ['twice', () => play(only(), ['2026-03-03T09:00', ask], ['2026-03-03T10:00', ask]), 'extension-decided'],
    ['after the period has ended', () => play(only(), ['2026-05-03T09:00', ask]), 'period-ended'],
    [
      'approved after the period has ended',
      () => play(only(), ['2026-03-05T09:00', ask], ['2026-05-03T09:00', approve]),
      'period-ended',
    ],
    ['approved though nobody asked', () => play(only(), ['2026-03-05T09:00', approve]), 'extension-not-asked'],
    [
      'approved without a document',
      () =>
        play(
          only(),
          ['2026-03-05T09:00', ask],
          ['2026-03-05T10:00', { type: 'decideExtension', item: 'permit', approve: true }],
        ),
      'document-missing',
    ],
  ])('refused: %s', (_name, run, code) => {
    expect(refusal(run)).toBe(code);
  });
});
