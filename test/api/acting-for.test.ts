// Acting for another: representatives, agents in several levels, the window; helpers and co-applicants of a case.
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { createTestApp, type TestApp } from '../support/test-app.ts';
import { fiveInParallel } from '../support/test-ledger.ts';

let a: TestApp;
beforeAll(async () => {
  a = await createTestApp();
});
afterAll(() => a.close());

const COMPANY = { 'lianban-on-behalf-of': 'demo-company' };
const forWhom = (person: string) => ({ 'lianban-on-behalf-of': person });
const submit = (who: string, headers = {}) => a.call(who, 'POST', '/api/cases', fiveInParallel(), headers);
const grant = (who: string, body: object) =>
  a.call(who, 'POST', '/api/authorisations', { matters: ['*'], actions: ['submit', 'read'], ...body });
const revoke = (who: string, id: string) => a.call(who, 'POST', `/api/authorisations/${id}/revocation`);
const actorOf = async (caseNo: string) =>
  (await a.t.database.pool.query(`select actor from events where case_no = $1 and type = 'submitted'`, [caseNo]))
    .rows[0].actor;

describe('a legal person', () => {
  test('applies through its representative, who is recorded as acting for it', async () => {
    const { status, body } = await submit('li-na', COMPANY);
    expect(status).toBe(201);
    expect(await actorOf(body.caseNo)).toMatchObject({ personId: 'li-na', onBehalfOf: 'demo-company' });
    expect((await a.call('li-na', 'GET', '/api/cases', undefined, COMPANY)).body.cases).toContainEqual(
      expect.objectContaining({ caseNo: body.caseNo }),
    );
    expect((await a.call('li-na', 'GET', '/api/cases')).body.cases).toEqual([]);
  });

  test('and through an agent, and whom he passed it on to, until the one above ends it', async () => {
    expect(await submit('zhang-wei', COMPANY)).toMatchObject({ status: 403, body: { code: 'authorisation-missing' } });
    const first = await grant('li-na', { principalId: 'demo-company', personId: 'zhang-wei', mayPassOn: true });
    expect(first).toMatchObject({ status: 201, body: { kind: 'agent', inForce: true } });
    const second = await grant('zhang-wei', { principalId: 'demo-company', personId: 'chen-jing' });
    expect(second).toMatchObject({ status: 201, body: { passedOnFrom: first.body.id } });
    const { caseNo } = (await submit('chen-jing', COMPANY)).body;
    expect(await actorOf(caseNo)).toMatchObject({ personId: 'chen-jing', onBehalfOf: 'demo-company' });
    expect((await a.call('chen-jing', 'GET', `/api/cases/${caseNo}`)).status).toBe(200);
    // no power to collect, none to withdraw
    expect((await a.call('chen-jing', 'GET', `/api/cases/${caseNo}/results`)).status).toBe(404);
    expect((await a.call('chen-jing', 'POST', `/api/cases/${caseNo}/withdrawal`, {})).status).toBe(403);
    // third level: not allowed to pass on
    expect(await grant('chen-jing', { principalId: 'demo-company', personId: 'liu-yang' })).toMatchObject({
      status: 422,
      body: { code: 'authorisation-invalid', faults: [{ code: 'may-not-pass-on' }] },
    });
    expect((await revoke('liu-yang', first.body.id)).body.code).toBe('authorisation-not-found');
    expect((await revoke('li-na', first.body.id)).status).toBe(204);
    expect((await a.call('chen-jing', 'GET', `/api/cases/${caseNo}`)).status).toBe(404);
    expect((await submit('chen-jing', COMPANY)).status).toBe(403);
    expect((await revoke('li-na', first.body.id)).body.code).toBe('authorisation-ended');
  });
});

describe('powers of attorney of a natural person', () => {
  test('for one matter, for a time, for what is named; the holder may lay it down', async () => {
    const granted = await grant('wang-xiaoming', { personId: 'li-na', matters: ['company-set-up'] });
    expect(granted.status).toBe(201);
    expect((await submit('li-na', forWhom('wang-xiaoming'))).body.code).toBe('authorisation-missing');
    const until = new Date(Date.now() + 60_000).toISOString();
    const right = await grant('wang-xiaoming', { personId: 'li-na', matters: ['five-in-parallel'], validUntil: until });
    expect((await submit('li-na', forWhom('wang-xiaoming'))).status).toBe(201);
    a.t.clock.advance(61_000);
    expect((await submit('li-na', forWhom('wang-xiaoming'))).status).toBe(403);
    expect((await revoke('li-na', right.body.id)).status).toBe(204);
    expect((await revoke('li-na', granted.body.id)).status).toBe(204);
  });

  test.each([
    ['to oneself', { personId: 'wang-xiaoming' }, 422],
    ['to a legal person', { personId: 'demo-company' }, 404],
    ['to nobody', { personId: 'no-such-person' }, 404],
    ['ended before it begins', { personId: 'li-na', validUntil: '2020-01-01T00:00:00.000Z' }, 422],
    ['beginning in the past', { personId: 'li-na', validFrom: '2020-01-01T00:00:00.000Z' }, 422],
    ['for nothing', { personId: 'li-na', actions: [] }, 400],
    ['for a power that is none', { personId: 'li-na', actions: ['decide'] }, 400],
    ['in the name of a company not one’s own', { personId: 'li-na', principalId: 'demo-company' }, 403],
  ])('refused: %s', async (_name, body, status) => {
    expect((await grant('wang-xiaoming', body)).status).toBe(status);
  });

  test('a list for the principal, one for the holder; not for others', async () => {
    await grant('wang-xiaoming', { personId: 'sun-hui' });
    const list = (who: string, query = '') => a.call(who, 'GET', `/api/authorisations${query}`);
    const held = (await list('sun-hui')).body.authorisations;
    expect(held).toContainEqual(expect.objectContaining({ principalId: 'wang-xiaoming', inForce: true }));
    expect((await list('wang-xiaoming', '?principal=wang-xiaoming')).body.authorisations.length).toBeGreaterThan(0);
    expect((await list('sun-hui', '?principal=wang-xiaoming')).status).toBe(403);
    expect((await list('li-na', '?principal=demo-company')).status).toBe(200);
  });
});

describe('the window', () => {
  test.each([
    ['of the district', 'ma-yan', 'one-stop-window', 200],
    ['of another district', 'ding-hao', 'neighbour-window', 200],
  ])(
    '%s acts for who stands there, is recorded as such, and follows that case',
    async (_name, clerk, window, status) => {
      const { body } = await submit(clerk, forWhom('wang-xiaoming'));
      expect(await actorOf(body.caseNo)).toMatchObject({
        personId: clerk,
        orgId: window,
        onBehalfOf: 'wang-xiaoming',
        channel: 'window',
      });
      expect((await a.call(clerk, 'GET', `/api/cases/${body.caseNo}`)).status).toBe(status);
      expect((await a.call('wang-xiaoming', 'GET', `/api/cases/${body.caseNo}`)).status).toBe(200);
    },
  );
  test('of another district knows no case that it did not bring in', async () => {
    const { caseNo } = (await submit('wang-xiaoming')).body;
    expect((await a.call('ding-hao', 'GET', `/api/cases/${caseNo}`)).status).toBe(404);
    expect((await a.call('ma-yan', 'GET', `/api/cases/${caseNo}`)).status).toBe(200);
  });
  test('nobody is made up', async () => {
    expect(await submit('ma-yan', forWhom('nobody-here'))).toMatchObject({
      status: 404,
      body: { code: 'person-not-found' },
    });
    expect((await submit('ma-yan', forWhom('demo-bank-system'))).status).toBe(404);
  });
});

describe('parties of a case', () => {
  const party = (who: string, caseNo: string, kind: string, personId: string, end = '') =>
    a.call(who, 'POST', `/api/cases/${caseNo}/parties${end}`, { kind, personId });
  test.each([
    ['co-applicant', 200, 200],
    ['helper', 200, 404],
  ])(
    'a %s named by the applicant: case %i, results %i, and nothing once ended',
    async (kind, seesCase, seesResults) => {
      const { caseNo } = (await submit('wang-xiaoming')).body;
      expect((await a.call('zhou-min', 'GET', `/api/cases/${caseNo}`)).status).toBe(404);
      expect((await party('zhou-min', caseNo, kind, 'zhou-min')).status).toBe(404);
      expect((await party('wang-xiaoming', caseNo, kind, 'zhou-min')).status).toBe(204);
      const saw = async () => [
        (await a.call('zhou-min', 'GET', `/api/cases/${caseNo}`)).status,
        (await a.call('zhou-min', 'GET', `/api/cases/${caseNo}/results`)).status,
      ];
      expect(await saw()).toEqual([seesCase, seesResults]);
      expect((await a.call('zhou-min', 'GET', '/api/me/parties')).body.cases).toContainEqual(
        expect.objectContaining({ caseNo, kind }),
      );
      expect((await a.call('zhou-min', 'POST', `/api/cases/${caseNo}/withdrawal`, {})).status).toBe(403);
      const { parties } = (await a.call('wang-xiaoming', 'GET', `/api/cases/${caseNo}/parties`)).body;
      expect(parties).toMatchObject([{ personId: 'zhou-min', kind, name: '周敏' }]);
      expect((await party('zhou-min', caseNo, kind, 'zhou-min', '/end')).status).toBe(204);
      expect(await saw()).toEqual([404, 404]);
      expect((await party('wang-xiaoming', caseNo, kind, 'zhou-min', '/end')).body.code).toBe('party-not-found');
    },
  );

  test('an interested party is named by an organ that handles the case, not by the applicant', async () => {
    const { caseNo } = (await submit('wang-xiaoming')).body;
    await a.t.ledger.advance(caseNo);
    expect((await party('wang-xiaoming', caseNo, 'interested-party', 'zhou-min')).status).toBe(403);
    expect((await party('ma-yan', caseNo, 'interested-party', 'zhou-min')).status).toBe(403);
    expect((await party('officer-a', caseNo, 'interested-party', 'zhou-min')).status).toBe(204);
    expect((await a.call('zhou-min', 'GET', `/api/cases/${caseNo}`)).status).toBe(200);
    expect((await a.call('zhou-min', 'GET', `/api/cases/${caseNo}/results`)).status).toBe(404);
  });

  test('an officer who is a party stands aside', async () => {
    const { caseNo } = (await submit('wang-xiaoming')).body;
    await a.t.ledger.advance(caseNo);
    const [task] = (await a.call('officer-a', 'GET', `/api/tasks?case=${caseNo}`)).body.tasks;
    expect((await party('wang-xiaoming', caseNo, 'co-applicant', 'officer-a')).status).toBe(204);
    const decide = { revision: 1, outcome: 'granted' };
    const tries = [
      await a.call('officer-a', 'GET', `/api/tasks/${task.id}`),
      await a.call('officer-a', 'POST', `/api/tasks/${task.id}/claim`),
      await a.call('officer-a', 'POST', `/api/tasks/${task.id}/decision`, decide),
      await party('officer-a', caseNo, 'interested-party', 'zhou-min'),
    ];
    expect(tries.map((t) => [t.status, t.body.code])).toEqual(tries.map(() => [403, 'own-case']));
  });
});
