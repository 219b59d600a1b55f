// The organisations over HTTP: who may look, who may propose, who may decide.
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { createTestApp, type TestApp } from '../support/test-app.ts';

let a: TestApp;
beforeAll(async () => {
  a = await createTestApp();
});
afterAll(() => a.close({ cases: 'none' }));

const name = { zh: '一号街道办', en: 'First Street Office' };
const office = { type: 'createOrganisation', id: 'first-street', parentId: 'gov', kind: 'government', name };
const steps = [{ ...office, divisionCode: '310199001' }];
const propose = (who: string, body: object = { reason: '示范编〔2026〕2号', steps }) =>
  a.call(who, 'POST', '/api/organisation-changes', body);

describe('the tree', () => {
  test('is there for everybody who is signed in, page by page', async () => {
    const first = await a.call('wang-xiaoming', 'GET', '/api/organisations?roots=true&limit=1');
    expect(first.body.organisations).toMatchObject([{ id: 'gov', parentId: null, name: { zh: '示范区人民政府' } }]);
    const more = `/api/organisations?roots=true&limit=1&cursor=${first.body.next}`;
    expect((await a.call('wang-xiaoming', 'GET', more)).body).toMatchObject({
      organisations: [{ id: 'neighbour-gov' }],
      next: null,
    });
    const below = (await a.call('wang-xiaoming', 'GET', '/api/organisations?parent=neighbour-gov')).body.organisations;
    expect(below.map((o: { id: string }) => o.id)).toEqual(['neighbour-data-office', 'neighbour-window']);
    expect((await a.call(undefined, 'GET', '/api/organisations')).status).toBe(401);
  });
  test('is searched by name in either language, by id, by division; what is typed is no pattern', async () => {
    const found = async (q: string) =>
      (await a.call('qin-yue', 'GET', `/api/organisations?q=${encodeURIComponent(q)}`)).body.organisations.map(
        (o: { id: string }) => o.id,
      );
    expect(await found('示范区人民')).toEqual(['gov']);
    expect(await found('ONE-stop')).toEqual(['neighbour-window', 'one-stop-window']);
    expect(await found('neighbour-w')).toEqual(['neighbour-window']);
    expect((await found('310199')).length).toBeGreaterThan(5);
    expect(await found('%')).toEqual([]);
  });
  test('shows posts to all, and who holds them to registrars and auditors alone', async () => {
    const holdersSeenBy = async (who: string) => {
      const { posts } = (await a.call(who, 'GET', '/api/organisations/one-stop-window')).body;
      expect(posts).toMatchObject([{ id: 'one-stop-window-clerk', role: 'clerk', closedAt: null }]);
      return posts[0].holders;
    };
    expect(await holdersSeenBy('wang-xiaoming')).toBeNull();
    expect(await holdersSeenBy('ma-yan')).toBeNull();
    for (const who of ['qin-yue', 'xu-jie'])
      expect(await holdersSeenBy(who)).toMatchObject([{ personId: 'ma-yan', kind: 'appointment', until: null }]);
  });
  test('has no organisation that it does not have', async () => {
    const answer = await a.call('qin-yue', 'GET', '/api/organisations/atlantis');
    expect([answer.status, answer.body.code]).toEqual([404, 'organisation-not-found']);
  });
});

describe('a change', () => {
  test('is proposed by one registrar, approved by another, and then there, with its history', async () => {
    const proposed = await propose('qin-yue');
    expect(proposed).toMatchObject({ status: 201, body: { status: 'proposed', stepCount: 1, proposedBy: 'qin-yue' } });
    const url = `/api/organisation-changes/${proposed.body.id}`;
    expect((await a.call('xu-jie', 'GET', url)).body.steps).toEqual(steps);
    const may = async (who: string) =>
      (await a.call(who, 'GET', url)).body.actions.map(
        (x: { allowed: boolean; reason?: { code: string } }) => x.allowed || x.reason!.code,
      );
    expect(await may('qin-yue')).toEqual(['change-of-oneself', true]); // decides, withdraws
    expect(await may('xie-ming')).toEqual([true, 'not-allowed']);
    expect(await may('xu-jie')).toEqual(['not-allowed', 'not-allowed']);
    expect((await a.call('qin-yue', 'POST', `${url}/approval`)).body.code).toBe('change-of-oneself');
    expect((await a.call('xu-jie', 'POST', `${url}/approval`)).body.code).toBe('not-allowed');
    const headers = { 'idempotency-key': 'approve-once' };
    for (let time = 1; time <= 2; time += 1)
      expect(await a.call('xie-ming', 'POST', `${url}/approval`, undefined, headers)).toMatchObject({
        status: 200,
        body: { status: 'approved', decidedBy: 'xie-ming' },
      });
    expect(await may('xie-ming')).toEqual(['change-decided', 'change-decided']);
    expect((await a.call('xie-ming', 'POST', `${url}/approval`)).body).toMatchObject({
      code: 'change-decided',
      params: { status: 'approved' },
    });
    expect((await a.call('wang-xiaoming', 'GET', '/api/organisations/first-street')).body).toMatchObject({ name });
    const { history } = (await a.call('xu-jie', 'GET', '/api/organisations/first-street/history')).body;
    expect(history).toMatchObject([{ subjectKind: 'organisation', before: null, after: { id: 'first-street', name } }]);
  });
  test('rejected or withdrawn it changes nothing; only who proposed it withdraws it', async () => {
    const closing = { reason: 'test', steps: [{ type: 'closeOrganisation', id: 'first-street' }] };
    const [one, other] = [await propose('qin-yue', closing), await propose('qin-yue', closing)];
    const at = (id: string) => `/api/organisation-changes/${id}`;
    const rejection = { reason: '材料不全' };
    expect((await a.call('qin-yue', 'POST', `${at(one.body.id)}/rejection`, rejection)).body.code).toBe(
      'change-of-oneself',
    );
    expect((await a.call('xie-ming', 'POST', `${at(one.body.id)}/rejection`, rejection)).body).toMatchObject({
      status: 'rejected',
      rejection: '材料不全',
    });
    expect((await a.call('xie-ming', 'POST', `${at(other.body.id)}/withdrawal`)).body.code).toBe('not-allowed');
    expect((await a.call('qin-yue', 'POST', `${at(other.body.id)}/withdrawal`)).body.status).toBe('withdrawn');
    expect((await a.call('qin-yue', 'GET', '/api/organisations/first-street')).body.closedAt).toBeNull();
    const list = await a.call('xie-ming', 'GET', '/api/organisation-changes?status=withdrawn');
    expect(list.body.changes.map((c: { id: string }) => c.id)).toEqual([other.body.id]);
  });
  test.each(['zhang-wei', 'xu-jie', 'guo-bin', 'wang-xiaoming'])('is not for %s to propose', async (who) => {
    expect((await propose(who)).body).toMatchObject({ status: 403, code: 'not-allowed' });
  });
  test.each(['zhang-wei', 'wang-xiaoming', 'guo-bin'])('is not for %s to look at', async (who) => {
    for (const url of ['/api/organisation-changes', '/api/organisations/gov/history'])
      expect((await a.call(who, 'GET', url)).body).toMatchObject({ status: 403, code: 'not-allowed' });
  });
  test('with faults is refused with all of them', async () => {
    const faulty = [
      { ...office, id: 'gov', divisionCode: '310199' },
      { type: 'appoint', personId: 'demo-company', postId: 'tax-officer' },
    ];
    const { body } = await propose('qin-yue', { reason: 'test', steps: faulty });
    expect(body).toMatchObject({ status: 422, code: 'organisation-invalid' });
    expect(body.faults.map((f: { pointer: string; code: string }) => [f.pointer, f.code])).toEqual([
      ['/steps/0/id', 'id-taken'],
      ['/steps/1/personId', 'role-for-people'],
    ]);
  });
  test('that gives a telephone number for its reason is refused', async () => {
    expect((await propose('qin-yue', { reason: '电话13900000001', steps })).body.code).toBe('request-malformed');
  });
  test('of which there is none', async () => {
    const url = '/api/organisation-changes/00000000-0000-4000-8000-000000000000';
    expect((await a.call('qin-yue', 'GET', url)).body.code).toBe('change-not-found');
    expect((await a.call('qin-yue', 'POST', `${url}/approval`)).body.code).toBe('change-not-found');
  });
});
