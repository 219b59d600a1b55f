// 容缺受理 and 告知承诺: what an applicant promises is offered by the definition, owed by a date, and checked.
import { describe, expect, test } from '@jest/globals';
import type { Command } from '../../../core/engine/commands.ts';
import { code, item, MONDAY, Played, ref, rules, submission } from './fixtures.ts';

const wd = (amount: number) => ({ amount, unit: 'wd' }) as const;
const at = (local: string) => Date.parse(`${local}+08:00`);
const basis = { zh: '某规定', en: 'Some rule' };
const paper = (id: string) => ({ id, name: basis, required: true, accepts: [], maxBytes: 9 });
const given = rules(
  [
    item('permit', {
      reads: { form: [], materials: ['lease'] },
      commitment: { committed: wd(1), afterCheck: { amount: 30, unit: 'd' }, basis },
    }),
    item('other'),
  ],
  { materials: [{ ...paper('lease'), tolerated: { limit: wd(3), basis } }, paper('id-card')] },
);
const begin = (more: Parameters<typeof submission>[0] = {}) => new Played(given, submission(more));
const supply: Command = { type: 'supplement', material: 'lease', content: ref('lease') };

describe('a tolerated gap', () => {
  test('is owed from the receipt; nothing is granted before it is filled', () => {
    const p = begin({ promised: ['lease'] });
    expect(p.state.clocks['gap/lease']).toMatchObject({ dueOn: '2026-03-05', bound: 'applicant', material: 'lease' });
    expect(code(() => p.grant('permit'))).toBe('gap-open');
    p.grant('other');
    p.do(supply, at('2026-03-04T10:00'));
    expect(p.state.clocks['gap/lease']!.endedAt).toBe(at('2026-03-04T10:00'));
    p.grant('permit', at('2026-03-04T11:00'));
    expect(p.state.outcome).toBe('granted');
  });
  test('not filled in time it is a red light: a person decides', () => {
    const p = begin({ promised: ['lease'] });
    p.time(at('2026-03-06T00:00'));
    expect(p.state.clocks['gap/lease']!.overdue).toBe(true);
    expect(p.statuses['permit']).toBe('received');
    p.refuse('permit', at('2026-03-06T10:00'));
    expect(p.statuses['permit']).toBe('refused');
  });
  test('filled late it is still filled', () => {
    const p = begin({ promised: ['lease'] });
    p.do(supply, at('2026-03-09T10:00'));
    p.grant('permit', at('2026-03-09T11:00'));
    expect(p.statuses['permit']).toBe('granted');
  });
  test.each([
    ['a main paper', { promised: ['id-card'] }],
    ['a paper there is not', { promised: ['none'] }],
    ['a paper that was given', { promised: ['lease'], materials: [{ material: 'lease', content: ref() }] }],
  ])('refused: %s', (_name, more) => {
    expect(code(() => begin(more))).toBe('choice-not-possible');
  });
});

describe('a commitment', () => {
  test('is promised sooner, and checked afterwards, also when the case has closed', () => {
    const p = begin({ commitments: ['permit'], materials: [{ material: 'lease', content: ref() }] });
    expect(p.state.clocks['permit/committed']).toMatchObject({ dueOn: '2026-03-03' });
    expect(p.state.clocks['permit/statutory']).toMatchObject({ dueOn: '2026-03-30' });
    p.grant('permit', at('2026-03-02T15:00'));
    p.grant('other', at('2026-03-02T15:00'));
    expect(p.state.status).toBe('closed');
    expect(p.state.clocks['permit/after-check']).toMatchObject({ dueOn: '2026-04-01', bound: 'organ' });
    const check = (document: string): Command => ({ type: 'recordAfterCheck', item: 'permit', kept: false, document });
    expect(code(() => p.do(check('')))).toBe('document-missing');
    p.do(check('示查〔2026〕1号'), at('2026-03-20T10:00'));
    expect(p.state.clocks['permit/after-check']!.endedAt).toBe(at('2026-03-20T10:00'));
    expect(code(() => p.do(check('示查〔2026〕2号')))).toBe('after-check-recorded');
    expect(p.statuses['permit']).toBe('granted'); // revoking it is a procedure of its own
  });
  test('a check that nobody makes becomes overdue after the case has closed', () => {
    const p = begin({ commitments: ['permit'] });
    p.grant('permit');
    p.grant('other');
    expect(p.time(at('2026-04-02T00:00')).map((e) => e.type)).toContain('overdue');
  });
  test('taken back before the decision, it is handled in its ordinary form from then on', () => {
    const p = begin({ commitments: ['permit'] });
    p.do({ type: 'withdrawCommitment', item: 'permit' }, at('2026-03-03T10:00'));
    expect(p.state.clocks['permit/committed']).toMatchObject({ dueOn: '2026-03-10', trigger: 'notified' });
    p.grant('permit', at('2026-03-04T10:00'));
    expect(p.state.clocks['permit/after-check']).toBeUndefined();
  });
  test('refused where the definition offers none, or nobody made one', () => {
    expect(code(() => begin({ commitments: ['other'] }))).toBe('choice-not-possible');
    expect(code(() => begin({ commitments: ['none'] }))).toBe('choice-not-possible');
    const p = begin();
    expect(code(() => p.do({ type: 'withdrawCommitment', item: 'permit' }))).toBe('commitment-not-made');
    const check: Command = { type: 'recordAfterCheck', item: 'permit', kept: true, document: 'd' };
    expect(code(() => p.do(check, MONDAY + 1000))).toBe('commitment-not-made');
  });
});
