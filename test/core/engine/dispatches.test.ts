import { describe, expect, test } from '@jest/globals';
import { agenda } from '../../../core/engine/agenda.ts';
import { HOUR, item, MONDAY, Played, ref, rules } from './fixtures.ts';

const start = () => new Played(rules([item('bank', { system: 'bank', legalType: 'market-service' }), item('other')]));
const calls = (p: Played) => agenda(p.rules.plan, p.state).dispatch.map((d) => `${d.kind} ${d.id}`);
const answer = { type: 'decide', item: 'bank', revision: 1, outcome: 'granted', dispatchId: 'bank/1' } as const;

describe('calls to a department’s own system', () => {
  test('asked from the opening on, until acknowledged', () => {
    const played = start();
    expect(calls(played)).toEqual(['request bank/1']);
    expect(agenda(played.rules.plan, played.state).dispatch[0]!.until).toBe(
      played.state.clocks['bank/committed']!.dueAt,
    );
    played.do({ type: 'acknowledgeDispatch', dispatchId: 'bank/1' });
    expect(calls(played)).toEqual([]);
    expect(played.do({ type: 'acknowledgeDispatch', dispatchId: 'bank/1' })).toEqual([]);
  });
  test('its answer decides; an acknowledgement that comes after it changes nothing', () => {
    const played = start();
    expect(played.do(answer).map((e) => e.type)).toEqual(['decided', 'dispatchAnswered']);
    expect(played.do({ type: 'acknowledgeDispatch', dispatchId: 'bank/1' })).toEqual([]);
    expect(calls(played)).toEqual([]);
  });
  test('a failure approves nothing: the item stays open for people', () => {
    const played = start();
    played.do({ type: 'reportDispatchFailure', dispatchId: 'bank/1', code: 'unreachable' });
    expect(played.state.items['bank']).toMatchObject({ status: 'received', dispatch: { status: 'failed' } });
    expect(calls(played)).toEqual([]);
  });
  test('tried again by an operator: only what failed, the request while the item waits, the recall also later', () => {
    const played = start();
    const retry = { type: 'retryDispatch', dispatchId: 'bank/1' } as const;
    expect(() => played.do(retry)).toThrow(/dispatch-not-open/);
    played.do({ type: 'reportDispatchFailure', dispatchId: 'bank/1', code: 'unreachable' });
    expect(played.do(retry).map((e) => e.type)).toEqual(['dispatchRetried']);
    expect(calls(played)).toEqual(['request bank/1']);
    played.do({ type: 'withdrawApplication' }, MONDAY + HOUR);
    played.do({ type: 'reportRecallFailure', dispatchId: 'bank/1', code: 'unreachable' });
    expect(played.do(retry, MONDAY + 30 * HOUR).map((e) => e.type)).toEqual(['dispatchRecalled']);
    expect(agenda(played.rules.plan, played.state).dispatch[0]).toMatchObject({ id: 'bank/1/recall' });
    expect(agenda(played.rules.plan, played.state).dispatch[0]!.until).toBe(MONDAY + 54 * HOUR);
    expect(() => played.do(retry)).toThrow(/dispatch-not-open/);
  });
  test.each(['pending', 'acknowledged', 'failed'])(
    'decided by a person while %s: recalled, until that is confirmed',
    (status) => {
      const played = start();
      if (status === 'acknowledged') played.do({ type: 'acknowledgeDispatch', dispatchId: 'bank/1' });
      if (status === 'failed') played.do({ type: 'reportDispatchFailure', dispatchId: 'bank/1', code: 'x' });
      played.grant('bank');
      expect(calls(played)).toEqual(['recall bank/1/recall']);
      played.do({ type: 'confirmRecall', dispatchId: 'bank/1' });
      expect(calls(played)).toEqual([]);
      expect(played.do({ type: 'confirmRecall', dispatchId: 'bank/1' })).toEqual([]);
    },
  );
  test('a withdrawn case recalls what was asked, and only then rests', () => {
    const played = start();
    played.do({ type: 'withdrawApplication' }, MONDAY + HOUR);
    expect(calls(played)).toEqual(['recall bank/1/recall']);
    expect(agenda(played.rules.plan, played.state).idle).toBe(false);
    played.do({ type: 'reportRecallFailure', dispatchId: 'bank/1', code: 'unreachable' }); // in a closed case
    expect(agenda(played.rules.plan, played.state).idle).toBe(true);
  });
  test('a report of an unknown dispatch is refused', () => {
    expect(() => start().do({ type: 'acknowledgeDispatch', dispatchId: 'nobody/1' })).toThrow(/dispatch-not-found/);
  });
  test('an item that is to be accepted asks its system only then; a declined one never', () => {
    const limits = { ...item('x').limits, starts: 'accepted' as const };
    const given = () => new Played(rules([item('bank', { system: 'bank', acceptance: 'item', limits })]));
    const accepted = given();
    expect(calls(accepted)).toEqual([]);
    accepted.do({ type: 'accept', item: 'bank', organ: 'o' });
    expect(calls(accepted)).toEqual(['request bank/1']);
    expect(Number.isFinite(agenda(accepted.rules.plan, accepted.state).dispatch[0]!.until)).toBe(true);
    const declined = given();
    declined.do({ type: 'declineAcceptance', item: 'bank', organ: 'o', reason: ref(), legalBasis: 'Art. 32' });
    expect(calls(declined)).toEqual([]);
    expect(agenda(declined.rules.plan, declined.state).idle).toBe(true);
  });
});
