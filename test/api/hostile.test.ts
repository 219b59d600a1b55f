// Requests that nobody sends by mistake: each is refused with a problem, none makes a failure of ours, none is told what it did not know.
import net from 'node:net';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { signMessage } from '../../activities/signature.ts';
import { item, plan, text } from '../core/engine/fixtures.ts';
import { BANK_KEY, createTestApp, type TestApp } from '../support/test-app.ts';
import { fiveInParallel, requestOf } from '../support/test-ledger.ts';
import { publishTestPlan } from '../support/test-plans.ts';

let a: TestApp;
const field = (id: string) => ({ id, type: 'text' as const, label: text(id), required: false });
const form = { groups: [{ id: 'g', label: text('g'), fields: [field('subject'), field('applicantName')] }] };
beforeAll(async () => {
  a = await createTestApp();
  await publishTestPlan(a.t.database, plan([item('bank', { system: 'bank' })], { matter: 'banked', form }));
});
afterAll(() => a.close());

const submit = async () => {
  const { body } = await a.call('wang-xiaoming', 'POST', '/api/cases', fiveInParallel());
  await a.t.ledger.advance(body.caseNo);
  return body.caseNo as string;
};
const taskOf = async (caseNo: string) => (await a.call('officer-a', 'GET', `/api/tasks?case=${caseNo}`)).body.tasks[0];
const malformed = { status: 400, body: { code: 'request-malformed' } };

describe('content', () => {
  test('as wide as the body limit lets it be is read, and refused for what it says', async () => {
    const wide = { ...fiveInParallel(), form: { applicantName: Array(400_000).fill(0), subject: 'x' } };
    expect(await a.call('wang-xiaoming', 'POST', '/api/cases', wide)).toMatchObject({
      status: 422,
      body: { code: 'form-invalid', faults: [{ pointer: '/form/applicantName' }] },
    });
  });
  test('of 500,000 open brackets is refused', async () => {
    const json = { 'content-type': 'application/json' };
    expect(await a.call('wang-xiaoming', 'POST', '/api/cases', '['.repeat(500_000), json)).toMatchObject(malformed);
    const closed = '['.repeat(250_000) + ']'.repeat(250_000);
    expect(await a.call('wang-xiaoming', 'POST', '/api/cases', closed, json)).toMatchObject(malformed);
  });
  test.each([
    ['U+0000', 'a\\u0000b'],
    ['half a character', 'a\\ud800b'],
  ])('with %s in a text is refused wherever it stands, and told where', async (_what, bad) => {
    const task = await taskOf(await submit());
    const json = { 'content-type': 'application/json' };
    const send = (url: string, who: string, body: string) => a.call(who, 'POST', url, body, json);
    const decision = `/api/tasks/${task.id}/decision`;
    for (const member of ['reason', 'legalBasis']) {
      const body = `{"revision":1,"outcome":"refused","reason":"x","legalBasis":"y","${member}":"${bad}"}`;
      const answer = await send(decision, 'officer-a', body);
      expect(answer).toMatchObject({ ...malformed, body: { faults: [{ pointer: `/${member}`, code: 'not-text' }] } });
    }
    expect(
      await send('/api/cases', 'wang-xiaoming', `{"matter":"five-in-parallel","form":{"${bad}":1}}`),
    ).toMatchObject({
      ...malformed,
      body: { faults: [{ pointer: '/form' }] },
    });
    expect(await a.call('officer-a', 'GET', `/api/tasks?case=%00`)).toMatchObject(malformed);
    expect((await a.call('officer-a', 'GET', `/api/tasks/${task.id}`)).body).toMatchObject({ status: 'open' });
  });
  test('the same in the signed answer of a system', async () => {
    const submission = { ...fiveInParallel(), matter: 'banked' };
    const { caseNo } = await a.t.ledger.submit(requestOf('wang-xiaoming'), submission);
    await a.t.ledger.advance(caseNo);
    const rawBody = '{"answerId":"bank:1","outcome":"refused","reason":{"text":"x"},"legalBasis":"a\\u0000"}';
    const headers = { 'content-type': 'application/json', ...signMessage(BANK_KEY, rawBody, Date.now()) };
    expect(await a.call(undefined, 'POST', `/api/callbacks/${caseNo}.bank.1`, rawBody, headers)).toMatchObject(
      malformed,
    );
  });
});

describe('an address', () => {
  test.each(['/api/cases/%E0%A4%A', `/api/tasks/${'CANARY'.repeat(40)}`])('that is none: %s', async (url) => {
    const { status, body, headers } = await a.call('wang-xiaoming', 'GET', url);
    expect([status, body.code, headers['content-type']]).toEqual([
      400,
      'request-malformed',
      'application/problem+json',
    ]);
    expect(JSON.stringify(body)).not.toContain('CANARY');
  });
});

describe('a connection', () => {
  const speak = async (said: string) => {
    const address = new URL(await a.app.listen({ port: 0, host: '127.0.0.1' }).catch(() => url()));
    return new Promise<string>((resolve, reject) => {
      const socket = net.connect(Number(address.port), address.hostname, () => socket.write(said));
      let answer = '';
      socket.on('data', (chunk) => (answer += chunk.toString()));
      socket.on('end', () => resolve(answer));
      socket.on('error', reject);
    });
  };
  const url = () => `http://127.0.0.1:${(a.app.server.address() as net.AddressInfo).port}`;
  test.each([
    ['no HTTP', 'hello\r\n\r\n'],
    ['headers without end', `GET /healthz HTTP/1.1\r\nhost: x\r\nx-much: ${'x'.repeat(40_000)}\r\n\r\n`],
  ])('that says %s is answered with a problem and ended', async (_what, said) => {
    const [head, body] = (await speak(said)).split('\r\n\r\n');
    expect(head).toContain('400 Bad Request');
    expect(head).toContain('application/problem+json');
    expect(JSON.parse(body!)).toMatchObject({
      status: 400,
      code: 'request-malformed',
      titles: { zh: '请求格式不正确' },
    });
  });
});

describe('a stranger', () => {
  test('hears of a task what he hears of none, whatever he tries', async () => {
    const { id } = await taskOf(await submit());
    const none = '01890000-0000-7000-8000-000000000000';
    const grant = { revision: 1, outcome: 'granted' };
    for (const [verb, body] of [
      ['claim'],
      ['release'],
      ['decision', grant],
      ['acceptance', { outcome: 'accept' }],
    ] as const) {
      const told = [];
      for (const task of [id, none]) {
        const answer = await a.call('li-na', 'POST', `/api/tasks/${task}/${verb}`, body);
        told.push([answer.status, answer.body.code, answer.body.detail]);
      }
      expect(told[0]).toEqual(told[1]);
      expect(told[0]![0]).toBe(404);
    }
  });
});

describe('too many requests', () => {
  test('are told when to come again, and nobody else is held up', async () => {
    const few = await createTestApp({ rateLimit: 1 });
    await few.call('li-na', 'GET', '/api/me');
    const { status, headers, body } = await few.call('li-na', 'GET', '/api/me');
    expect([status, body.code]).toEqual([429, 'too-many-requests']);
    expect(Number(headers['retry-after'])).toBeGreaterThan(30);
    expect((await few.call('wang-xiaoming', 'GET', '/api/me')).status).toBe(200);
    await few.close({ cases: 'none' });
  });
});

describe('a submission sent again', () => {
  test('is answered as it was, though the form has changed since', async () => {
    const simple = (version: string, required: boolean) =>
      plan([item('x')], {
        matter: 'changing',
        version,
        form: { groups: [{ id: 'g', label: text('g'), fields: [field('subject'), { ...field('more'), required }] }] },
      });
    await publishTestPlan(a.t.database, simple('1.0.0', false));
    const body = { ...fiveInParallel(), matter: 'changing', form: { subject: 'x' } };
    const key = { 'idempotency-key': 'sent-before-the-change' };
    const first = await a.call('wang-xiaoming', 'POST', '/api/cases', body, key);
    await publishTestPlan(a.t.database, simple('1.1.0', true));
    const again = await a.call('wang-xiaoming', 'POST', '/api/cases', body, key);
    expect([first.status, again.status, again.body.caseNo]).toEqual([201, 201, first.body.caseNo]);
    expect((await a.call('wang-xiaoming', 'POST', '/api/cases', body)).body.code).toBe('form-invalid');
    const other = { ...body, form: { subject: 'another' } };
    expect((await a.call('wang-xiaoming', 'POST', '/api/cases', other, key)).body.code).toBe('idempotency-key-reused');
  });
});

describe('an organ', () => {
  test('whose item does not apply sees nothing of the case', async () => {
    const items = [item('asked'), item('spared', { presence: 'optional' })];
    await publishTestPlan(a.t.database, plan(items, { matter: 'sparing', form }));
    const body = { ...fiveInParallel(), matter: 'sparing', deselected: ['spared'] };
    const { caseNo } = (await a.call('wang-xiaoming', 'POST', '/api/cases', body)).body;
    const seen = (organ: string) => a.call(`${organ}-officer`, 'GET', `/api/cases/${caseNo}`);
    expect((await seen('asked-organ')).status).toBe(200);
    expect(await seen('spared-organ')).toMatchObject({ status: 404, body: { code: 'case-not-found' } });
  });
});
