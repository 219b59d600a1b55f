import { describe, expect, test } from '@jest/globals';
import { agenda } from '../../../core/engine/agenda.ts';
import type { Command } from '../../../core/engine/commands.ts';
import { DomainError } from '../../../core/errors.ts';
import { HOUR, item, MONDAY, Played, plan, ref, rules, submission, text } from './fixtures.ts';

const refusal = (work: () => unknown): DomainError => {
  try {
    work();
  } catch (error) {
    if (error instanceof DomainError) return error;
    throw error;
  }
  throw new Error('it was not refused');
};
const chain = () =>
  rules([item('first'), item('second', { after: ['first'] }), item('third', { after: ['second'] }), item('aside')]);

describe('the way of a case', () => {
  test('items without predecessors open with the receipt, the others with the last predecessor’s result', () => {
    const played = new Played(chain());
    expect(played.statuses).toEqual({ first: 'received', second: 'waiting', third: 'waiting', aside: 'received' });
    played.grant('first', MONDAY + HOUR);
    played.time(MONDAY + 5 * HOUR); // the conductor comes four hours late
    expect(played.state.items['second']).toMatchObject({ status: 'received', receivedAt: MONDAY + HOUR });
    expect(played.state.clocks['second/committed']!.dueOn).toBe('2026-03-09');
  });
  test('the last result closes the case, in the same command', () => {
    const played = new Played(rules([item('a'), item('b')]));
    played.grant('a');
    const events = played.grant('b');
    expect(events.map((e) => e.type)).toEqual(['decided', 'closed']);
    expect(played.state).toMatchObject({ status: 'closed', outcome: 'granted', closedAt: MONDAY + HOUR });
    expect(Object.values(played.state.clocks).every((c) => c.endedAt !== undefined)).toBe(true);
    expect(agenda(played.rules.plan, played.state).idle).toBe(true);
  });
  test('a refusal cancels what depends on it, through the chain, and leaves the rest alone', () => {
    const played = new Played(chain());
    const events = played.refuse('first');
    expect(events.map((e) => e.type)).toEqual(['decided', 'cancelled', 'cancelled']);
    expect(played.statuses).toEqual({ first: 'refused', second: 'cancelled', third: 'cancelled', aside: 'received' });
    expect(played.state.items['second']!.cancelled).toEqual({ code: 'predecessor-refused', item: 'first' });
    played.grant('aside');
    expect(played.state.outcome).toBe('partly-granted');
  });
  test('all refused is refused', () => {
    const played = new Played(rules([item('a')]));
    played.refuse('a');
    expect(played.state.outcome).toBe('refused');
  });
  test('an item whose condition is false is not applicable and satisfies `after`', () => {
    const given = rules([item('a', { when: 'c' }), item('b', { after: ['a'] })], { conditions: { c: 'form.x' } });
    const played = new Played(given, submission({ facts: { c: false } }));
    expect(played.statuses).toEqual({ a: 'not-applicable', b: 'received' });
    played.grant('b');
    expect(played.state.outcome).toBe('granted');
  });
  test('already held and deselected items need no decision', () => {
    const given = rules([item('a', { heldBy: 'seal-record' }), item('b', { presence: 'optional' }), item('c')]);
    const played = new Played(given, submission({ held: ['a'], deselected: ['b'] }));
    expect(played.statuses).toEqual({ a: 'held', b: 'not-applicable', c: 'received' });
  });
  test('withdrawal ends what is not decided and keeps what was granted', () => {
    const played = new Played(chain());
    played.grant('first');
    played.do({ type: 'withdrawApplication' }, MONDAY + 2 * HOUR);
    expect(played.statuses).toEqual({ first: 'granted', second: 'cancelled', third: 'cancelled', aside: 'cancelled' });
    expect(played.state).toMatchObject({ status: 'closed', outcome: 'withdrawn' });
  });
  test('a newer material raises the revision of the open items that read it, not of their siblings', () => {
    const reads = { form: [], materials: ['m'] };
    const material = { id: 'm', name: text('m'), required: false, accepts: [], maxBytes: 1 };
    const played = new Played(rules([item('a', { reads }), item('b')], { materials: [material] }));
    played.do({ type: 'supplement', material: 'm', content: ref('new') });
    expect([played.state.items['a']!.revision, played.state.items['b']!.revision]).toEqual([2, 1]);
    const stale: Command = { type: 'decide', item: 'a', revision: 1, outcome: 'granted' };
    expect(refusal(() => played.do(stale))).toMatchObject({ code: 'item-changed', params: { seen: 1, now: 2 } });
    played.grant('b');
    expect(played.state.items['a']!.revision).toBe(2); // a sibling's decision does not raise it
  });
});

describe('receipt and acceptance', () => {
  const window = {
    receipt: { at: 'window' as const, expires: { limit: { amount: 30, unit: 'd' as const }, basis: text('rule') } },
  };
  test('nothing opens before the window has the papers; its clock starts with the receipt', () => {
    const played = new Played(rules([item('a')], window));
    expect(played.state.status).toBe('submitted');
    expect(refusal(() => played.grant('a')).code).toBe('item-not-open');
    played.do({ type: 'receive', organ: 'w' }, MONDAY + 24 * HOUR);
    played.time(MONDAY + 24 * HOUR);
    expect(played.state.clocks['a/committed']!.dueOn).toBe('2026-03-10');
    expect(refusal(() => played.do({ type: 'receive', organ: 'w' }, MONDAY + 25 * HOUR)).code).toBe(
      'case-already-received',
    );
  });
  test('papers not brought within the limit: expired, at the instant the limit ended', () => {
    const played = new Played(rules([item('a')], window));
    const events = played.time(MONDAY + 60 * 24 * HOUR);
    expect(events.filter((e) => e.type !== 'warned').map((e) => e.type)).toEqual([
      'overdue',
      'expired',
      'cancelled',
      'closed',
    ]);
    expect(new Date(played.state.closedAt!).toISOString()).toBe('2026-04-01T09:00:00.000Z'); // 17:00 of 1 April, when the counter closes
    expect(played.state.outcome).toBe('expired');
  });
  test('an item to be accepted can not be decided before, and its clock starts then', () => {
    const limits = { ...item('x').limits, starts: 'accepted' as const };
    const played = new Played(
      rules([item('a', { acceptance: 'item', limits }), item('b', { acceptance: 'onReceipt', limits })]),
    );
    expect(played.statuses).toEqual({ a: 'received', b: 'accepted' });
    expect(played.state.clocks['a/committed']).toBeUndefined();
    expect(refusal(() => played.grant('a')).code).toBe('item-not-open');
    played.do({ type: 'accept', item: 'a', organ: 'o' }, MONDAY + 48 * HOUR);
    expect(played.state.clocks['a/committed']!.dueOn).toBe('2026-03-11');
    played.grant('a', MONDAY + 49 * HOUR);
  });
  test('a declined acceptance needs reason and basis, and cancels what depends on it', () => {
    const played = new Played(rules([item('a', { acceptance: 'window' }), item('b', { after: ['a'] })]));
    const decline = { type: 'declineAcceptance', item: 'a', organ: 'o' } as const;
    expect(refusal(() => played.do(decline)).code).toBe('reason-missing');
    expect(refusal(() => played.do({ ...decline, reason: ref() })).code).toBe('legal-basis-missing');
    played.do({ ...decline, reason: ref(), legalBasis: 'Art. 32' });
    expect(played.statuses).toEqual({ a: 'declined', b: 'cancelled' });
    expect(played.state.outcome).toBe('refused');
  });
});

describe('nothing unknown, malformed, late or un-targeted ever approves', () => {
  const granted = (more: object): Command =>
    ({ type: 'decide', item: 'a', revision: 1, outcome: 'granted', ...more }) as Command;
  const cases: [string, Command, string][] = [
    ['an unknown item', granted({ item: 'nobody' }), 'item-not-found'],
    ['no item', granted({ item: undefined }), 'item-not-found'],
    ['an item of Object.prototype', granted({ item: 'constructor' }), 'item-not-found'],
    ['a waiting item', granted({ item: 'b' }), 'item-not-open'],
    ['an unknown outcome', granted({ outcome: 'approved' }), 'outcome-not-possible'],
    ['no outcome', granted({ outcome: undefined }), 'outcome-not-possible'],
    ['another revision', granted({ revision: 0 }), 'item-changed'],
    ['no revision', granted({ revision: undefined }), 'item-changed'],
    ['a dispatch that is not its own', granted({ dispatchId: 'b/1' }), 'dispatch-not-found'],
    ['a refusal without reason', granted({ outcome: 'refused', legalBasis: 'x' }), 'reason-missing'],
    ['a refusal without basis', granted({ outcome: 'refused', reason: ref(), legalBasis: ' ' }), 'legal-basis-missing'],
    ['a grant without its outputs', granted({ item: 'c' }), 'outputs-invalid'],
    [
      'a grant with a wrong check digit',
      granted({ item: 'c', outputs: { ref: ref(), values: { creditCode: '91310000MA1FL0000X' } } }),
      'outputs-invalid',
    ],
    [
      'a grant with an output nobody declared',
      granted({ outputs: { ref: ref(), values: { extra: 'x' } } }),
      'outputs-invalid',
    ],
    [
      'a refusal of what can not be refused',
      granted({ item: 'd', outcome: 'refused', reason: ref(), legalBasis: 'x' }),
      'outcome-not-possible',
    ],
  ];
  const outputs = [{ id: 'creditCode', label: text('c'), type: 'credit-code' as const }];
  const start = () =>
    new Played(
      rules([
        item('a'),
        item('b', { after: ['a'] }),
        item('c', { outputs }),
        item('d', { refusable: false, legalType: 'filing' }),
      ]),
    );
  test.each(cases)('%s', (_name, command, code) => {
    const played = start();
    const before = played.state;
    expect(refusal(() => played.do(command)).code).toBe(code);
    expect(played.state).toEqual(before);
  });
  test('a decision on a decided item names when and by which post', () => {
    const played = start();
    played.do(granted({ post: 'post-1' }), MONDAY + HOUR);
    expect(refusal(() => played.do(granted({}), MONDAY + 2 * HOUR))).toMatchObject({
      code: 'item-already-decided',
      params: { post: 'post-1', at: new Date(MONDAY + HOUR).toISOString() },
    });
  });
  test('a decision on a closed case', () => {
    const played = new Played(rules([item('a')]));
    played.do(granted({ post: 'post-1' }), MONDAY + HOUR);
    expect(refusal(() => played.grant('a'))).toMatchObject({ code: 'case-closed', params: { post: 'post-1' } });
  });
  test('a fact nobody knows refuses the submission', () => {
    const given = { plan: plan([item('a', { when: 'c' })]), calendar: chain().calendar };
    expect(refusal(() => new Played(given)).code).toBe('facts-unknown');
  });
  test('choices the definition does not offer', () => {
    expect(refusal(() => new Played(rules([item('a')]), submission({ deselected: ['a'] }))).code).toBe(
      'choice-not-possible',
    );
    expect(refusal(() => new Played(rules([item('a')]), submission({ held: ['a'] }))).code).toBe('choice-not-possible');
    expect(refusal(() => new Played(rules([item('a')]), submission({ held: ['z'] }))).code).toBe('item-not-found');
  });
  test('the same case twice', () => {
    const played = new Played(rules([item('a')]));
    expect(refusal(() => played.do(submission())).code).toBe('case-exists');
  });
});
