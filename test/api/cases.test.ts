import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { createTestApp, type TestApp } from '../support/test-app.ts';
import { fiveInParallel } from '../support/test-ledger.ts';

let a: TestApp;
beforeAll(async () => {
  a = await createTestApp();
});
afterAll(() => a.close());

const submit = async (person = 'wang-xiaoming') => {
  const { status, body } = await a.call(person, 'POST', '/api/cases', fiveInParallel());
  expect(status).toBe(201);
  await a.t.ledger.advance(body.caseNo);
  return body.caseNo as string;
};
const taskOf = async (caseNo: string, officer: string) =>
  (await a.call(officer, 'GET', `/api/tasks?case=${caseNo}`)).body.tasks[0];

describe('the main job over HTTP', () => {
  test('submit, five decisions, results', async () => {
    const answer = await a.call('wang-xiaoming', 'POST', '/api/cases', fiveInParallel());
    expect(answer.status).toBe(201);
    expect(answer.headers['location']).toBe(`/api/cases/${answer.body.caseNo}`);
    expect(a.woken).toContainEqual(expect.objectContaining({ caseNo: answer.body.caseNo, matter: 'five-in-parallel' }));
    const { caseNo } = answer.body;
    await a.t.ledger.advance(caseNo);
    for (const letter of ['a', 'b', 'c', 'd', 'e']) {
      const task = await taskOf(caseNo, `officer-${letter}`);
      expect(task).toMatchObject({
        item: `item-${letter}`,
        stage: 'decide',
        status: 'open',
        light: 'green',
        claim: null,
      });
      const decided = await a.call(`officer-${letter}`, 'POST', `/api/tasks/${task.id}/decision`, {
        revision: task.revision,
        outcome: 'granted',
      });
      expect(decided).toMatchObject({ status: 200, body: { status: 'done' } });
    }
    const { body } = await a.call('wang-xiaoming', 'GET', `/api/cases/${caseNo}?live=true`);
    expect(body).toMatchObject({ status: 'closed', outcome: 'granted', statusName: { zh: '全部办成' }, live: null });
    expect(body.items.map((i: { statusName: { zh: string } }) => i.statusName.zh)).toEqual(Array(5).fill('准予许可'));
    const timeline = (await a.call('wang-xiaoming', 'GET', `/api/cases/${caseNo}/timeline`)).body.events;
    expect(timeline.at(-1).words.zh).toBe('办结：全部办成');
    expect(timeline.find((e: { type: string }) => e.type === 'decided').by).toEqual({
      kind: 'post',
      post: 'dept-a-officer',
    });
    const clocks = (await a.call('wang-xiaoming', 'GET', `/api/cases/${caseNo}/clock`)).body.clocks;
    expect(clocks).toHaveLength(16); // the case's; of each licence committed, statutory, delivery
    expect(clocks[0].words.zh).toMatch(/起算（当日不计），期限/);
    expect((await a.call('wang-xiaoming', 'GET', `/api/cases/${caseNo}/results`)).body.items).toHaveLength(5);
  });
  test('a refusal says why, by which law, and what the applicant may do', async () => {
    const caseNo = await submit();
    const task = await taskOf(caseNo, 'officer-a');
    const url = `/api/tasks/${task.id}/decision`;
    expect((await a.call('officer-a', 'POST', url, { revision: 1, outcome: 'refused' })).body.code).toBe(
      'reason-missing',
    );
    expect(
      (await a.call('officer-a', 'POST', url, { revision: 1, outcome: 'refused', reason: '材料不实' })).body.code,
    ).toBe('legal-basis-missing');
    await a.call('officer-a', 'POST', url, {
      revision: 1,
      outcome: 'refused',
      reason: '材料不实',
      legalBasis: '行政许可法第三十八条',
    });
    const { body } = await a.call('wang-xiaoming', 'GET', `/api/cases/${caseNo}/results`);
    expect(body.items[0]).toMatchObject({
      status: 'refused',
      reason: '材料不实',
      legalBasis: '行政许可法第三十八条',
      remedies: { suit: { zh: expect.any(String) } },
    });
  });
  test('claim and release over HTTP; the loser hears by which post', async () => {
    const caseNo = await submit();
    const task = await taskOf(caseNo, 'officer-a');
    expect((await a.call('officer-a', 'POST', `/api/tasks/${task.id}/claim`)).body.claim).toMatchObject({
      mine: true,
      post: 'dept-a-officer',
    });
    expect(
      (await a.call('officer-a', 'GET', '/api/tasks?claimed=mine')).body.tasks.map((t: { id: string }) => t.id),
    ).toContain(task.id);
    expect((await a.call('officer-a', 'POST', `/api/tasks/${task.id}/release`)).body.claim).toBeNull();
    await a.call('officer-a', 'POST', `/api/tasks/${task.id}/decision`, { revision: 1, outcome: 'granted' });
    const second = await a.call('officer-a', 'POST', `/api/tasks/${task.id}/decision`, {
      revision: 1,
      outcome: 'granted',
    });
    expect(second).toMatchObject({
      status: 409,
      body: { code: 'item-already-decided', params: { post: 'dept-a-officer' } },
    });
  });
  test('withdrawal', async () => {
    const caseNo = await submit();
    const { status, body } = await a.call('wang-xiaoming', 'POST', `/api/cases/${caseNo}/withdrawal`, {
      reason: '不办了',
    });
    expect(status).toBe(200);
    expect(body).toMatchObject({ status: 'closed', outcome: 'withdrawn' });
    expect(body.items[0].because.zh).toContain('撤回');
  });
});

describe('who may', () => {
  test('nobody without a good token', async () => {
    const caseNo = await submit();
    expect(await a.call(undefined, 'GET', `/api/cases/${caseNo}`)).toMatchObject({
      status: 401,
      body: { code: 'not-signed-in' },
    });
    const forged = (await a.token('wang-xiaoming')).replace(/\.[^.]+$/, `.${'A'.repeat(86)}`);
    for (const token of [forged, 'nonsense', 'a.b.c'])
      expect(await a.call(undefined, 'GET', '/api/me', undefined, { authorization: `Bearer ${token}` })).toMatchObject({
        status: 401,
        body: { code: 'token-invalid' },
      });
    const [, payload] = (await a.token('wang-xiaoming')).split('.');
    const none = `${Buffer.from('{"alg":"none"}').toString('base64url')}.${payload}.`;
    expect((await a.call(undefined, 'GET', '/api/me', undefined, { authorization: `Bearer ${none}` })).status).toBe(
      401,
    );
  });
  test('an applicant sees his own cases only; a foreign one looks like none', async () => {
    const caseNo = await submit();
    for (const path of ['', '/timeline', '/clock', '/results']) {
      const foreign = await a.call('li-na', 'GET', `/api/cases/${caseNo}${path}`);
      const none = await a.call('li-na', 'GET', `/api/cases/${caseNo.slice(0, -2)}00${path}`);
      expect([foreign.status, foreign.body.code, foreign.body.detail]).toEqual([
        none.status,
        none.body.code,
        none.body.detail,
      ]);
      expect(foreign.status).toBe(404);
    }
    const mine = (await a.call('li-na', 'GET', '/api/cases')).body.cases;
    expect(mine.map((c: { caseNo: string }) => c.caseNo)).not.toContain(caseNo);
    expect((await a.call('li-na', 'POST', `/api/cases/${caseNo}/withdrawal`, {})).status).toBe(404);
  });
  test('an officer sees the tasks of his organ, and of the form only what his item reads', async () => {
    const caseNo = await submit();
    const task = await taskOf(caseNo, 'officer-a');
    const { body } = await a.call('officer-a', 'GET', `/api/tasks/${task.id}`);
    expect(body.form.length).toBeGreaterThan(0);
    expect(await a.call('officer-b', 'GET', `/api/tasks/${task.id}`)).toMatchObject({ status: 404 });
    expect(
      await a.call('officer-b', 'POST', `/api/tasks/${task.id}/decision`, { revision: 1, outcome: 'granted' }),
    ).toMatchObject({ status: 403, body: { code: 'post-not-held' } });
    expect(await a.call('wang-xiaoming', 'GET', '/api/tasks')).toMatchObject({ status: 403 });
    expect(
      await a.call('wang-xiaoming', 'POST', `/api/tasks/${task.id}/decision`, { revision: 1, outcome: 'granted' }),
    ).toMatchObject({ status: 403 });
  });
  test('incidents and metrics are the operator’s; the system administrator can not read cases', async () => {
    const caseNo = await submit();
    expect((await a.call('guo-bin', 'GET', '/api/incidents')).status).toBe(200);
    expect((await a.call('officer-a', 'GET', '/api/incidents')).status).toBe(403);
    expect((await a.call('guo-bin', 'GET', `/api/cases/${caseNo}`)).status).toBe(404);
    const metrics = await a.call('guo-bin', 'GET', '/metrics');
    expect(metrics.body).toContain('lianban_http_request_seconds');
    expect(metrics.body).toContain('lianban_database_up 1');
    expect((await a.call(undefined, 'GET', '/metrics')).status).toBe(401);
    expect((await a.call('officer-a', 'GET', '/metrics')).status).toBe(403);
  });
  test('me', async () => {
    expect((await a.call('officer-a', 'GET', '/api/me')).body).toMatchObject({
      personId: 'officer-a',
      posts: [{ postId: 'dept-a-officer', role: 'decider' }],
    });
  });
});

describe('lists', () => {
  test('pages of my cases and of the inbox hold everything once, newest and most urgent first', async () => {
    for (let i = 0; i < 7; i += 1) await submit('li-na');
    for (const [person, list, key] of [
      ['li-na', 'cases', 'caseNo'],
      ['officer-c', 'tasks', 'id'],
    ] as const) {
      const seen: string[] = [];
      for (let next: string | null = ''; next !== null;) {
        const { body, status } = await a.call(person, 'GET', `/api/${list}?limit=3${next && `&cursor=${next}`}`);
        expect(status).toBe(200);
        seen.push(...body[list].map((x: Record<string, string>) => x[key]));
        next = body.next;
      }
      expect(new Set(seen).size).toBe(seen.length);
      expect(seen.length).toBeGreaterThanOrEqual(7);
    }
  });
  test('a cursor of another list, or a built one, is refused', async () => {
    const { body } = await a.call('li-na', 'GET', '/api/cases?limit=1');
    expect((await a.call('officer-c', 'GET', `/api/tasks?cursor=${body.next}`)).body.code).toBe('request-malformed');
    expect((await a.call('li-na', 'GET', '/api/cases?cursor=abc.def')).status).toBe(400);
  });
  test('filters and the capped count', async () => {
    const { body } = await a.call(
      'officer-c',
      'GET',
      '/api/tasks?matter=five-in-parallel&stage=decide&light=green&claimed=nobody',
    );
    expect(body.count.value).toBeGreaterThanOrEqual(7);
    expect(body.count.capped).toBe(false);
    expect((await a.call('officer-c', 'GET', '/api/tasks?light=red')).body.tasks).toEqual([]);
    expect((await a.call('officer-c', 'GET', '/api/tasks?claimed=mine')).body.count).toEqual({
      value: 0,
      capped: false,
    });
  });
});
