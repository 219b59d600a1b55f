// 文书: made in the transaction of the step, or the step is not done; numbered without gaps; sealed; served.
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { INSTRUMENT_KINDS, type InstrumentKind } from '../../core/engine/instruments.ts';
import { TEMPLATES } from '../../core/instruments/templates.ts';
import type { CaseState } from '../../core/engine/state.ts';
import { listInstruments } from '../../db/instruments.ts';
import { databaseClock } from '../../ledger/clock.ts';
import { eraseSubject } from '../../ledger/keys.ts';
import type { Intent } from '../../ledger/ledger.ts';
import { item, plan } from '../core/engine/fixtures.ts';
import { rulesOf } from '../support/instrument-samples.ts';
import { createTestLedger, fiveInParallel, requestOf, type TestLedger } from '../support/test-ledger.ts';
import { addOfficer, publishTestPlan } from '../support/test-plans.ts';

let t: TestLedger;
beforeAll(async () => {
  t = await createTestLedger();
  await publishTestPlan(t.database, { ...rulesOf().plan, matter: 'documented', materials: [] });
  const forty = Array.from({ length: 40 }, (_, n) => item(`i${n}`));
  await publishTestPlan(t.database, plan(forty, { matter: 'forty' }));
  await addOfficer(t.database, 'permit-organ', 'permit-head', 'head');
  await addOfficer(t.database, 'lead-organ', 'lead-head', 'head');
  await addOfficer(t.database, 'test-government', 'government-head', 'head', 'government');
});
afterAll(() => t.close());

const APPLICANT = 'wang-xiaoming';
const OFFICER = 'permit-organ-officer';
const CANARY = '金丝雀理由';
const submit = async (matter = 'documented', person = APPLICANT) => {
  t.clock.set('2026-03-02T10:00+08:00');
  return (await t.ledger.submit(requestOf(person), { ...fiveInParallel(), matter })).caseNo;
};
const open = async (person = APPLICANT) => {
  const caseNo = await submit('documented', person);
  await t.ledger.advance(caseNo);
  return caseNo;
};
type Step = readonly [person: string, intent: Intent];
const of = { item: 'permit' } as const;
const grounds = { reason: CANARY, legalBasis: '某法第一条' };
const decide = { type: 'decide', ...of, revision: 1 } as const;
const accept: Step = [OFFICER, { type: 'accept', ...of }];
const grant: Step = [OFFICER, { ...decide, outcome: 'granted', outputs: { permitNo: CANARY } }];
/** The last step of each makes the document. */
const STEPS: Readonly<Record<Exclude<InstrumentKind, 'receipt-slip'>, readonly Step[]>> = {
  'acceptance-notice': [accept],
  'decline-decision': [[OFFICER, { type: 'declineAcceptance', ...of, ...grounds }]],
  'correction-notice': [[OFFICER, { type: 'notifyCorrection', ...of, content: CANARY }]],
  'extension-notice': [
    accept,
    [OFFICER, { type: 'requestExtension', ...of, reason: CANARY }],
    ['permit-head', { type: 'decideExtension', ...of, approve: true }],
  ],
  'joint-extension-notice': [
    accept,
    ['lead-head', { type: 'requestJointExtension', stage: 'opening', reason: CANARY }],
    ['government-head', { type: 'decideJointExtension', stage: 'opening', approve: true }],
  ],
  'special-procedure-notice': [
    accept,
    [OFFICER, { type: 'startSpecialProcedure', ...of, ground: 'hearing', expected: { amount: 9, unit: 'wd' } }],
  ],
  'decision-granted': [accept, grant],
  'decision-refused': [accept, [OFFICER, { ...decide, outcome: 'refused', ...grounds }]],
};
const act = async (caseNo: string, steps: readonly Step[]) => {
  for (const [person, intent] of steps) await t.ledger.apply(caseNo, requestOf(person), intent);
};
const made = (caseNo: string) => listInstruments(t.database.pool, caseNo);
const stateOf = async (caseNo: string): Promise<CaseState> =>
  (await t.database.pool.query('select state from cases where case_no = $1', [caseNo])).rows[0].state;
const countEvents = async () => (await t.database.pool.query('select 1 from events')).rowCount;
/** While the work is done, no document of this kind can be written. */
async function withoutPaper<T>(kind: InstrumentKind, work: () => Promise<T>): Promise<T> {
  const { owner } = t.database;
  await owner.query(`alter table instruments add constraint no_paper check (kind <> '${kind}') not valid`);
  try {
    return await work();
  } finally {
    await owner.query('alter table instruments drop constraint no_paper');
  }
}

describe('a step and its document', () => {
  test('every kind is tried', () => {
    expect([...Object.keys(STEPS), 'receipt-slip'].sort()).toEqual([...INSTRUMENT_KINDS].sort());
  });
  test.each(Object.entries(STEPS) as [InstrumentKind, readonly Step[]][])(
    '%s: not written, the step is not done; written, it is the same transaction',
    async (kind, steps) => {
      const caseNo = await open();
      await act(caseNo, steps.slice(0, -1));
      const before = [await countEvents(), await stateOf(caseNo), await made(caseNo)];
      await withoutPaper(kind, async () => {
        await expect(act(caseNo, steps.slice(-1))).rejects.toThrow('no_paper');
      });
      expect([await countEvents(), await stateOf(caseNo), await made(caseNo)]).toEqual(before);

      await act(caseNo, steps.slice(-1));
      const [last] = (await made(caseNo)).slice(-1);
      expect(last).toMatchObject({
        kind,
        template: TEMPLATES[kind].version,
        ownNumber: null,
        service: null,
        no: (await made(caseNo)).length,
      });
      const { rows } = await t.database.pool.query(
        `select (i.xmin = e.xmin) as together, e.at = i.made_at as "sameInstant"
         from instruments i join events e using (case_no)
         where i.number = $1 and (e.body ->> 'instrumentNo')::int = i.no`,
        [last!.number],
      );
      expect(rows).toEqual([{ together: true, sameInstant: true }]);
    },
  );
  test('no receipt slip, no case', async () => {
    const before = await countEvents();
    await withoutPaper('receipt-slip', async () => {
      await expect(submit()).rejects.toThrow('no_paper');
    });
    expect(await countEvents()).toBe(before);
  });
  test('what time brings needs its document as well: silence accepts only with a notice', async () => {
    const caseNo = await open();
    t.clock.set('2026-03-11T09:00+08:00');
    await withoutPaper('acceptance-notice', async () => {
      await expect(t.ledger.advance(caseNo)).rejects.toThrow('no_paper');
      expect((await stateOf(caseNo)).items['permit']!.status).toBe('received');
    });
    await t.ledger.advance(caseNo);
    expect((await made(caseNo)).map((i) => i.kind)).toEqual(['receipt-slip', 'acceptance-notice']);
    const content = await t.contents.getInstrument(t.database.pool, `${caseNo}-W2`);
    expect(content!.opening.map((o) => o.zh).join()).toContain('自2026年3月2日起予以受理');
  });
});

describe('numbers', () => {
  test('forty decisions at once: 1 to 41, none missing, none twice', async () => {
    const caseNo = await submit('forty');
    await t.ledger.advance(caseNo);
    await Promise.all(
      Array.from({ length: 40 }, (_, n) =>
        t.ledger.apply(caseNo, requestOf(`i${n}-organ-officer`), { ...decide, item: `i${n}`, outcome: 'granted' }),
      ),
    );
    const found = await made(caseNo);
    expect(found.map((i) => i.number)).toEqual(Array.from({ length: 41 }, (_, n) => `${caseNo}-W${n + 1}`));
    expect(new Set(found.map((i) => i.itemId)).size).toBe(41);
  });
  test('the authority’s own stands on the document where it was given; ours everywhere', async () => {
    const document = '示市监补〔2026〕3号';
    const caseNo = await open();
    await act(caseNo, [[OFFICER, { type: 'notifyCorrection', ...of, content: CANARY, document }]]);
    expect((await made(caseNo))[1]).toMatchObject({ number: `${caseNo}-W2`, ownNumber: document });
    expect(await t.contents.getInstrument(t.database.pool, `${caseNo}-W2`)).toMatchObject({ ownNumber: document });
    expect((await stateOf(caseNo)).items['permit']!.correction!.document).toBe(document);

    const ours = await open();
    await act(ours, STEPS['extension-notice']);
    const moved = (await stateOf(ours)).clocks['permit/committed']!.entries.find((e) => e.kind === 'extend');
    expect(moved!.document).toBe(`${ours}-W3`);
  });
});

test('what a document says is sealed: not in the events, nor in the row', async () => {
  const caseNo = await open();
  await act(caseNo, STEPS['decision-refused']);
  const content = await t.contents.getInstrument(t.database.pool, `${caseNo}-W3`);
  expect(JSON.stringify(content)).toContain(CANARY);
  expect(JSON.stringify(content)).toContain('王小明');
  const { rows } = await t.database.owner.query(
    `select string_agg(row_to_json(e)::text, '') as events,
       (select string_agg(row_to_json(i)::text || encode(sealed, 'escape'), '') from instruments i where case_no = $1) as rows
     from events e where case_no = $1`,
    [caseNo],
  );
  for (const text of Object.values(rows[0] as Record<string, string>)) {
    expect(text.length).toBeGreaterThan(1000);
    expect(text).not.toMatch(/金丝雀|王小明/);
  }
});
test('after the erasure of its subject nobody reads it any more; that it was made stays', async () => {
  const caseNo = await open('sun-hui');
  await act(caseNo, [['sun-hui', { type: 'withdrawApplication' }]]);
  await eraseSubject(t.database.pool, databaseClock, 'sun-hui');
  expect(await t.contents.getInstrument(t.database.pool, `${caseNo}-W1`)).toBeUndefined();
  expect(await made(caseNo)).toHaveLength(1);
});

describe('service', () => {
  const decided = async () => {
    const caseNo = await open();
    await act(caseNo, [accept, grant]);
    return caseNo;
  };
  const deliver = async (caseNo: string) => (await stateOf(caseNo)).clocks['permit/deliver']!;
  const serve = (more: object = {}): Step => [OFFICER, { type: 'serve', instrument: 3, how: 'counter', ...more }];

  test('starts nothing before it, and ends the time to deliver at its own instant', async () => {
    const caseNo = await decided();
    expect(await deliver(caseNo)).toMatchObject({ dueOn: '2026-03-16', trigger: 'decided' });
    t.clock.set('2026-03-20T10:00+08:00');
    const servedAt = Date.parse('2026-03-09T15:00+08:00');
    await act(caseNo, [serve({ how: 'post', servedAt, proof: `EMS ${CANARY}` })]);
    const clock = await deliver(caseNo);
    // it was served in time; that the officer wrote it down late does not make it late
    expect(clock).toMatchObject({ endedAt: servedAt });
    const [, , third] = await made(caseNo);
    expect(third!.service).toEqual({
      how: 'post',
      at: servedAt,
      postId: 'permit-organ-officer',
      proof: expect.any(String),
    });
    const { rows } = await t.database.owner.query(
      `select s.recorded_at > s.served_at as later, t.kind, string_agg(e.body::text, '') as events
       from services s join texts t on t.id = s.proof join events e on e.case_no = t.case_no
       where s.number = $1 group by 1, 2`,
      [third!.number],
    );
    expect(rows[0]).toMatchObject({ later: true, kind: 'proof' });
    expect(rows[0].events).not.toContain(CANARY);
  });
  test('late is red and stays so', async () => {
    const caseNo = await decided();
    t.clock.set('2026-03-18T10:00+08:00');
    await act(caseNo, [serve()]);
    expect(await deliver(caseNo)).toMatchObject({ overdue: true, endedAt: Date.parse('2026-03-18T10:00+08:00') });
  });
  test('a case that has closed is still to be delivered, and then rests', async () => {
    const caseNo = await open();
    await act(caseNo, STEPS['decision-refused']);
    const read = async () =>
      (
        await t.database.pool.query(
          'select status, delivering, next_at is null as rests from cases where case_no = $1',
          [caseNo],
        )
      ).rows[0];
    expect(await read()).toEqual({ status: 'closed', delivering: true, rests: false });
    await act(caseNo, [serve()]);
    expect(await read()).toEqual({ status: 'closed', delivering: false, rests: true });
  });
  test('opened twice at once by the applicant’s side: served once', async () => {
    const caseNo = await decided();
    const tries = [1, 2, 3].map(() => t.ledger.apply(caseNo, requestOf(APPLICANT), { type: 'collect', instrument: 3 }));
    const lost = (await Promise.allSettled(tries)).filter((r): r is PromiseRejectedResult => r.status === 'rejected');
    expect(lost.map((l) => l.reason.code)).toEqual(['instrument-served', 'instrument-served']);
    expect((await made(caseNo))[2]!.service).toMatchObject({ how: 'portal', postId: null });
  });
  test.each([
    ['a stranger', 'li-na', 'case-not-found'],
    ['an officer of another organ', 'sign-organ-officer', 'post-not-held'],
    ['the applicant, by another’s way', APPLICANT, 'not-allowed'],
  ])('by %s is refused', async (_name, person, code) => {
    const caseNo = await decided();
    await expect(act(caseNo, [[person, serve()[1]]])).rejects.toMatchObject({ code });
    expect((await made(caseNo))[2]!.service).toBeNull();
  });
});
