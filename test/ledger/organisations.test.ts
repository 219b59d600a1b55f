// Changes of the organisations on the real ledger: two registrars, one transaction, and what each person may do with the next call.
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { asInstant } from '../../core/organisations/tree.ts';
import type { Step } from '../../core/organisations/step.ts';
import { seed } from '../../embedded/seed.ts';
import { appoint, code, department, name, refusal, relieve, treeRows } from '../support/organisation-steps.ts';
import { createTestLedger, fiveInParallel, requestOf, type TestLedger } from '../support/test-ledger.ts';
import { addOfficer } from '../support/test-plans.ts';

const NOW = Date.parse('2026-12-01T02:00:00Z');
const HOUR = 3_600_000;
let t: TestLedger;
let atFirst: Map<string, unknown>;
beforeAll(async () => {
  t = await createTestLedger();
  await addOfficer(t.database, 'data-office', 'third-registrar', 'registrar');
  // the samples hold their posts only since the template was made
  await t.database.owner.query(`update post_holdings set valid_from = '2025-01-01'`);
  await t.database.owner.query(`update authorisations set valid_from = '2025-01-01'`);
  t.clock.set(NOW);
  atFirst = await rows();
});
afterAll(() => t.close());

const rows = () => treeRows(t);
const reason = '示范编〔2026〕1号';
const propose = (steps: readonly Step[], by = 'qin-yue') =>
  t.ledger.organisations.propose(requestOf(by), { steps, reason });
const approve = (id: string, by = 'xie-ming') => t.ledger.organisations.approve(requestOf(by), id);
const change = async (...steps: Step[]) => approve(await propose(steps));
const statusOf = async (id: string) =>
  (await t.database.pool.query('select status from organisation_changes where id = $1', [id])).rows[0]?.status;

describe('two registrars', () => {
  test('one proposes, the other approves; nobody else', async () => {
    const id = await propose([department('street-office')]);
    for (const by of ['zhang-wei', 'xu-jie', 'guo-bin', 'wang-xiaoming'])
      expect(await code(approve(id, by))).toBe('not-allowed');
    expect(await code(approve(id, 'qin-yue'))).toBe('change-of-oneself');
    expect(await statusOf(id)).toBe('proposed');
    await approve(id);
    expect(await statusOf(id)).toBe('approved');
    expect(await code(approve(id, 'third-registrar'))).toBe('change-decided');
  });
  test.each<[string, Step[]]>([
    [
      'appoints',
      [
        department('xie-office'),
        { type: 'createPost', id: 'xie-author', organisationId: 'xie-office', role: 'author', name },
        appoint('xie-ming', 'xie-author'),
      ],
    ],
    ['relieves', [relieve('xie-ming', 'data-office-registrar')]],
    [
      'substitutes',
      [
        {
          type: 'substitute',
          personId: 'wang-xiaoming',
          postId: 'data-office-registrar',
          forPerson: 'xie-ming',
          until: asInstant(NOW + HOUR),
        },
      ],
    ],
  ])('whom a change %s neither approves nor rejects it', async (_, steps) => {
    const id = await propose(steps);
    expect(await code(approve(id))).toBe('change-of-oneself');
    expect(await code(t.ledger.organisations.reject(requestOf('xie-ming'), id, 'x'))).toBe('change-of-oneself');
    await t.ledger.organisations.reject(requestOf('third-registrar'), id, 'x');
    expect(await statusOf(id)).toBe('rejected');
  });
  test('who closes the post of another does it to him', async () => {
    await change(
      { type: 'createPost', id: 'second-registrar', organisationId: 'gov', role: 'registrar', name },
      appoint('third-registrar', 'second-registrar'),
    );
    const id = await propose([{ type: 'closePost', id: 'second-registrar' }]);
    expect(await code(approve(id, 'third-registrar'))).toBe('change-of-oneself');
    await approve(id);
  });
  test('of two who approve at once one does, and it is done once', async () => {
    const id = await propose([department('once')]);
    const said = await Promise.all([code(approve(id, 'xie-ming')), code(approve(id, 'third-registrar'))]);
    expect(said.sort()).toEqual(['change-decided', 'done']);
    const { rowCount } = await t.database.pool.query('select 1 from organisation_history where change_id = $1', [id]);
    expect(rowCount).toBe(1);
  });
  test('approved and rejected at once it is one of both', async () => {
    const id = await propose([department('either')]);
    const reject = t.ledger.organisations.reject(requestOf('third-registrar'), id, 'x');
    const [approved, rejected] = await Promise.all([code(approve(id)), code(reject)]);
    expect([approved, rejected].sort()).toEqual(['change-decided', 'done']);
    expect(await statusOf(id)).toBe(approved === 'done' ? 'approved' : 'rejected');
    expect((await rows()).has('organisation either')).toBe(approved === 'done');
  });
  test('the same request again has no second effect, also at once; the key for another is refused', async () => {
    const request = requestOf('qin-yue');
    const proposal = { steps: [department('keyed')], reason };
    const ids = await Promise.all([1, 2, 3].map(() => t.ledger.organisations.propose(request, proposal)));
    expect(new Set(ids).size).toBe(1);
    const approval = requestOf('xie-ming');
    await Promise.all([1, 2].map(() => t.ledger.organisations.approve(approval, ids[0]!)));
    const other = await propose([department('other')]);
    const reused = { ...approval, requestHash: 'another' };
    expect(await code(t.ledger.organisations.approve(reused, other))).toBe('idempotency-key-reused');
    expect(await statusOf(other)).toBe('proposed');
  });
  test('only who proposed it withdraws it', async () => {
    const id = await propose([department('withdrawn')]);
    expect(await code(t.ledger.organisations.withdraw(requestOf('xie-ming'), id))).toBe('not-allowed');
    await t.ledger.organisations.withdraw(requestOf('qin-yue'), id);
    expect(await code(approve(id))).toBe('change-decided');
  });
});

describe('the ground', () => {
  test('may have changed since: then nothing of the change is done, and it stays to be decided', async () => {
    const [one, other] = [
      await propose([department('shaky'), department('twin')]),
      await propose([department('twin')]),
    ];
    await approve(other);
    expect(await refusal(approve(one))).toMatchObject({ code: 'change-outdated', faults: ['id-taken'] });
    expect((await rows()).has('organisation shaky')).toBe(false);
    expect(await statusOf(one)).toBe('proposed');
    await t.ledger.organisations.reject(requestOf('xie-ming'), one, 'x');
  });
  test('two changes that pass alone and not together: approved at once, one is refused', async () => {
    const twice = [
      await propose([appoint('li-na', 'dept-e-officer')]),
      await propose([appoint('li-na', 'data-office-auditor')]),
    ];
    const said = await Promise.all([code(approve(twice[0]!, 'xie-ming')), code(approve(twice[1]!, 'third-registrar'))]);
    expect(said.sort()).toEqual(['change-outdated', 'done']);
  });
  test('an organisation that has work is not closed; the fault says how much', async () => {
    const closing: Step[] = [relieve('officer-d', 'dept-d-officer'), { type: 'closeOrganisation', id: 'dept-d' }];
    const { caseNo } = await t.ledger.submit(requestOf('wang-xiaoming'), fiveInParallel());
    const refused = await refusal(propose(closing));
    expect(refused).toMatchObject({ code: 'organisation-invalid', faults: ['handles-items', 'named-by-matters'] });
    expect(refused!.said).toEqual([expect.stringMatching(/^1 items/), expect.stringMatching(/^1 published/)]);
    await t.ledger.apply(caseNo, requestOf('wang-xiaoming'), { type: 'withdrawApplication' });
    expect(await refusal(propose(closing))).toMatchObject({ faults: ['named-by-matters'] });
    await t.database.owner.query(`update definitions set retired_at = $1 where matter = 'five-in-parallel'`, [
      new Date(NOW),
    ]);
    await change(...closing);
    await t.database.owner.query(`update definitions set retired_at = null`);
    expect((await rows()).get('organisation dept-d')).toMatchObject({ closedAt: asInstant(NOW) });
  });
});

describe('with the next call', () => {
  let caseNo: string;
  beforeAll(async () => {
    ({ caseNo } = await t.ledger.submit(requestOf('wang-xiaoming'), fiveInParallel()));
    await t.ledger.advance(caseNo);
  });
  const mayClaim = async (person: string, item = 'item-a') => {
    const said = await code(t.ledger.claim(caseNo, item, requestOf(person)));
    if (said === 'done') await t.ledger.release(caseNo, item, requestOf(person));
    return said;
  };
  test('who is appointed is let in, who is relieved is refused', async () => {
    expect(await mayClaim('feng-yu')).toBe('post-not-held');
    await change(appoint('feng-yu', 'dept-a-officer'));
    expect(await mayClaim('feng-yu')).toBe('done');
    await change(relieve('feng-yu', 'dept-a-officer'));
    expect(await mayClaim('feng-yu')).toBe('post-not-held');
  });
  test('who is appointed from a later day on begins by himself', async () => {
    await change(
      appoint('feng-yu', 'dept-a-officer', { from: asInstant(NOW + HOUR), until: asInstant(NOW + 2 * HOUR) }),
    );
    for (const [after, said] of [
      [HOUR - 1, 'post-not-held'],
      [HOUR, 'done'],
      [2 * HOUR - 1, 'done'],
      [2 * HOUR, 'post-not-held'],
    ] as const) {
      t.clock.set(NOW + after);
      expect([after, await mayClaim('feng-yu')]).toEqual([after, said]);
    }
    t.clock.set(NOW + 2 * HOUR);
  });
  test('a substitute acts in his period and not a moment longer; the absent one keeps his post', async () => {
    const start = NOW + 3 * HOUR;
    const period = { from: asInstant(start), until: asInstant(start + HOUR) };
    await change({
      type: 'substitute',
      personId: 'feng-yu',
      postId: 'dept-b-officer',
      forPerson: 'officer-b',
      ...period,
    });
    for (const [after, said] of [
      [-1, 'post-not-held'],
      [0, 'done'],
      [HOUR - 1, 'done'],
      [HOUR, 'post-not-held'],
    ] as const) {
      t.clock.set(start + after);
      expect([after, await mayClaim('feng-yu', 'item-b')]).toEqual([after, said]);
      expect(await mayClaim('officer-b', 'item-b')).toBe('done');
    }
    expect((await rows()).get(`holding feng-yu/dept-b-officer/${period.from}`)).toMatchObject({
      kind: 'substitution',
      forPerson: 'officer-b',
    });
  });
  test('closing a post ends the rights of who holds it', async () => {
    expect(await mayClaim('officer-c', 'item-c')).toBe('done');
    await change({ type: 'closePost', id: 'dept-c-officer' });
    expect(await mayClaim('officer-c', 'item-c')).toBe('post-not-held');
  });
  test('a registrar who is relieved approves nothing any more', async () => {
    const id = await propose([department('too-late')]);
    await change(relieve('third-registrar', 'data-office-registrar'));
    expect(await code(approve(id, 'third-registrar'))).toBe('not-allowed');
    expect(await refusal(propose([relieve('xie-ming', 'data-office-registrar')]))).toMatchObject({
      faults: ['too-few-registrars'],
    });
  });
  test('a legal person is represented by the one registered, and by no other', async () => {
    const grant = (by: string) =>
      t.ledger.grantAuthorisation(requestOf(by), {
        principalId: 'demo-company',
        personId: 'wang-xiaoming',
        matters: ['*'],
        actions: ['submit'],
        mayPassOn: false,
        validFrom: NOW + 4 * HOUR,
      });
    const company = { principalId: 'demo-company' };
    expect(await code(grant('zhao-lei'))).toBe('authorisation-missing');
    await change(
      { type: 'endRepresentative', ...company, personId: 'li-na' },
      { type: 'registerRepresentative', ...company, personId: 'zhao-lei' },
    );
    expect(await code(grant('zhao-lei'))).toBe('done');
    expect(await code(grant('li-na'))).toBe('authorisation-missing');
  });
});

describe('the history', () => {
  test('tells the present from the past, row by row', async () => {
    const { rows: history } = await t.database.pool.query<{ key: string; before: unknown; after: unknown }>(
      `select subject_kind || ' ' || subject_id as key, before, after from organisation_history order by seq`,
    );
    expect(history.length).toBeGreaterThan(20);
    const told = new Map(atFirst);
    for (const { key, before, after } of history) {
      expect([key, before]).toEqual([key, told.get(key) ?? null]);
      told.set(key, after);
    }
    expect(told).toEqual(await rows());
  });
  test('is not undone when a stack starts again with its samples', async () => {
    const present = await rows();
    await seed({ pool: t.database.owner, vault: t.vault, clock: t.clock.read });
    expect(await rows()).toEqual(present);
  });
  test('is never changed, not even by the owner of the schema', async () => {
    for (const statement of ['update organisation_history set step = 1', 'delete from organisation_history'])
      await expect(t.database.owner.query(statement)).rejects.toMatchObject({ code: '42501' });
  });
});
