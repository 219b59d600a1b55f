// 核验原件: who saw the original of which version, whether it stayed; what was kept goes back, once.
import { describe, expect, test } from '@jest/globals';
import type { Command } from '../../../core/engine/commands.ts';
import { timelineWords } from '../../../core/timeline.ts';
import { papersView } from '../../../core/views.ts';
import { code, item, Played, ref, rules, submission } from './fixtures.ts';

const name = { zh: '租赁合同', en: 'Lease' };
const lease = { id: 'lease', name, required: false, accepts: [], maxBytes: 9, original: true };
const given = rules([item('permit', { reads: { form: [], materials: ['lease'] } })], {
  materials: [lease, { ...lease, id: 'plan', original: false }],
});
const begin = (materials = [{ material: 'lease', content: ref('first') }]) =>
  new Played(given, submission({ materials }));
const see = (kept: boolean, material = 'lease'): Command => ({ type: 'seeOriginal', material, kept, post: 'clerk' });
const giveBack: Command = { type: 'returnOriginal', material: 'lease', post: 'clerk' };
const anew: Command = { type: 'supplement', material: 'lease', content: ref('second') };
const originalOf = (p: Played) => papersView(given.plan, p.state)[0]!.original;

describe('the original of a paper', () => {
  test('is demanded by the definition and marked until somebody saw it', () => {
    const p = begin();
    expect(originalOf(p)).toMatchObject({ required: true, seen: false, kept: false });
    p.do(see(false));
    expect(originalOf(p)).toMatchObject({ seen: true, post: 'clerk', kept: false, returnedAt: null });
    expect(code(() => p.do(see(true)))).toBe('original-seen');
    expect(code(() => p.do(giveBack))).toBe('original-not-kept');
  });
  test('kept, it goes back once, also when the case has closed', () => {
    const p = begin();
    p.do(see(true));
    p.grant('permit');
    expect(p.state.status).toBe('closed');
    expect(originalOf(p)).toMatchObject({ seen: true, kept: true });
    p.do(giveBack);
    expect(originalOf(p)).toMatchObject({ seen: true, kept: false, returnedAt: expect.any(String) });
    expect(code(() => p.do(giveBack))).toBe('original-not-kept');
    expect(code(() => p.do(see(false)))).toBe('case-closed');
  });
  test('given anew, the paper is another one: its own original is to be seen, after the kept one is back', () => {
    const p = begin();
    p.do(see(true));
    p.do(anew);
    expect(originalOf(p)).toMatchObject({ seen: false, kept: true });
    expect(code(() => p.do(see(false)))).toBe('original-kept');
    p.do(giveBack);
    p.do(see(false));
    expect(originalOf(p)).toMatchObject({ seen: true, kept: false, returnedAt: null });
  });
  test.each([
    ['a paper that was not given', 'plan', 'material-not-given'],
    ['a paper there is not', 'none', 'material-not-found'],
  ] as const)('%s has none', (_what, material, refusal) => {
    const p = begin();
    expect(code(() => p.do(see(false, material)))).toBe(refusal);
  });
  test('stands in the timeline', () => {
    const words = (command: Command, p: Played) => timelineWords(given.plan, p.do(command)[0]!);
    const p = begin();
    expect(words(see(true), p)!.zh).toBe('核验原件，留存：租赁合同');
    expect(words(giveBack, p)!.zh).toBe('退还原件：租赁合同');
  });
});
