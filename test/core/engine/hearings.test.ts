// Hearings (Licensing Law Arts. 46–48): told, asked for within five days, its day told seven days before, held within twenty.
import { describe, expect, test } from '@jest/globals';
import type { Command } from '../../../core/engine/commands.ts';
import { code, item, Played, rules } from './fixtures.ts';

const wd = (amount: number) => ({ amount, unit: 'wd' }) as const;
const at = (local: string) => Date.parse(`${local}+08:00`);
const hearing = { request: wd(5), hold: wd(20), notice: wd(7), basis: { zh: '第四十七条', en: 'Art. 47' } };
const begin = () => new Played(rules([item('permit', { hearing }), item('other')]));
const tell: Command = { type: 'tellHearingRight', item: 'permit' };
const answer = (wanted: boolean): Command => ({ type: 'answerHearing', item: 'permit', wanted });
const hold = (heldOn?: string): Command => ({
  type: 'startSpecialProcedure',
  item: 'permit',
  ground: 'hearing',
  expected: wd(10),
  document: '示听〔2026〕1号',
  ...(heldOn !== undefined && { heldOn }),
});

describe('the right to a hearing', () => {
  test('holds up the decision until it is given up', () => {
    const p = begin();
    p.do(tell);
    expect(p.state.clocks['permit/hearing-request']).toMatchObject({ dueOn: '2026-03-09', bound: 'applicant' });
    expect(code(() => p.grant('permit'))).toBe('hearing-pending');
    expect(code(() => p.refuse('permit'))).toBe('hearing-pending');
    p.do(answer(false), at('2026-03-03T10:00'));
    p.grant('permit', at('2026-03-03T11:00'));
    expect(p.statuses['permit']).toBe('granted');
  });
  test('lapses with its five working days', () => {
    const p = begin();
    p.do(tell);
    expect(code(() => p.do(answer(true), at('2026-03-10T00:00')))).toBe('period-ended');
    p.grant('permit', at('2026-03-10T09:00'));
    expect(p.statuses['permit']).toBe('granted');
  });
  test('asked for, it is held on a day told seven working days before; the clock stands still meanwhile', () => {
    const p = begin();
    p.do(tell);
    p.do(answer(true), at('2026-03-04T10:00'));
    expect(p.state.clocks['permit/hearing']).toMatchObject({ dueOn: '2026-04-01', bound: 'organ' });
    expect(code(() => p.grant('permit', at('2026-03-05T10:00')))).toBe('hearing-pending');
    expect(code(() => p.do(hold(), at('2026-03-05T10:00')))).toBe('hearing-notice-short');
    expect(code(() => p.do(hold('2026-03-13'), at('2026-03-05T10:00')))).toBe('hearing-notice-short');
    p.do(hold('2026-03-17'), at('2026-03-05T10:00'));
    expect(p.state.clocks['permit/statutory']!.stopped).toBe(true);
    expect(code(() => p.grant('permit', at('2026-03-17T10:00')))).toBe('procedure-under-way');
    p.do({ type: 'endSpecialProcedure', item: 'permit' }, at('2026-03-17T17:00'));
    expect(p.state.clocks['permit/hearing']!.endedAt).toBe(at('2026-03-17T17:00'));
    p.grant('permit', at('2026-03-18T10:00'));
    expect(p.statuses['permit']).toBe('granted');
  });
  test('another special procedure is no hearing', () => {
    const p = begin();
    p.do(tell);
    p.do(answer(true));
    p.do({ type: 'startSpecialProcedure', item: 'permit', ground: 'testing', expected: wd(5), document: 'd' });
    p.do({ type: 'endSpecialProcedure', item: 'permit' }, at('2026-03-04T10:00'));
    expect(code(() => p.grant('permit', at('2026-03-05T10:00')))).toBe('hearing-pending');
  });
  test.each<[string, (p: Played) => void, Command, string]>([
    ['where no law gives it', () => undefined, { ...tell, item: 'other' }, 'hearing-not-possible'],
    ['told twice', (p) => p.do(tell), tell, 'hearing-told'],
    ['answered before it was told', () => undefined, answer(true), 'hearing-not-possible'],
    ['given up after it was asked for', (p) => (p.do(tell), p.do(answer(true))), answer(false), 'period-ended'],
    ['told after the decision', (p) => p.grant('permit'), tell, 'item-already-decided'],
  ])('refused: %s', (_name, before, command, refusal) => {
    const p = begin();
    before(p);
    expect(code(() => p.do(command))).toBe(refusal);
  });
});
