// Stages: one promise over several items, and the 45 (+15) working days of joint handling (Licensing Law Arts. 26, 42).
import { describe, expect, test } from '@jest/globals';
import type { Command } from '../../../core/engine/commands.ts';
import type { JointHandling, Stage } from '../../../core/engine/plan.ts';
import { code, HOUR, item, MONDAY, Played, ref, rules } from './fixtures.ts';

const wd = (amount: number) => ({ amount, unit: 'wd' }) as const;
const at = (local: string) => Date.parse(`${local}+08:00`);
const jointHandling: JointHandling = {
  article: 26,
  mode: 'joint',
  establishedBy: { zh: '测试文件', en: 'Test document' },
  limit: wd(45),
  extension: wd(15),
};
const first: Stage = { id: 'first', name: { zh: '一', en: 'one' }, items: ['a', 'b'], committed: wd(7), jointHandling };
const begin = (stage: Stage = first) =>
  new Played(
    rules([item('a', { acceptance: 'item' }), item('b', { acceptance: 'item' }), item('c', { after: ['a', 'b'] })], {
      stages: [stage],
    }),
  );
const accept = (id: string): Command => ({ type: 'accept', item: id, organ: `${id}-organ` });
const ask: Command = { type: 'requestJointExtension', stage: 'first', reason: ref('why') };
const approve = (more: object = {}): Command => ({
  type: 'decideJointExtension',
  stage: 'first',
  approve: true,
  document: '示延〔2026〕9号',
  ...more,
});

describe('the clocks of a stage', () => {
  test('the promise counts from the receipt, the joint limit from the first acceptance; both end with the last of its items', () => {
    const p = begin();
    expect(p.state.clocks['@first/stage']).toMatchObject({ dueOn: '2026-03-11', stage: 'first', bound: 'organ' });
    expect(p.state.clocks['@first/joint']).toBeUndefined();
    p.do(accept('b'), at('2026-03-04T10:00'));
    expect(p.state.clocks['@first/joint']).toMatchObject({ dueOn: '2026-05-06', trigger: 'accepted' });
    p.do(accept('a'), at('2026-03-05T10:00'));
    expect(p.state.clocks['@first/joint']!.dueOn).toBe('2026-05-06');
    p.grant('a', at('2026-03-06T10:00'));
    expect(p.state.clocks['@first/joint']!.endedAt).toBeUndefined();
    p.grant('b', at('2026-03-09T10:00'));
    for (const kind of ['stage', 'joint'])
      expect(p.state.clocks[`@first/${kind}`]!.endedAt).toBe(at('2026-03-09T10:00'));
    expect(p.state.status).toBe('open'); // c is of no stage
  });
  test('no stage, no 45 working days', () => {
    const p = begin({ ...first, jointHandling: undefined } as unknown as Stage);
    p.do(accept('a'));
    expect(Object.keys(p.state.clocks).filter((id) => id.startsWith('@'))).toEqual(['@first/stage']);
  });
});

describe('the extension of joint handling', () => {
  test('fifteen working days, once, with a document', () => {
    const p = begin();
    p.do(accept('a'));
    expect(p.state.clocks['@first/joint']!.dueOn).toBe('2026-05-04');
    p.do(ask);
    expect(code(() => p.do(approve({ document: undefined })))).toBe('document-missing');
    p.do(approve());
    expect(p.state.clocks['@first/joint']).toMatchObject({ dueOn: '2026-05-25' });
    expect(p.state.clocks['@first/joint']!.entries.at(-1)).toMatchObject({
      kind: 'extend',
      document: '示延〔2026〕9号',
    });
    expect(code(() => p.do(ask))).toBe('extension-decided');
    expect(code(() => p.do(approve()))).toBe('extension-decided');
  });
  test('refused, it moves nothing', () => {
    const p = begin();
    p.do(accept('a'));
    p.do(ask);
    p.do(approve({ approve: false }));
    expect(p.state.clocks['@first/joint']!.dueOn).toBe('2026-05-04');
    expect(p.state.stages!['first']!.extension).toBe('refused');
  });
  test.each<[string, (p: Played) => void, Command, string]>([
    ['of a stage there is not', () => undefined, { ...ask, stage: 'other' }, 'stage-not-found'],
    ['before anything was accepted', () => undefined, ask, 'item-not-open'],
    ['without a reason', (p) => p.do(accept('a')), { type: 'requestJointExtension', stage: 'first' }, 'reason-missing'],
    ['decided before it was asked for', (p) => p.do(accept('a')), approve(), 'extension-not-asked'],
  ])('refused: %s', (_name, before, command, refusal) => {
    const p = begin();
    before(p);
    expect(code(() => p.do(command))).toBe(refusal);
  });
  test('refused: after the end', () => {
    const p = begin();
    p.do(accept('a'));
    expect(code(() => p.do(ask, at('2026-05-05T00:00')))).toBe('period-ended');
  });
  test('refused: where the definition names none', () => {
    const p = begin({
      ...first,
      jointHandling: { ...jointHandling, extension: undefined } as unknown as JointHandling,
    });
    p.do(accept('a'));
    expect(code(() => p.do(ask, MONDAY + HOUR))).toBe('extension-not-possible');
  });
});

test('a special procedure of one item stops the stage, too', () => {
  const p = begin();
  p.do(accept('a'));
  p.do({ type: 'startSpecialProcedure', item: 'a', ground: 'testing', expected: wd(5), document: '示特〔2026〕1号' });
  expect(p.state.clocks['@first/joint']!.stopped).toBe(true);
  expect(p.state.clocks['@first/stage']!.stopped).toBe(true);
  p.do({ type: 'endSpecialProcedure', item: 'a' }, at('2026-03-06T10:00'));
  expect(p.state.clocks['@first/joint']!.dueOn).toBe('2026-05-08');
});
