// Lights by percentage and by time before the end, per step, item and case; the chain of who is told, and the answers owed.
import { describe, expect, test } from '@jest/globals';
import { civilDate } from '../../../core/clock/calendar.ts';
import type { Escalation, Lights } from '../../../core/engine/plan.ts';
import { item, MONDAY, Played, ref, rules } from './fixtures.ts';

const wd = (amount: number) => ({ amount, unit: 'wd' as const });
const at = (local: string) => Date.parse(`${local}+08:00`);
const warnDay = (played: Played, clock: string) => civilDate(played.state.clocks[clock]!.warnAt);

describe('from when a clock is yellow', () => {
  // committed 5 wd from Monday 2 March: due on Monday 9 March
  test.each<[string, Lights, string]>([
    ['a percentage of the limit used', { yellowPercent: 80 }, '2026-03-06'],
    ['so long before the end', { yellowBefore: wd(2) }, '2026-03-05'],
    ['both: by percentage when that is earlier', { yellowPercent: 20, yellowBefore: wd(1) }, '2026-03-03'],
    ['both: by time when that is earlier', { yellowPercent: 100, yellowBefore: wd(1) }, '2026-03-06'],
    ['neither: 90 %', {}, '2026-03-09'],
  ])('%s', (_name, lights, day) => {
    expect(warnDay(new Played(rules([item('a')], { lights })), 'a/committed')).toBe(day);
  });

  test('never before the start, however long before the end it says', () => {
    const played = new Played(rules([item('a')], { lights: { yellowBefore: wd(30) } }));
    expect(played.state.clocks['a/committed']!.warnAt).toBe(MONDAY);
  });

  test('the kind of clock of the item, else the item, else the kind of clock of the matter, else the matter', () => {
    const a = item('a', { lights: { yellowPercent: 40, steps: { statutory: { yellowBefore: wd(1) } } } });
    const lights = { yellowPercent: 80, steps: { case: { yellowPercent: 10 } } };
    const played = new Played(rules([a, item('b')], { lights }));
    expect(warnDay(played, 'a/statutory')).toBe('2026-03-27'); // due Monday 30 March
    expect(warnDay(played, 'a/committed')).toBe('2026-03-04');
    expect(warnDay(played, 'case')).toBe('2026-03-03');
    expect(warnDay(played, 'b/committed')).toBe('2026-03-06');
  });
});

describe('the chain', () => {
  const escalation: Escalation[] = [
    { at: 'yellow', tell: ['reviewer'] },
    { at: 'red', tell: ['head', 'coordinator'], answerWithin: wd(1) },
    { at: wd(2), tell: ['supervisor'] },
  ];
  const lights = { yellowPercent: 80, steps: { committed: { yellowPercent: 80, escalation } } };
  const started = () => new Played(rules([item('a')], { lights }));
  const told = (events: readonly { type: string }[]) =>
    events.flatMap((e) => (e.type === 'escalated' ? [e as unknown as Record<string, unknown>] : []));

  test('each step once, at its own instant, also when all are applied late', () => {
    const played = started();
    const events = told(played.time(at('2026-03-20T12:00')));
    expect(events).toEqual([
      expect.objectContaining({ step: 0, tell: ['reviewer'], organ: 'a-organ', at: at('2026-03-06T00:00') }),
      expect.objectContaining({
        step: 1,
        tell: ['head', 'coordinator'],
        at: at('2026-03-10T00:00'),
        answerBy: at('2026-03-12T00:00'),
      }),
      expect.objectContaining({ step: 2, tell: ['supervisor'], late: 0, at: at('2026-03-12T00:00') }),
    ]);
    expect(told(played.time(at('2026-03-25T12:00')))).toEqual([]);
  });

  test('nobody is told of what was done in time, and the chain ends with the clock', () => {
    const played = started();
    played.time(at('2026-03-10T01:00'));
    played.grant('a', at('2026-03-10T10:00'));
    expect(told(played.time(at('2026-03-31T12:00')))).toEqual([]);
  });

  test('a later due date: what lies ahead again is told again', () => {
    const licence = item('a', {
      limits: { ...item('a').limits, committed: wd(5), statutory: wd(5), extension: { limit: wd(10), by: 'head' } },
    });
    const played = new Played(rules([licence], { lights }));
    played.do({ type: 'requestExtension', item: 'a', reason: ref() }, at('2026-03-06T10:00')); // yellow was told
    played.do({ type: 'decideExtension', item: 'a', approve: true, document: '延1号' }, at('2026-03-06T11:00'));
    const events = told(played.time(at('2026-03-31T12:00')));
    expect(events.map((e) => [e['step'], civilDate(e['at'] as number)])).toEqual([
      [0, '2026-03-18'],
      [1, '2026-03-24'],
      [2, '2026-03-26'],
    ]);
  });

  test('a period too short for a yellow light tells of both at its end', () => {
    const short = item('a', { limits: { ...item('a').limits, committed: { amount: 4, unit: 'wh' } } });
    const played = new Played(rules([short], { lights: { yellowPercent: 100, escalation } }));
    expect(
      told(played.time(at('2026-03-03T00:00'))).flatMap((e) => (e['clock'] === 'a/committed' ? [e['step']] : [])),
    ).toEqual([0, 1]);
  });

  test('an answer: once, in words, and only where somebody was told', () => {
    const played = started();
    const answer = (more: object = {}) =>
      played.do(
        { type: 'answerEscalation', clock: 'a/committed', step: 1, text: ref('answer'), ...more },
        at('2026-03-10T09:00'),
      );
    expect(() => answer({ step: 2 })).toThrow(expect.objectContaining({ code: 'escalation-not-found' }));
    expect(() => answer({ clock: 'a/none' })).toThrow(expect.objectContaining({ code: 'escalation-not-found' }));
    expect(() => answer({ text: undefined })).toThrow(expect.objectContaining({ code: 'reason-missing' }));
    expect(answer()).toMatchObject([{ type: 'escalationAnswered', item: 'a', step: 1 }]);
    expect(() => answer()).toThrow(expect.objectContaining({ code: 'escalation-answered' }));
    expect(played.state.clocks['a/committed']!.told).toContainEqual(
      expect.objectContaining({ step: 1, answeredAt: at('2026-03-10T09:00') }),
    );
  });
});
