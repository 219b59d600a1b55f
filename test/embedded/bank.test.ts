import { describe, expect, test } from '@jest/globals';
import { parseSystemAnswer } from '../../activities/system-answer.ts';
import { BANK_MODES } from '../../embedded/bank-answers.ts';
import { BANKS, CANARY, NEXT, OURS, toId, useBank } from './bank-desk.ts';

const desk = useBank();

describe('an answer at once', () => {
  test('approves with an invented account number, in the form an answer has', async () => {
    const { status, text } = await desk.ask();
    expect(status).toBe(200);
    expect(parseSystemAnswer(text)).toMatchObject({
      outcome: 'granted',
      outputs: { accountNumber: expect.stringMatching(/^0000\d{12}$/) },
    });
  });

  test('refuses with reason and basis', async () => {
    desk.bank.control('refuse');
    expect(parseSystemAnswer((await desk.ask()).text)).toMatchObject({
      outcome: 'refused',
      reason: expect.stringContaining(CANARY),
      legalBasis: expect.any(String),
    });
  });

  test('yields the outputs it is told to', async () => {
    desk.bank.control('immediate', { outputs: { accountNumber: '42' } });
    expect(parseSystemAnswer((await desk.ask()).text)?.outputs).toEqual({ accountNumber: '42' });
  });

  test('is the same for the same key, whatever the mode is by then, and another for another round', async () => {
    const first = await desk.ask();
    for (const mode of ['refuse', 'callback', 'slow'] as const) {
      desk.bank.control(mode);
      expect(await desk.ask()).toEqual(first);
    }
    desk.bank.control('immediate');
    expect((await desk.ask(2)).text).not.toBe(first.text);
    expect(desk.received).toEqual([]);
  });

  test('is the same after a restart', async () => {
    const first = await desk.ask();
    await desk.bank.stop();
    desk.bank = await desk.start();
    expect(await desk.ask()).toEqual(first);
  });
});

describe('the bank takes nothing', () => {
  test('that Lianban did not sign', async () => {
    for (const key of [
      { id: OURS.id, secret: 'forged' },
      { id: 'stranger', secret: OURS.secret },
    ])
      expect(await desk.ask(1, key)).toEqual({ status: 401, text: '' });
    expect((await desk.send('/recalls', {}, 'x', BANKS)).status).toBe(401);
    expect((await fetch(`${desk.bank.url}/requests`, { method: 'POST', body: '{}' })).status).toBe(401);
    expect((await desk.ask(1, NEXT)).status).toBe(200); // the key that comes next
  });

  test.each([
    ['no object', [], 'case1/bank-account/1'],
    ['another key', undefined, 'case1/bank-account/2'],
    ['another item', { item: 'tax' }, 'case1/bank-account/1'],
    ['no callback', { callbackUrl: undefined }, 'case1/bank-account/1'],
    ['no form', { form: undefined }, 'case1/bank-account/1'],
    ['no round', { dispatchId: 'case1.bank-account' }, 'case1/bank-account'],
  ])('that is not a request: %s', async (_, change, key) => {
    const message = Array.isArray(change) ? change : { ...desk.toMessage(1), ...change };
    expect((await desk.send('/requests', message, key)).status).toBe(400);
    expect(desk.bank.log().requests).toMatchObject([{ status: 400 }]);
  });
});

describe('what goes wrong', () => {
  test('down: the connection breaks, for requests and recalls, until it is up again', async () => {
    desk.bank.control('down');
    await expect(desk.ask()).rejects.toThrow('fetch failed');
    await expect(desk.recall()).rejects.toThrow('fetch failed');
    desk.bank.control('immediate');
    expect((await desk.ask()).status).toBe(200);
    expect(desk.bank.log().requests.map((r) => [r.mode, r.status, r.idempotencyKey])).toEqual([
      ['down', 0, 'case1/bank-account/1'],
      ['immediate', 200, 'case1/bank-account/1'],
    ]);
  });

  test('slow: the answer comes after the delay', async () => {
    desk.bank.control('slow', { delayMs: 150 });
    const began = performance.now();
    expect(parseSystemAnswer((await desk.ask()).text)?.outcome).toBe('granted');
    expect(performance.now() - began).toBeGreaterThan(145);
  });

  test('error500 and wrong-body carry the canary, and no answer', async () => {
    desk.bank.control('error500');
    expect(await desk.ask()).toEqual({ status: 500, text: expect.stringContaining(CANARY) });
    expect((await desk.recall()).status).toBe(500);
    desk.bank.control('wrong-body');
    const { status, text } = await desk.ask();
    expect([status, text.includes(CANARY), parseSystemAnswer(text)]).toEqual([200, true, undefined]);
    desk.bank.control('wrong-body', { body: '{"outcome":"perhaps"}' });
    expect((await desk.ask()).text).toBe('{"outcome":"perhaps"}');
    desk.bank.control('immediate');
    expect(parseSystemAnswer((await desk.ask()).text)?.outcome).toBe('granted'); // nothing was decided meanwhile
  });
});

describe('control over HTTP', () => {
  const control = (body: object) => fetch(`${desk.bank.url}/control`, { method: 'POST', body: JSON.stringify(body) });

  test.each(BANK_MODES)('knows %s', async (mode) => {
    expect((await control({ mode })).status).toBe(204);
    expect(desk.bank.log().mode).toBe(mode);
  });

  test('refuses what it does not know', async () => {
    for (const body of [{}, { mode: 'kind' }, { mode: 'slow', delayMs: 'long' }, { mode: 'slow', until: 'noon' }])
      expect((await control(body)).status).toBe(400);
    expect(desk.bank.log().mode).toBe('immediate');
    expect((await fetch(`${desk.bank.url}/elsewhere`)).status).toBe(404);
  });

  test('shows what the bank saw: names of fields, no values', async () => {
    await desk.ask();
    const text = await (await fetch(`${desk.bank.url}/control/log`)).text();
    expect(JSON.parse(text)).toEqual({
      mode: 'immediate',
      requests: [
        {
          dispatchId: toId(1),
          idempotencyKey: 'case1/bank-account/1',
          fields: ['companyName'],
          mode: 'immediate',
          status: 200,
        },
      ],
      recalls: [],
      callbacks: [],
    });
    expect(text).not.toContain('示例公司');
  });
});
