import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, test } from '@jest/globals';
import { parseSystemAnswer } from '../../activities/system-answer.ts';
import { toId, useBank } from './bank-desk.ts';

const desk = useBank();

describe('a callback', () => {
  const promised = { status: 202, text: '{"acknowledged":true}' };

  test('comes after the 202, signed, once, however often the bank is asked', async () => {
    desk.bank.control('callback');
    expect(await desk.ask()).toEqual(promised);
    const answered = performance.now();
    expect(await desk.ask()).toEqual(promised);
    const [answer] = await desk.callbacks(1);
    expect(parseSystemAnswer(JSON.stringify(answer))?.outcome).toBe('granted');
    expect(desk.received[0]).toMatchObject({
      path: `/api/callbacks/${toId(1)}`,
      verified: { ok: true, keyId: 'bank-1' },
    });
    expect(desk.received[0]!.at).toBeGreaterThan(answered);
    expect(desk.bank.log().callbacks).toEqual([
      { dispatchId: toId(1), answerId: answer!.answerId, outcome: 'approved', status: 204 },
    ]);
  });

  test('before the answer', async () => {
    desk.bank.control('callback-before-answer');
    expect(await desk.ask()).toEqual(promised);
    const answered = performance.now();
    await desk.callbacks(1);
    expect(desk.received[0]!.at).toBeLessThan(answered);
  });

  test('twice', async () => {
    desk.bank.control('duplicate-callback');
    await desk.ask();
    const [first, second] = await desk.callbacks(2);
    expect(second).toEqual(first);
    expect(desk.received.map((r) => r.verified.ok)).toEqual([true, true]);
  });

  test('late: when it is told to, recall or not', async () => {
    desk.bank.control('late-callback');
    expect(await desk.ask()).toEqual(promised);
    await desk.recall();
    await desk.callbacks(0);
    const sent = await fetch(`${desk.bank.url}/control/send`, { method: 'POST' });
    expect(await sent.json()).toEqual({ sent: 1 });
    await desk.callbacks(1);
    expect(await desk.bank.send()).toBe(0);
  });

  test('contradicting', async () => {
    desk.bank.control('contradicting-callback');
    await desk.ask();
    const [first, second] = await desk.callbacks(2);
    expect([first!.outcome, second!.outcome]).toEqual(['approved', 'refused']);
    expect(second!.answerId).not.toBe(first!.answerId);
    expect(desk.received.map((r) => r.verified.ok)).toEqual([true, true]);
  });

  test('forged', async () => {
    desk.bank.control('forged-callback');
    await desk.ask();
    await desk.callbacks(1);
    expect(desk.received[0]!.verified).toEqual({ ok: false, why: 'signature' });
  });

  test('replayed', async () => {
    desk.bank.control('replayed-callback');
    await desk.ask();
    await desk.callbacks(2);
    const [first, second] = desk.received.map(({ raw, headers }) => [
      raw,
      headers['lianban-timestamp'],
      headers['lianban-signature'],
    ]);
    expect(second).toEqual(first);
    expect(desk.received[1]!.verified.ok).toBe(true);
  });

  test('old', async () => {
    desk.bank.control('old-callback');
    await desk.ask();
    await desk.callbacks(1);
    expect(desk.received[0]!.verified).toEqual({ ok: false, why: 'timestamp-far' });
  });

  test('is sent again, signed anew, while Lianban is away; a refusal ends it', async () => {
    desk.statuses = [503, 409];
    desk.bank.control('callback');
    await desk.ask();
    await desk.callbacks(2);
    expect(desk.bank.log().callbacks.map((c) => c.status)).toEqual([503, 409]);
    expect(desk.received[1]!.headers['lianban-timestamp']).not.toBe(desk.received[0]!.headers['lianban-timestamp']);
  });

  test('does not come after a recall', async () => {
    desk.bank.control('callback', { delayMs: 100 });
    await desk.ask();
    expect(await desk.recall()).toEqual({ status: 204, text: '' });
    await sleep(150);
    await desk.callbacks(0);
    expect(desk.bank.log().recalls).toMatchObject([
      { dispatchId: toId(1), idempotencyKey: 'case1/bank-account/1/recall', status: 204 },
    ]);
  });

  test('does not outlive the bank', async () => {
    desk.bank.control('callback', { delayMs: 60_000 });
    await desk.ask();
    await desk.bank.stop();
    expect(desk.received).toEqual([]);
  });
});
