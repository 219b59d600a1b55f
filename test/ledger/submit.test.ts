import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { isCaseNo } from '../../core/codes/case-number.ts';
import { item, plan, text } from '../core/engine/fixtures.ts';
import { createTestLedger, fiveInParallel, requestOf, type TestLedger } from '../support/test-ledger.ts';
import { publishTestPlan } from '../support/test-plans.ts';

let t: TestLedger;
beforeAll(async () => {
  t = await createTestLedger();
});
afterAll(() => t.close());
const count = async (sql: string) =>
  Number((await t.database.pool.query<{ n: string }>(`select count(*) as n from ${sql}`)).rows[0]!.n);

describe('submission', () => {
  test('is one transaction: case, form, events, and a wake owed', async () => {
    const applied = await t.ledger.submit(requestOf('wang-xiaoming'), fiveInParallel());
    expect(isCaseNo(applied.caseNo)).toBe(true);
    expect(applied).toMatchObject({ matter: 'five-in-parallel', repeated: false, wake: true });
    const { rows } = await t.database.pool.query('select * from cases where case_no = $1', [applied.caseNo]);
    expect(rows[0]).toMatchObject({
      status: 'open',
      applicant_id: 'wang-xiaoming',
      wake_seq: applied.seq,
      conducted_seq: 0,
    });
    expect((await t.contents.getForm(t.database.pool, applied.caseNo))!.form).toEqual(fiveInParallel().form);
  });
  test('twenty times at once with one key: one case', async () => {
    const before = await count('cases');
    const request = requestOf('wang-xiaoming');
    const all = await Promise.all(Array.from({ length: 20 }, () => t.ledger.submit(request, fiveInParallel())));
    expect(new Set(all.map((a) => a.caseNo)).size).toBe(1);
    expect(all.filter((a) => !a.repeated)).toHaveLength(1);
    expect(await count('cases')).toBe(before + 1);
  });
  test('the same key with another body is refused; another person may use the same key', async () => {
    const request = requestOf('wang-xiaoming');
    const { caseNo } = await t.ledger.submit(request, fiveInParallel());
    await expect(t.ledger.submit({ ...request, requestHash: 'other' }, fiveInParallel())).rejects.toMatchObject({
      code: 'idempotency-key-reused',
    });
    const other = await t.ledger.submit({ ...request, actor: { personId: 'li-na', channel: 'web' } }, fiveInParallel());
    expect(other.caseNo).not.toBe(caseNo);
  });
  test('an unknown matter, an outdated form, an unknown fact: refused, and nothing is left behind', async () => {
    const given = plan([item('a', { when: 'big' })], {
      matter: 'with-condition',
      conditions: { big: 'form.area > 100.0' },
    });
    const hash = await publishTestPlan(t.database, {
      ...given,
      form: {
        groups: [
          { id: 'g', label: text('g'), fields: [{ id: 'area', type: 'number', label: text('area'), required: false }] },
        ],
      },
    });
    const before = await count('cases');
    const submission = { ...fiveInParallel(), matter: 'with-condition', form: {} };
    await expect(
      t.ledger.submit(requestOf('wang-xiaoming'), { ...submission, matter: 'nothing' }),
    ).rejects.toMatchObject({ code: 'matter-not-found' });
    await expect(t.ledger.submit(requestOf('wang-xiaoming'), { ...submission, planHash: 'old' })).rejects.toMatchObject(
      { code: 'matter-changed' },
    );
    await expect(t.ledger.submit(requestOf('wang-xiaoming'), { ...submission, planHash: hash })).rejects.toMatchObject({
      code: 'facts-unknown',
      faults: [{ pointer: '/form/area' }],
    });
    expect(await count('cases')).toBe(before);
    const { caseNo } = await t.ledger.submit(requestOf('wang-xiaoming'), { ...submission, form: { area: 200 } });
    const { rows } = await t.database.pool.query('select body from events where case_no = $1 and type = $2', [
      caseNo,
      'factsEvaluated',
    ]);
    expect(rows[0].body.facts).toEqual({ big: true });
  });
  test('events, idempotency rows and the snapshot hold nothing of what was filled in', async () => {
    const canary = '金丝雀-CANARY-7f3a';
    const { caseNo } = await t.ledger.submit(requestOf('wang-xiaoming'), {
      ...fiveInParallel(),
      form: { applicantName: canary, subject: canary },
    });
    for (const table of ['events', 'cases', 'idempotency_keys', 'tasks', 'dispatches']) {
      const { rows } = await t.database.pool.query<{ row: string }>(
        `select to_jsonb(x)::text as row from ${table} x where case_no = $1`,
        [caseNo],
      );
      expect(rows.map((r) => r.row).join()).not.toContain(canary);
    }
    const { rows } = await t.database.pool.query<{ sealed: Buffer }>(
      'select sealed from submissions where case_no = $1',
      [caseNo],
    );
    expect(rows[0]!.sealed.includes(Buffer.from(canary))).toBe(false);
  });
  test('materials: missing, foreign and used ones are refused, all at once', async () => {
    const material = (id: string, required: boolean) => ({
      id,
      name: text(id),
      required,
      accepts: ['application/pdf'],
      maxBytes: 9,
    });
    await publishTestPlan(
      t.database,
      plan([item('a', { reads: { form: [], materials: ['deed', 'photo', 'other'] } })], {
        matter: 'with-materials',
        materials: [material('deed', true), material('photo', true), material('other', false)],
      }),
    );
    const upload = (owner: string, id: string) =>
      t.contents.addMaterial(requestOf(owner), {
        matter: 'with-materials',
        material: id,
        fileHash: 'f',
        size: 1,
        mediaType: 'application/pdf',
        name: '契约.pdf',
      });
    const submit = (materials: Record<string, string>) =>
      t.ledger.submit(requestOf('wang-xiaoming'), { ...fiveInParallel(), matter: 'with-materials', materials });
    const { materialId: hers } = await upload('li-na', 'deed');
    await expect(submit({ deed: hers, strange: hers })).rejects.toMatchObject({
      code: 'materials-invalid',
      faults: [{ pointer: '/materials/photo' }, { pointer: '/materials/strange' }, { pointer: '/materials/deed' }],
    });
    const deed = (await upload('wang-xiaoming', 'deed')).materialId;
    const photo = (await upload('wang-xiaoming', 'photo')).materialId;
    await submit({ deed, photo });
    await expect(submit({ deed, photo })).rejects.toMatchObject({ faults: [{ code: 'in-use' }, { code: 'in-use' }] });
  });
});
