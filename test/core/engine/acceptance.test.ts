// Art. 32: told once, within five days; silence accepts as of the day on which it came in; a correction begins that time anew.
import { describe, expect, test } from '@jest/globals';
import { agenda, passed } from '../../../core/engine/agenda.ts';
import type { Command } from '../../../core/engine/commands.ts';
import type { PlanItem } from '../../../core/engine/plan.ts';
import { code, calendar, item, MONDAY, plan, Played, ref, submission } from './fixtures.ts';

const wd = (amount: number) => ({ amount, unit: 'wd' }) as const;
const at = (local: string) => Date.parse(`${local}+08:00`);
const limits = { ...item('x').limits, starts: 'accepted' as const, accept: wd(5) };
const given = (more: Partial<PlanItem> = {}) => plan([item('permit', { acceptance: 'item', limits, ...more })]);
const begin = (p = given()) => new Played({ plan: p, calendar }, submission(), MONDAY);
const notify: Command = { type: 'notifyCorrection', item: 'permit', document: '示补〔2026〕1号', content: ref('c') };
const supply: Command = { type: 'supplyCorrection', item: 'permit' };
const accept: Command = { type: 'accept', item: 'permit', organ: 'permit-organ' };

describe('silence', () => {
  test('of five working days accepts, and everything is dated from the day it came in', () => {
    const p = begin();
    expect(p.state.clocks['permit/accept/1']).toMatchObject({ dueOn: '2026-03-09', bound: 'organ' });
    p.time(at('2026-03-10T00:00'));
    expect(p.state.items['permit']).toMatchObject({ status: 'accepted', acceptedAt: MONDAY });
    expect(p.state.clocks['permit/committed']).toMatchObject({ dueOn: '2026-03-09' }); // as if accepted on the 2nd: overdue as well
    expect(p.state.clocks['permit/statutory']).toMatchObject({ dueOn: '2026-03-30' });
    expect(p.state.clocks['permit/accept/1']).toMatchObject({ overdue: true, endedAt: at('2026-03-10T00:00') });
  });
  test('a second before the end is not silence yet', () => {
    const p = begin();
    p.time(at('2026-03-09T23:59:59'));
    expect(p.state.items['permit']!.status).toBe('received');
    p.do(accept, at('2026-03-09T23:59:59'));
    expect(p.state.clocks['permit/committed']).toMatchObject({ dueOn: '2026-03-16' });
  });
  test('declined too late is declined no more', () => {
    const p = begin();
    const late: Command = {
      type: 'declineAcceptance',
      item: 'permit',
      organ: 'o',
      reason: ref('r'),
      legalBasis: 'law',
    };
    expect(code(() => p.do(late, at('2026-03-10T00:00:01')))).toBe('item-not-open');
  });
  test('accepts nothing where no law says so', () => {
    const p = begin(given({ limits: { ...limits, accept: undefined } }));
    p.time(at('2026-12-10T00:00'));
    expect(p.state.items['permit']!.status).toBe('received');
  });
});

describe('a correction', () => {
  test('told in time ends the time to accept; supplied, it begins anew from that receipt', () => {
    const p = begin();
    p.do(notify, at('2026-03-06T10:00'));
    expect(p.state.items['permit']!.correction).toMatchObject({ document: '示补〔2026〕1号' });
    expect(agenda(p.rules.plan, p.state).next?.clock).toBe('case');
    p.time(at('2026-03-12T10:00'));
    expect(p.state.items['permit']!.status).toBe('received'); // no silence while the applicant is asked
    p.do(supply, at('2026-03-12T10:00'));
    expect(p.state.items['permit']).toMatchObject({ receivedAt: at('2026-03-12T10:00'), revision: 2 });
    expect(p.state.clocks['permit/accept/2']).toMatchObject({ dueOn: '2026-03-19' });
    p.time(at('2026-03-20T00:00'));
    expect(p.state.items['permit']).toMatchObject({ status: 'accepted', acceptedAt: at('2026-03-12T10:00') });
  });
  test('is told once for each receipt', () => {
    const p = begin();
    p.do(notify);
    expect(code(() => p.do(notify))).toBe('correction-notified');
    p.do(supply);
    expect(code(() => p.do(notify))).toBe('none');
  });
  test.each<[string, () => unknown, string]>([
    ['without saying what', () => begin().do({ ...notify, content: undefined } as Command), 'reason-missing'],
    ['supplied though nobody asked', () => begin().do(supply), 'correction-not-asked'],
  ])('refused: %s', (_name, run, expected) => {
    expect(code(run)).toBe(expected);
  });

  const corrected = (more = {}) =>
    given({ limits: { ...limits, correction: { limit: { amount: 15, unit: 'd' }, ...more } } });
  test('not supplied in time: the applicant’s light is red, a person decides', () => {
    const p = begin(corrected());
    p.do(notify, at('2026-03-06T10:00'));
    expect(p.state.clocks['permit/correction/1']).toMatchObject({ dueOn: '2026-03-23', bound: 'applicant' }); // the 21st is a Saturday
    const late = passed(p.rules, p.state, at('2026-03-24T00:00')).map((e) => e.type);
    expect(late).toContain('overdue');
    p.time(at('2026-05-01T00:00'));
    expect(p.state.items['permit']!.status).toBe('received');
    p.do(
      { type: 'declineAcceptance', item: 'permit', organ: 'o', reason: ref('r'), legalBasis: 'law' },
      at('2026-05-01T00:00'),
    );
    expect(p.state.items['permit']!.status).toBe('declined');
  });
  test('counts as withdrawn only where a rule is named', () => {
    const p = begin(corrected({ treatedAsWithdrawn: { zh: '某规定', en: 'a rule' } }));
    p.do(notify, at('2026-03-06T10:00'));
    p.time(at('2026-03-24T00:00'));
    expect(p.state.items['permit']).toMatchObject({ status: 'cancelled', cancelled: { code: 'correction-lapsed' } });
    expect(p.state.status).toBe('closed');
  });
  test('one second after it has lapsed meets the lapse', () => {
    const p = begin(corrected({ treatedAsWithdrawn: { zh: '某规定', en: 'a rule' } }));
    p.do(notify, at('2026-03-06T10:00'));
    expect(code(() => p.do(supply, at('2026-03-24T00:00:01')))).toBe('case-closed');
  });
});

describe('a correction asked for after acceptance', () => {
  const accepted = (more: Partial<PlanItem> = {}) => {
    const p = begin(given(more));
    if (more.acceptance !== 'none') p.do(accept, at('2026-03-03T10:00'));
    return p;
  };
  test('leaves the clocks running, and its supply too; the decider sees new data', () => {
    const p = accepted({ limits: { ...limits, correction: { limit: wd(3) } } });
    const before = p.state.clocks['permit/statutory'];
    p.do(notify, at('2026-03-04T10:00'));
    expect(p.state.clocks['permit/correction/1']).toMatchObject({ dueOn: '2026-03-09', bound: 'applicant' });
    p.do(supply, at('2026-03-05T10:00'));
    expect(p.state.clocks['permit/statutory']).toEqual(before);
    expect(p.state.items['permit']).toMatchObject({
      status: 'accepted',
      revision: 2,
      acceptedAt: at('2026-03-03T10:00'),
    });
    expect(p.state.clocks['permit/correction/1']!.endedAt).toBe(at('2026-03-05T10:00'));
  });
  test('also after silence has accepted', () => {
    const p = begin();
    p.do(notify, at('2026-03-10T09:00'));
    expect(p.state.clocks['permit/statutory']!.endedAt).toBeUndefined();
    expect(p.state.items['permit']!.correction).toMatchObject({ afterAcceptance: true });
  });
  test('is told once', () => {
    const p = accepted();
    p.do(notify, at('2026-03-04T10:00'));
    expect(code(() => p.do(notify, at('2026-03-04T11:00')))).toBe('correction-notified');
    p.do(supply, at('2026-03-05T10:00'));
    expect(code(() => p.do(notify, at('2026-03-05T11:00')))).toBe('correction-notified');
  });
  test('also of a registration, which is not accepted first', () => {
    const p = accepted({ legalType: 'registration', acceptance: 'none', limits: { ...limits, starts: 'received' } });
    p.do(notify, at('2026-03-03T10:00'));
    expect(p.state.clocks['permit/statutory']!.endedAt).toBeUndefined();
    p.refuse('permit', at('2026-03-04T10:00'));
    expect(p.statuses['permit']).toBe('refused');
  });
  test('not supplied in time it is a light, also where a rule would treat it as withdrawn before acceptance', () => {
    const p = accepted({
      limits: { ...limits, correction: { limit: wd(3), treatedAsWithdrawn: { zh: 'r', en: 'r' } } },
    });
    p.do(notify, at('2026-03-04T10:00'));
    p.time(at('2026-03-20T10:00'));
    expect(p.statuses['permit']).toBe('accepted');
    expect(p.state.clocks['permit/correction/1']!.overdue).toBe(true);
  });
});
